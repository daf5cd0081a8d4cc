DROP TABLE other_entity_version;
DROP TABLE invoice_version;
DROP TABLE load_version;
DROP TABLE driver_version;
DROP TABLE equipment_version;
DROP TABLE customer_version;
