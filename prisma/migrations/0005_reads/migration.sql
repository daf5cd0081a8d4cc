-- What reads beyond a point need: history, difference, order by time, and filters by a part of a text or of JSON.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- A version as a rectangle of whole µs, system time across and valid time up. Its ends are inclusive, as a box's are: the
-- half-open [from, to) is [from, to − 1]. All of them are below 2⁵³, so a double holds them exactly.
CREATE FUNCTION rectangle(valid_from timestamptz, valid_to timestamptz, system_from timestamptz, system_to timestamptz)
RETURNS box LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT box(
    point(public.micros(system_from), public.micros(valid_from)),
    point(public.micros(system_to) - 1, public.micros(valid_to) - 1))
$$;

-- For each table of versions:
-- · The constraint against overlap is by rectangles. Its index finds the version of an entity at any moment, and walks an
--   entity's versions in order of time, by a few pages however many there are: two ranges side by side are split by the
--   first of them alone, and a search by both then reads half of the entity.
-- · Indexes by each bound find what changed between two moments, and order lists by time. An open end is in none. They
--   hold the bounds as UTC: by the bounds themselves the planner would read other things through them, as by the id.
-- · One index of trigrams over the texts finds what begins with a text, or has it inside, from three characters on.
-- · The view has the rows of the connection's tenant alone. Row-level security lets no function into an index condition
--   that PostgreSQL does not know to be leakproof, and that is every one that these indexes go by. The view belongs to the
--   tables' owner, whom no policy holds, so its own condition takes the policy's place. It has no security barrier: that
--   guards against functions that a reader brings along, and the app sends no SQL but its own
--   (docs/decisions/0007-reads-through-views.md).

ALTER TABLE customer_version DROP CONSTRAINT customer_version_no_overlap, ADD CONSTRAINT customer_version_no_overlap EXCLUDE USING gist (
  uuid_send(id) WITH =, tenant WITH =, rectangle(valid_from, valid_to, system_from, system_to) WITH &&
);
CREATE INDEX customer_version_valid_from ON customer_version (tenant, (valid_from AT TIME ZONE 'UTC'), uuid_send(id));
CREATE INDEX customer_version_valid_to ON customer_version (tenant, (valid_to AT TIME ZONE 'UTC')) WHERE valid_to <> 'infinity';
CREATE INDEX customer_version_system_from ON customer_version (tenant, (system_from AT TIME ZONE 'UTC'), uuid_send(id));
CREATE INDEX customer_version_system_to ON customer_version (tenant, (system_to AT TIME ZONE 'UTC')) WHERE system_to <> 'infinity';
CREATE INDEX customer_version_texts ON customer_version USING gin (
  name gin_trgm_ops, industry gin_trgm_ops, email gin_trgm_ops, phone gin_trgm_ops
);
CREATE INDEX customer_version_address ON customer_version USING gin (address jsonb_path_ops);
CREATE VIEW customer_version_own AS SELECT * FROM customer_version WHERE tenant = current_setting('asof.tenant', true);
GRANT SELECT ON customer_version_own TO asof_app;

ALTER TABLE equipment_version DROP CONSTRAINT equipment_version_no_overlap, ADD CONSTRAINT equipment_version_no_overlap EXCLUDE USING gist (
  uuid_send(id) WITH =, tenant WITH =, rectangle(valid_from, valid_to, system_from, system_to) WITH &&
);
CREATE INDEX equipment_version_valid_from ON equipment_version (tenant, (valid_from AT TIME ZONE 'UTC'), uuid_send(id));
CREATE INDEX equipment_version_valid_to ON equipment_version (tenant, (valid_to AT TIME ZONE 'UTC')) WHERE valid_to <> 'infinity';
CREATE INDEX equipment_version_system_from ON equipment_version (tenant, (system_from AT TIME ZONE 'UTC'), uuid_send(id));
CREATE INDEX equipment_version_system_to ON equipment_version (tenant, (system_to AT TIME ZONE 'UTC')) WHERE system_to <> 'infinity';
CREATE INDEX equipment_version_texts ON equipment_version USING gin (
  unit_number gin_trgm_ops, make gin_trgm_ops, model gin_trgm_ops, vin gin_trgm_ops, home_terminal gin_trgm_ops
);
CREATE VIEW equipment_version_own AS SELECT * FROM equipment_version WHERE tenant = current_setting('asof.tenant', true);
GRANT SELECT ON equipment_version_own TO asof_app;

ALTER TABLE driver_version DROP CONSTRAINT driver_version_no_overlap, ADD CONSTRAINT driver_version_no_overlap EXCLUDE USING gist (
  uuid_send(id) WITH =, tenant WITH =, rectangle(valid_from, valid_to, system_from, system_to) WITH &&
);
CREATE INDEX driver_version_valid_from ON driver_version (tenant, (valid_from AT TIME ZONE 'UTC'), uuid_send(id));
CREATE INDEX driver_version_valid_to ON driver_version (tenant, (valid_to AT TIME ZONE 'UTC')) WHERE valid_to <> 'infinity';
CREATE INDEX driver_version_system_from ON driver_version (tenant, (system_from AT TIME ZONE 'UTC'), uuid_send(id));
CREATE INDEX driver_version_system_to ON driver_version (tenant, (system_to AT TIME ZONE 'UTC')) WHERE system_to <> 'infinity';
CREATE INDEX driver_version_texts ON driver_version USING gin (
  name gin_trgm_ops, license_number gin_trgm_ops, home_terminal gin_trgm_ops, phone gin_trgm_ops
);
CREATE VIEW driver_version_own AS SELECT * FROM driver_version WHERE tenant = current_setting('asof.tenant', true);
GRANT SELECT ON driver_version_own TO asof_app;

ALTER TABLE load_version DROP CONSTRAINT load_version_no_overlap, ADD CONSTRAINT load_version_no_overlap EXCLUDE USING gist (
  uuid_send(id) WITH =, tenant WITH =, rectangle(valid_from, valid_to, system_from, system_to) WITH &&
);
CREATE INDEX load_version_valid_from ON load_version (tenant, (valid_from AT TIME ZONE 'UTC'), uuid_send(id));
CREATE INDEX load_version_valid_to ON load_version (tenant, (valid_to AT TIME ZONE 'UTC')) WHERE valid_to <> 'infinity';
CREATE INDEX load_version_system_from ON load_version (tenant, (system_from AT TIME ZONE 'UTC'), uuid_send(id));
CREATE INDEX load_version_system_to ON load_version (tenant, (system_to AT TIME ZONE 'UTC')) WHERE system_to <> 'infinity';
CREATE INDEX load_version_texts ON load_version USING gin (
  reference gin_trgm_ops, origin gin_trgm_ops, destination gin_trgm_ops, commodity gin_trgm_ops
);
CREATE VIEW load_version_own AS SELECT * FROM load_version WHERE tenant = current_setting('asof.tenant', true);
GRANT SELECT ON load_version_own TO asof_app;

ALTER TABLE invoice_version DROP CONSTRAINT invoice_version_no_overlap, ADD CONSTRAINT invoice_version_no_overlap EXCLUDE USING gist (
  uuid_send(id) WITH =, tenant WITH =, rectangle(valid_from, valid_to, system_from, system_to) WITH &&
);
CREATE INDEX invoice_version_valid_from ON invoice_version (tenant, (valid_from AT TIME ZONE 'UTC'), uuid_send(id));
CREATE INDEX invoice_version_valid_to ON invoice_version (tenant, (valid_to AT TIME ZONE 'UTC')) WHERE valid_to <> 'infinity';
CREATE INDEX invoice_version_system_from ON invoice_version (tenant, (system_from AT TIME ZONE 'UTC'), uuid_send(id));
CREATE INDEX invoice_version_system_to ON invoice_version (tenant, (system_to AT TIME ZONE 'UTC')) WHERE system_to <> 'infinity';
CREATE INDEX invoice_version_texts ON invoice_version USING gin (
  number gin_trgm_ops
);
CREATE VIEW invoice_version_own AS SELECT * FROM invoice_version WHERE tenant = current_setting('asof.tenant', true);
GRANT SELECT ON invoice_version_own TO asof_app;

ALTER TABLE other_entity_version DROP CONSTRAINT other_entity_version_no_overlap, ADD CONSTRAINT other_entity_version_no_overlap EXCLUDE USING gist (
  uuid_send(id) WITH =, tenant WITH =, rectangle(valid_from, valid_to, system_from, system_to) WITH &&
);
CREATE INDEX other_entity_version_valid_from ON other_entity_version (tenant, (valid_from AT TIME ZONE 'UTC'), uuid_send(id));
CREATE INDEX other_entity_version_valid_to ON other_entity_version (tenant, (valid_to AT TIME ZONE 'UTC')) WHERE valid_to <> 'infinity';
CREATE INDEX other_entity_version_system_from ON other_entity_version (tenant, (system_from AT TIME ZONE 'UTC'), uuid_send(id));
CREATE INDEX other_entity_version_system_to ON other_entity_version (tenant, (system_to AT TIME ZONE 'UTC')) WHERE system_to <> 'infinity';
CREATE INDEX other_entity_version_texts ON other_entity_version USING gin (
  name gin_trgm_ops, summary gin_trgm_ops
);
CREATE VIEW other_entity_version_own AS SELECT * FROM other_entity_version WHERE tenant = current_setting('asof.tenant', true);
GRANT SELECT ON other_entity_version_own TO asof_app;

ALTER TABLE node_version DROP CONSTRAINT node_version_no_overlap, ADD CONSTRAINT node_version_no_overlap EXCLUDE USING gist (
  uuid_send(id) WITH =, tenant WITH =, rectangle(valid_from, valid_to, system_from, system_to) WITH &&
);
CREATE VIEW node_version_own AS SELECT * FROM node_version WHERE tenant = current_setting('asof.tenant', true);
GRANT SELECT ON node_version_own TO asof_app;
