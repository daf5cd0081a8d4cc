-- The versions of each registered type: one row for each rectangle of what was known.
-- The exclusion constraint makes it impossible that an entity has two values at one moment. Text sorts by code point
-- ("C"), so that the order of a list is the same on every machine. All indexes but the primary key have the id as bytes
-- (uuid_send keeps its order): by the id itself the planner would read through them, at ten to a hundred times the cost.

CREATE TABLE customer_version (
  tenant               text COLLATE "C" NOT NULL,
  id                   uuid NOT NULL,
  valid_from           timestamptz NOT NULL,
  valid_to             timestamptz NOT NULL DEFAULT 'infinity',
  system_from          timestamptz NOT NULL,
  system_to            timestamptz NOT NULL DEFAULT 'infinity',
  name                 text COLLATE "C",
  tier                 text COLLATE "C",
  industry             text COLLATE "C",
  email                text COLLATE "C",
  phone                text COLLATE "C",
  credit_limit         numeric,
  payment_terms_days   integer,
  address              jsonb,
  attributes           jsonb,
  PRIMARY KEY (tenant, id, system_to, valid_from),
  CONSTRAINT customer_version_solid CHECK (valid_from < valid_to AND system_from < system_to),
  CONSTRAINT customer_version_no_overlap EXCLUDE USING gist (
    uuid_send(id) WITH =, tenant WITH =, tstzrange(valid_from, valid_to) WITH &&, tstzrange(system_from, system_to) WITH &&
  )
);
CREATE INDEX customer_version_name ON customer_version (tenant, name, uuid_send(id));
CREATE INDEX customer_version_tier ON customer_version (tenant, tier, uuid_send(id));
CREATE INDEX customer_version_industry ON customer_version (tenant, industry, uuid_send(id));
CREATE INDEX customer_version_email ON customer_version (tenant, email, uuid_send(id));
CREATE INDEX customer_version_phone ON customer_version (tenant, phone, uuid_send(id));
CREATE INDEX customer_version_credit_limit ON customer_version (tenant, credit_limit, uuid_send(id));
CREATE INDEX customer_version_payment_terms_days ON customer_version (tenant, payment_terms_days, uuid_send(id));
CREATE INDEX customer_version_attributes ON customer_version USING gin (attributes jsonb_path_ops);
ALTER TABLE customer_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON customer_version USING (tenant = current_setting('asof.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON customer_version TO asof_app;

CREATE TABLE equipment_version (
  tenant               text COLLATE "C" NOT NULL,
  id                   uuid NOT NULL,
  valid_from           timestamptz NOT NULL,
  valid_to             timestamptz NOT NULL DEFAULT 'infinity',
  system_from          timestamptz NOT NULL,
  system_to            timestamptz NOT NULL DEFAULT 'infinity',
  unit_number          text COLLATE "C",
  kind                 text COLLATE "C",
  make                 text COLLATE "C",
  model                text COLLATE "C",
  model_year           integer,
  vin                  text COLLATE "C",
  capacity_kg          integer,
  status               text COLLATE "C",
  home_terminal        text COLLATE "C",
  attributes           jsonb,
  PRIMARY KEY (tenant, id, system_to, valid_from),
  CONSTRAINT equipment_version_solid CHECK (valid_from < valid_to AND system_from < system_to),
  CONSTRAINT equipment_version_no_overlap EXCLUDE USING gist (
    uuid_send(id) WITH =, tenant WITH =, tstzrange(valid_from, valid_to) WITH &&, tstzrange(system_from, system_to) WITH &&
  )
);
CREATE INDEX equipment_version_unit_number ON equipment_version (tenant, unit_number, uuid_send(id));
CREATE INDEX equipment_version_kind ON equipment_version (tenant, kind, uuid_send(id));
CREATE INDEX equipment_version_make ON equipment_version (tenant, make, uuid_send(id));
CREATE INDEX equipment_version_model ON equipment_version (tenant, model, uuid_send(id));
CREATE INDEX equipment_version_model_year ON equipment_version (tenant, model_year, uuid_send(id));
CREATE INDEX equipment_version_vin ON equipment_version (tenant, vin, uuid_send(id));
CREATE INDEX equipment_version_capacity_kg ON equipment_version (tenant, capacity_kg, uuid_send(id));
CREATE INDEX equipment_version_status ON equipment_version (tenant, status, uuid_send(id));
CREATE INDEX equipment_version_home_terminal ON equipment_version (tenant, home_terminal, uuid_send(id));
CREATE INDEX equipment_version_attributes ON equipment_version USING gin (attributes jsonb_path_ops);
ALTER TABLE equipment_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON equipment_version USING (tenant = current_setting('asof.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON equipment_version TO asof_app;

CREATE TABLE driver_version (
  tenant               text COLLATE "C" NOT NULL,
  id                   uuid NOT NULL,
  valid_from           timestamptz NOT NULL,
  valid_to             timestamptz NOT NULL DEFAULT 'infinity',
  system_from          timestamptz NOT NULL,
  system_to            timestamptz NOT NULL DEFAULT 'infinity',
  name                 text COLLATE "C",
  license_number       text COLLATE "C",
  license_class        text COLLATE "C",
  license_expires_on   date,
  hired_on             date,
  status               text COLLATE "C",
  home_terminal        text COLLATE "C",
  phone                text COLLATE "C",
  attributes           jsonb,
  PRIMARY KEY (tenant, id, system_to, valid_from),
  CONSTRAINT driver_version_solid CHECK (valid_from < valid_to AND system_from < system_to),
  CONSTRAINT driver_version_no_overlap EXCLUDE USING gist (
    uuid_send(id) WITH =, tenant WITH =, tstzrange(valid_from, valid_to) WITH &&, tstzrange(system_from, system_to) WITH &&
  )
);
CREATE INDEX driver_version_name ON driver_version (tenant, name, uuid_send(id));
CREATE INDEX driver_version_license_number ON driver_version (tenant, license_number, uuid_send(id));
CREATE INDEX driver_version_license_class ON driver_version (tenant, license_class, uuid_send(id));
CREATE INDEX driver_version_license_expires_on ON driver_version (tenant, license_expires_on, uuid_send(id));
CREATE INDEX driver_version_hired_on ON driver_version (tenant, hired_on, uuid_send(id));
CREATE INDEX driver_version_status ON driver_version (tenant, status, uuid_send(id));
CREATE INDEX driver_version_home_terminal ON driver_version (tenant, home_terminal, uuid_send(id));
CREATE INDEX driver_version_phone ON driver_version (tenant, phone, uuid_send(id));
CREATE INDEX driver_version_attributes ON driver_version USING gin (attributes jsonb_path_ops);
ALTER TABLE driver_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON driver_version USING (tenant = current_setting('asof.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON driver_version TO asof_app;

CREATE TABLE load_version (
  tenant               text COLLATE "C" NOT NULL,
  id                   uuid NOT NULL,
  valid_from           timestamptz NOT NULL,
  valid_to             timestamptz NOT NULL DEFAULT 'infinity',
  system_from          timestamptz NOT NULL,
  system_to            timestamptz NOT NULL DEFAULT 'infinity',
  reference            text COLLATE "C",
  origin               text COLLATE "C",
  destination          text COLLATE "C",
  commodity            text COLLATE "C",
  pickup_at            timestamptz,
  deliver_by           timestamptz,
  weight_kg            integer,
  distance_km          integer,
  status               text COLLATE "C",
  rate                 numeric,
  customer             uuid,
  driver               uuid,
  equipment            uuid,
  attributes           jsonb,
  PRIMARY KEY (tenant, id, system_to, valid_from),
  CONSTRAINT load_version_solid CHECK (valid_from < valid_to AND system_from < system_to),
  CONSTRAINT load_version_no_overlap EXCLUDE USING gist (
    uuid_send(id) WITH =, tenant WITH =, tstzrange(valid_from, valid_to) WITH &&, tstzrange(system_from, system_to) WITH &&
  )
);
CREATE INDEX load_version_reference ON load_version (tenant, reference, uuid_send(id));
CREATE INDEX load_version_origin ON load_version (tenant, origin, uuid_send(id));
CREATE INDEX load_version_destination ON load_version (tenant, destination, uuid_send(id));
CREATE INDEX load_version_commodity ON load_version (tenant, commodity, uuid_send(id));
CREATE INDEX load_version_pickup_at ON load_version (tenant, pickup_at, uuid_send(id));
CREATE INDEX load_version_deliver_by ON load_version (tenant, deliver_by, uuid_send(id));
CREATE INDEX load_version_weight_kg ON load_version (tenant, weight_kg, uuid_send(id));
CREATE INDEX load_version_distance_km ON load_version (tenant, distance_km, uuid_send(id));
CREATE INDEX load_version_status ON load_version (tenant, status, uuid_send(id));
CREATE INDEX load_version_rate ON load_version (tenant, rate, uuid_send(id));
CREATE INDEX load_version_customer ON load_version (tenant, customer, uuid_send(id));
CREATE INDEX load_version_driver ON load_version (tenant, driver, uuid_send(id));
CREATE INDEX load_version_equipment ON load_version (tenant, equipment, uuid_send(id));
CREATE INDEX load_version_attributes ON load_version USING gin (attributes jsonb_path_ops);
ALTER TABLE load_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON load_version USING (tenant = current_setting('asof.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON load_version TO asof_app;

CREATE TABLE invoice_version (
  tenant               text COLLATE "C" NOT NULL,
  id                   uuid NOT NULL,
  valid_from           timestamptz NOT NULL,
  valid_to             timestamptz NOT NULL DEFAULT 'infinity',
  system_from          timestamptz NOT NULL,
  system_to            timestamptz NOT NULL DEFAULT 'infinity',
  number               text COLLATE "C",
  amount               numeric,
  status               text COLLATE "C",
  issued_on            date,
  due_on               date,
  paid_on              date,
  customer             uuid,
  load                 uuid,
  attributes           jsonb,
  PRIMARY KEY (tenant, id, system_to, valid_from),
  CONSTRAINT invoice_version_solid CHECK (valid_from < valid_to AND system_from < system_to),
  CONSTRAINT invoice_version_no_overlap EXCLUDE USING gist (
    uuid_send(id) WITH =, tenant WITH =, tstzrange(valid_from, valid_to) WITH &&, tstzrange(system_from, system_to) WITH &&
  )
);
CREATE INDEX invoice_version_number ON invoice_version (tenant, number, uuid_send(id));
CREATE INDEX invoice_version_amount ON invoice_version (tenant, amount, uuid_send(id));
CREATE INDEX invoice_version_status ON invoice_version (tenant, status, uuid_send(id));
CREATE INDEX invoice_version_issued_on ON invoice_version (tenant, issued_on, uuid_send(id));
CREATE INDEX invoice_version_due_on ON invoice_version (tenant, due_on, uuid_send(id));
CREATE INDEX invoice_version_paid_on ON invoice_version (tenant, paid_on, uuid_send(id));
CREATE INDEX invoice_version_customer ON invoice_version (tenant, customer, uuid_send(id));
CREATE INDEX invoice_version_load ON invoice_version (tenant, load, uuid_send(id));
CREATE INDEX invoice_version_attributes ON invoice_version USING gin (attributes jsonb_path_ops);
ALTER TABLE invoice_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON invoice_version USING (tenant = current_setting('asof.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON invoice_version TO asof_app;

CREATE TABLE other_entity_version (
  tenant               text COLLATE "C" NOT NULL,
  id                   uuid NOT NULL,
  valid_from           timestamptz NOT NULL,
  valid_to             timestamptz NOT NULL DEFAULT 'infinity',
  system_from          timestamptz NOT NULL,
  system_to            timestamptz NOT NULL DEFAULT 'infinity',
  name                 text COLLATE "C",
  labels               text[],
  summary              text COLLATE "C",
  attributes           jsonb,
  PRIMARY KEY (tenant, id, system_to, valid_from),
  CONSTRAINT other_entity_version_solid CHECK (valid_from < valid_to AND system_from < system_to),
  CONSTRAINT other_entity_version_no_overlap EXCLUDE USING gist (
    uuid_send(id) WITH =, tenant WITH =, tstzrange(valid_from, valid_to) WITH &&, tstzrange(system_from, system_to) WITH &&
  )
);
CREATE INDEX other_entity_version_name ON other_entity_version (tenant, name, uuid_send(id));
-- None by summary: summaries are as long as a model makes them, and an index entry has room for 2,704 bytes.
CREATE INDEX other_entity_version_attributes ON other_entity_version USING gin (attributes jsonb_path_ops);
ALTER TABLE other_entity_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON other_entity_version USING (tenant = current_setting('asof.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON other_entity_version TO asof_app;

-- The app may refresh the planner's statistics: after a bulk load into a new tenant they say that the tenant has no rows,
-- and every index that begins with the tenant then looks as good as the right one. Before PostgreSQL 17 there is no
-- such privilege, and autovacuum does it a little later.
DO $$
BEGIN
  IF current_setting('server_version_num')::integer >= 170000 THEN
    EXECUTE 'GRANT MAINTAIN ON customer_version, equipment_version, driver_version, load_version, invoice_version, other_entity_version TO asof_app';
  END IF;
END
$$;
