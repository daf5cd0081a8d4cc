-- Takes away what 0005 made, and puts back the constraint that it replaced.
DROP VIEW customer_version_own;
DROP INDEX customer_version_valid_from, customer_version_valid_to, customer_version_system_from, customer_version_system_to, customer_version_texts, customer_version_address;
ALTER TABLE customer_version DROP CONSTRAINT customer_version_no_overlap, ADD CONSTRAINT customer_version_no_overlap EXCLUDE USING gist (
  uuid_send(id) WITH =, tenant WITH =, tstzrange(valid_from, valid_to) WITH &&, tstzrange(system_from, system_to) WITH &&
);
DROP VIEW equipment_version_own;
DROP INDEX equipment_version_valid_from, equipment_version_valid_to, equipment_version_system_from, equipment_version_system_to, equipment_version_texts;
ALTER TABLE equipment_version DROP CONSTRAINT equipment_version_no_overlap, ADD CONSTRAINT equipment_version_no_overlap EXCLUDE USING gist (
  uuid_send(id) WITH =, tenant WITH =, tstzrange(valid_from, valid_to) WITH &&, tstzrange(system_from, system_to) WITH &&
);
DROP VIEW driver_version_own;
DROP INDEX driver_version_valid_from, driver_version_valid_to, driver_version_system_from, driver_version_system_to, driver_version_texts;
ALTER TABLE driver_version DROP CONSTRAINT driver_version_no_overlap, ADD CONSTRAINT driver_version_no_overlap EXCLUDE USING gist (
  uuid_send(id) WITH =, tenant WITH =, tstzrange(valid_from, valid_to) WITH &&, tstzrange(system_from, system_to) WITH &&
);
DROP VIEW load_version_own;
DROP INDEX load_version_valid_from, load_version_valid_to, load_version_system_from, load_version_system_to, load_version_texts;
ALTER TABLE load_version DROP CONSTRAINT load_version_no_overlap, ADD CONSTRAINT load_version_no_overlap EXCLUDE USING gist (
  uuid_send(id) WITH =, tenant WITH =, tstzrange(valid_from, valid_to) WITH &&, tstzrange(system_from, system_to) WITH &&
);
DROP VIEW invoice_version_own;
DROP INDEX invoice_version_valid_from, invoice_version_valid_to, invoice_version_system_from, invoice_version_system_to, invoice_version_texts;
ALTER TABLE invoice_version DROP CONSTRAINT invoice_version_no_overlap, ADD CONSTRAINT invoice_version_no_overlap EXCLUDE USING gist (
  uuid_send(id) WITH =, tenant WITH =, tstzrange(valid_from, valid_to) WITH &&, tstzrange(system_from, system_to) WITH &&
);
DROP VIEW other_entity_version_own;
DROP INDEX other_entity_version_valid_from, other_entity_version_valid_to, other_entity_version_system_from, other_entity_version_system_to, other_entity_version_texts;
ALTER TABLE other_entity_version DROP CONSTRAINT other_entity_version_no_overlap, ADD CONSTRAINT other_entity_version_no_overlap EXCLUDE USING gist (
  uuid_send(id) WITH =, tenant WITH =, tstzrange(valid_from, valid_to) WITH &&, tstzrange(system_from, system_to) WITH &&
);
DROP VIEW node_version_own;
ALTER TABLE node_version DROP CONSTRAINT node_version_no_overlap, ADD CONSTRAINT node_version_no_overlap EXCLUDE USING gist (
  uuid_send(id) WITH =, tenant WITH =, tstzrange(valid_from, valid_to) WITH &&, tstzrange(system_from, system_to) WITH &&
);
DROP FUNCTION rectangle(timestamptz, timestamptz, timestamptz, timestamptz);
-- The extension stays: it may have been there before.
