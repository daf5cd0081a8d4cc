-- Instants as whole microseconds, and the directory of entities: which ids a tenant has, and by which keys others know them.
GRANT USAGE ON SCHEMA public TO asof_app;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- µs since 1970 to timestamptz and back, exact. 2⁵³ − 1 is the open end (infinity), −(2⁵³ − 2) what has always been so.
-- Both are immutable and inlined: they go by a timestamp without time zone, whose arithmetic no setting can change.
CREATE FUNCTION instant(micros bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE micros
    WHEN 9007199254740991 THEN 'infinity'::timestamptz
    WHEN -9007199254740990 THEN '-infinity'::timestamptz
    ELSE (timestamp '1970-01-01' + micros * interval '1 microsecond') AT TIME ZONE 'UTC'
  END
$$;

CREATE FUNCTION micros(at timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE at
    WHEN 'infinity'::timestamptz THEN 9007199254740991
    WHEN '-infinity'::timestamptz THEN -9007199254740990
    ELSE (extract(epoch FROM (at AT TIME ZONE 'UTC') - timestamp '1970-01-01') * 1000000)::bigint
  END
$$;

-- One type for each id, whatever the moment.
CREATE TABLE entity (
  tenant text COLLATE "C" NOT NULL,
  id     uuid NOT NULL,
  type   text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant, id)
);
ALTER TABLE entity ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON entity USING (tenant = current_setting('asof.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON entity TO asof_app;

-- The entity behind a store's or a source's own key. The type is '' where the source has one space of keys.
CREATE TABLE id_map (
  tenant      text COLLATE "C" NOT NULL,
  source      text COLLATE "C" NOT NULL,
  type        text COLLATE "C" NOT NULL DEFAULT '',
  external_id text COLLATE "C" NOT NULL,
  id          uuid NOT NULL,
  PRIMARY KEY (tenant, source, type, external_id)
);
CREATE INDEX id_map_id ON id_map (tenant, id);
ALTER TABLE id_map ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON id_map USING (tenant = current_setting('asof.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON id_map TO asof_app;
