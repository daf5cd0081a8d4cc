-- The adoption of a graph that Graphiti wrote: the nodes of entities that have no record, and how far an adoption is.

-- What the graph knows of entities of registered types: read where a record has no version. One of no registered type
-- has its versions in other_entity_version, record or not.
CREATE TABLE node_version (
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
  CONSTRAINT node_version_solid CHECK (valid_from < valid_to AND system_from < system_to),
  CONSTRAINT node_version_no_overlap EXCLUDE USING gist (
    uuid_send(id) WITH =, tenant WITH =, tstzrange(valid_from, valid_to) WITH &&, tstzrange(system_from, system_to) WITH &&
  )
);
ALTER TABLE node_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON node_version USING (tenant = current_setting('asof.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON node_version TO asof_app;
DO $$
BEGIN
  IF current_setting('server_version_num')::integer >= 170000 THEN
    EXECUTE 'GRANT MAINTAIN ON node_version TO asof_app';
  END IF;
END
$$;

-- One row for each tenant whose graph is being adopted, or was.
CREATE TABLE ledger.adoption (
  tenant      text COLLATE "C" PRIMARY KEY,
  state       text NOT NULL CHECK (state IN ('running', 'done')),
  -- bootstrap: the past goes into an empty tenant, unseen until all of it is there. commits: each batch is a commit.
  mode        text NOT NULL CHECK (mode IN ('bootstrap', 'commits')),
  -- Which bootstrap load is the adoption's: a later load of the tenant is another one.
  bootstrap   timestamptz,
  -- Whose it is, and until when nobody else may take it over.
  holder      uuid NOT NULL,
  deadline    timestamptz NOT NULL,
  -- How far it is, in the words of the process that adopts.
  progress    jsonb,
  started_at  timestamptz NOT NULL,
  finished_at timestamptz
);

-- The bootstrap load that is pending, if it is the adoption's own.
CREATE FUNCTION ledger.adoption_bootstrap(whose text) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.opened_at FROM ledger.commit c JOIN ledger.adoption a ON a.tenant = c.tenant AND a.bootstrap = c.opened_at
  WHERE c.tenant = whose AND c.kind = 'bootstrap' AND c.state = 'pending' AND a.state = 'running'
$$;

-- Opens an adoption, or goes on with one that was left behind, without deleting anything of it. Returns opened, resumed,
-- done, running (another process is at it), or what ledger.open_bootstrap says of another load: running or abandoned.
CREATE FUNCTION ledger.open_adoption(as_holder uuid, restart boolean)
RETURNS TABLE (outcome text, mode text, progress jsonb, started_at bigint, clock bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose    text := ledger.lock_own_tenant();
  measured timestamptz := clock_timestamp();
  until    timestamptz := measured + interval '60 seconds';
  known    ledger.adoption;
BEGIN
  clock := public.micros(measured);
  SELECT * INTO known FROM ledger.adoption a WHERE a.tenant = whose;
  mode := known.mode;
  started_at := public.micros(known.started_at);
  progress := known.progress;
  IF known.state = 'done' THEN
    outcome := 'done';
  ELSIF known.mode = 'commits' OR ledger.adoption_bootstrap(whose) IS NOT NULL THEN
    IF known.deadline >= measured AND known.holder <> as_holder THEN
      outcome := 'running';
    ELSE
      UPDATE ledger.adoption a SET holder = as_holder, deadline = until WHERE a.tenant = whose;
      UPDATE ledger.commit c SET holder = as_holder, deadline = until
      WHERE c.tenant = whose AND c.kind = 'bootstrap' AND c.state = 'pending';
      outcome := 'resumed';
    END IF;
  ELSE
    -- There was none, or its load was purged by another one since.
    outcome := ledger.open_bootstrap(as_holder, restart);
    mode := CASE outcome WHEN 'opened' THEN 'bootstrap' WHEN 'refused' THEN 'commits' END;
    IF mode IS NOT NULL THEN
      outcome := 'opened';
      progress := NULL;
      started_at := clock;
      DELETE FROM ledger.adoption a WHERE a.tenant = whose;
      INSERT INTO ledger.adoption (tenant, state, mode, bootstrap, holder, deadline, started_at)
      VALUES (whose, 'running', mode, (
        SELECT c.opened_at FROM ledger.commit c WHERE c.tenant = whose AND c.kind = 'bootstrap' AND c.state = 'pending'
      ), as_holder, until, measured);
    END IF;
  END IF;
  RETURN NEXT;
END
$$;

-- Keeps how far an adoption is, and for how long nobody may take it over; null when it is another's by now. With
-- `released`, whoever comes next may go on at once.
CREATE FUNCTION ledger.save_adoption(as_holder uuid, so_far jsonb, released boolean) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose    text := ledger.lock_own_tenant();
  measured timestamptz := clock_timestamp();
  until    timestamptz := CASE WHEN released THEN measured ELSE measured + interval '60 seconds' END;
BEGIN
  UPDATE ledger.adoption a SET progress = coalesce(so_far, a.progress), deadline = until
  WHERE a.tenant = whose AND a.state = 'running' AND a.holder = as_holder
    AND (a.mode = 'commits' OR ledger.adoption_bootstrap(whose) IS NOT NULL);
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE ledger.commit c SET deadline = until
  WHERE c.tenant = whose AND c.kind = 'bootstrap' AND c.state = 'pending' AND c.holder = as_holder;
  RETURN public.micros(measured);
END
$$;

-- Ends an adoption, and makes everything of its bootstrap load visible at once; false when it is another's by now.
CREATE FUNCTION ledger.close_adoption(as_holder uuid, so_far jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose text := ledger.lock_own_tenant();
  how   text;
BEGIN
  IF ledger.save_adoption(as_holder, so_far, false) IS NULL THEN
    RETURN false;
  END IF;
  UPDATE ledger.adoption a SET state = 'done', finished_at = clock_timestamp() WHERE a.tenant = whose
  RETURNING a.mode INTO how;
  RETURN how = 'commits' OR ledger.close_bootstrap(as_holder);
END
$$;

CREATE FUNCTION ledger.read_adoption()
RETURNS TABLE (state text, mode text, progress jsonb, started_at bigint, finished_at bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.state, a.mode, a.progress, public.micros(a.started_at), public.micros(a.finished_at)
  FROM ledger.adoption a WHERE a.tenant = current_setting('asof.tenant', true)
$$;

REVOKE ALL ON FUNCTION ledger.adoption_bootstrap, ledger.open_adoption, ledger.save_adoption, ledger.close_adoption,
  ledger.read_adoption FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.open_adoption, ledger.save_adoption, ledger.close_adoption, ledger.read_adoption
  TO asof_app;
