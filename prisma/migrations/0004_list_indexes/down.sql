DROP INDEX customer_version_name,
  customer_version_tier,
  customer_version_industry,
  customer_version_email,
  customer_version_phone,
  customer_version_credit_limit,
  customer_version_payment_terms_days;
DROP INDEX equipment_version_unit_number,
  equipment_version_kind,
  equipment_version_make,
  equipment_version_model,
  equipment_version_model_year,
  equipment_version_vin,
  equipment_version_capacity_kg,
  equipment_version_status,
  equipment_version_home_terminal;
DROP INDEX driver_version_name,
  driver_version_license_number,
  driver_version_license_class,
  driver_version_license_expires_on,
  driver_version_hired_on,
  driver_version_status,
  driver_version_home_terminal,
  driver_version_phone;
DROP INDEX load_version_reference,
  load_version_origin,
  load_version_destination,
  load_version_commodity,
  load_version_pickup_at,
  load_version_deliver_by,
  load_version_weight_kg,
  load_version_distance_km,
  load_version_status,
  load_version_rate,
  load_version_customer,
  load_version_driver,
  load_version_equipment;
DROP INDEX invoice_version_number,
  invoice_version_amount,
  invoice_version_status,
  invoice_version_issued_on,
  invoice_version_due_on,
  invoice_version_paid_on,
  invoice_version_customer,
  invoice_version_load;
DROP INDEX other_entity_version_name,
  other_entity_version_summary;

CREATE INDEX customer_version_name ON customer_version (tenant, name, id);
CREATE INDEX customer_version_tier ON customer_version (tenant, tier, id);
CREATE INDEX customer_version_industry ON customer_version (tenant, industry, id);
CREATE INDEX customer_version_email ON customer_version (tenant, email, id);
CREATE INDEX customer_version_phone ON customer_version (tenant, phone, id);
CREATE INDEX customer_version_credit_limit ON customer_version (tenant, credit_limit, id);
CREATE INDEX customer_version_payment_terms_days ON customer_version (tenant, payment_terms_days, id);

CREATE INDEX equipment_version_unit_number ON equipment_version (tenant, unit_number, id);
CREATE INDEX equipment_version_kind ON equipment_version (tenant, kind, id);
CREATE INDEX equipment_version_make ON equipment_version (tenant, make, id);
CREATE INDEX equipment_version_model ON equipment_version (tenant, model, id);
CREATE INDEX equipment_version_model_year ON equipment_version (tenant, model_year, id);
CREATE INDEX equipment_version_vin ON equipment_version (tenant, vin, id);
CREATE INDEX equipment_version_capacity_kg ON equipment_version (tenant, capacity_kg, id);
CREATE INDEX equipment_version_status ON equipment_version (tenant, status, id);
CREATE INDEX equipment_version_home_terminal ON equipment_version (tenant, home_terminal, id);

CREATE INDEX driver_version_name ON driver_version (tenant, name, id);
CREATE INDEX driver_version_license_number ON driver_version (tenant, license_number, id);
CREATE INDEX driver_version_license_class ON driver_version (tenant, license_class, id);
CREATE INDEX driver_version_license_expires_on ON driver_version (tenant, license_expires_on, id);
CREATE INDEX driver_version_hired_on ON driver_version (tenant, hired_on, id);
CREATE INDEX driver_version_status ON driver_version (tenant, status, id);
CREATE INDEX driver_version_home_terminal ON driver_version (tenant, home_terminal, id);
CREATE INDEX driver_version_phone ON driver_version (tenant, phone, id);

CREATE INDEX load_version_reference ON load_version (tenant, reference, id);
CREATE INDEX load_version_origin ON load_version (tenant, origin, id);
CREATE INDEX load_version_destination ON load_version (tenant, destination, id);
CREATE INDEX load_version_commodity ON load_version (tenant, commodity, id);
CREATE INDEX load_version_pickup_at ON load_version (tenant, pickup_at, id);
CREATE INDEX load_version_deliver_by ON load_version (tenant, deliver_by, id);
CREATE INDEX load_version_weight_kg ON load_version (tenant, weight_kg, id);
CREATE INDEX load_version_distance_km ON load_version (tenant, distance_km, id);
CREATE INDEX load_version_status ON load_version (tenant, status, id);
CREATE INDEX load_version_rate ON load_version (tenant, rate, id);
CREATE INDEX load_version_customer ON load_version (tenant, customer, id);
CREATE INDEX load_version_driver ON load_version (tenant, driver, id);
CREATE INDEX load_version_equipment ON load_version (tenant, equipment, id);

CREATE INDEX invoice_version_number ON invoice_version (tenant, number, id);
CREATE INDEX invoice_version_amount ON invoice_version (tenant, amount, id);
CREATE INDEX invoice_version_status ON invoice_version (tenant, status, id);
CREATE INDEX invoice_version_issued_on ON invoice_version (tenant, issued_on, id);
CREATE INDEX invoice_version_due_on ON invoice_version (tenant, due_on, id);
CREATE INDEX invoice_version_paid_on ON invoice_version (tenant, paid_on, id);
CREATE INDEX invoice_version_customer ON invoice_version (tenant, customer, id);
CREATE INDEX invoice_version_load ON invoice_version (tenant, load, id);

CREATE INDEX other_entity_version_name ON other_entity_version (tenant, name, id);
CREATE INDEX other_entity_version_summary ON other_entity_version (tenant, summary, id);
