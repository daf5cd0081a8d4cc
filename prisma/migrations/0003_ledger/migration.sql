-- The ledger: it hands out system times, knows which commits are pending, and says how far a reader may follow.
-- The app role may call these functions and touch none of the tables. Each function that depends on what others just
-- did takes the tenant's lock in a statement of its own: in READ COMMITTED the next statement's snapshot then comes
-- after the lock, and a snapshot taken before it would not see a commit that was opened while it waited.
CREATE SCHEMA ledger;

CREATE TABLE ledger.tenant (
  tenant text COLLATE "C" PRIMARY KEY,
  -- The newest system time that was handed out, or below which a reader was promised that none will be.
  last_t timestamptz NOT NULL DEFAULT 'epoch',
  -- Raised by a restore that lost commits.
  epoch  integer NOT NULL DEFAULT 0
);

CREATE TABLE ledger.commit (
  tenant      text COLLATE "C" NOT NULL,
  system_time timestamptz NOT NULL,
  -- last_t before this commit: the watermark while it is the first that is not settled.
  after       timestamptz NOT NULL,
  state       text NOT NULL CHECK (state IN ('pending', 'committed', 'aborting', 'aborted', 'quarantined')),
  kind        text NOT NULL,
  ids         uuid[] NOT NULL DEFAULT '{}',
  opened_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Until when it may stay as it is: a pending commit is then aborted, an aborting one quarantined, by any process.
  deadline    timestamptz NOT NULL,
  settled_at  timestamptz,
  -- Of a bootstrap load: whose it is, so that a process that was given up cannot go on.
  holder      uuid,
  -- Of a bootstrap load: when it last recorded system times; null while it has brought nothing.
  recorded_at timestamptz,
  PRIMARY KEY (tenant, system_time)
);
CREATE INDEX commit_unsettled ON ledger.commit (tenant, system_time) WHERE state IN ('pending', 'aborting');
CREATE INDEX commit_dead ON ledger.commit (tenant, system_time) WHERE state IN ('aborting', 'aborted', 'quarantined');

-- Which commit writes an entity, fact or episode just now. A hold on the nil id is on all of the tenant's.
CREATE TABLE ledger.hold (
  tenant      text COLLATE "C" NOT NULL,
  id          uuid NOT NULL,
  system_time timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, system_time) REFERENCES ledger.commit ON DELETE CASCADE
);
CREATE INDEX hold_commit ON ledger.hold (tenant, system_time);

CREATE FUNCTION ledger.lock_key(whose text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT hashtextextended('asof.ledger:' || whose, 0)
$$;

-- The tenant that the connection belongs to, once its lock is taken.
CREATE FUNCTION ledger.lock_own_tenant() RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose text := current_setting('asof.tenant', true);
BEGIN
  IF coalesce(whose, '') = '' THEN
    RAISE EXCEPTION 'The connection belongs to no tenant: asof.tenant is not set.';
  END IF;
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'The ledger needs READ COMMITTED: a snapshot must come after the lock.';
  END IF;
  PERFORM set_config('synchronous_commit', 'on', true);
  PERFORM pg_advisory_xact_lock(ledger.lock_key(whose));
  RETURN whose;
END
$$;

-- Ends what is past its deadline, so that nothing blocks for ever. The rows of a quarantined commit are dead: readers
-- do not see them, and whoever writes their entity next removes them. A bootstrap load is only ever restarted.
CREATE FUNCTION ledger.give_up_overdue(whose text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  clock     timestamptz := clock_timestamp();
  abandoned timestamptz[];
BEGIN
  WITH quarantined AS (
    UPDATE ledger.commit SET state = 'quarantined', settled_at = clock
    WHERE tenant = whose AND state = 'aborting' AND deadline < clock
    RETURNING system_time
  )
  SELECT array_agg(system_time) INTO abandoned FROM quarantined;
  DELETE FROM ledger.hold WHERE tenant = whose AND system_time = ANY (abandoned);
  UPDATE ledger.commit SET state = 'aborting', deadline = clock + interval '30 seconds'
  WHERE tenant = whose AND state = 'pending' AND kind <> 'bootstrap' AND deadline < clock;
  IF abandoned IS NOT NULL THEN
    PERFORM pg_notify('asof_commit', whose);
  END IF;
  RETURN abandoned IS NOT NULL;
END
$$;

-- Opens a commit: T and its holds. When an id is held, only that id is returned and nothing is kept.
CREATE FUNCTION ledger.open(wanted uuid[], commit_kind text, deadline_ms integer)
RETURNS TABLE (opened bigint, held uuid, dead bigint[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose    text := ledger.lock_own_tenant();
  previous timestamptz;
  t        timestamptz;
BEGIN
  PERFORM ledger.give_up_overdue(whose);
  SELECT h.id INTO held FROM ledger.hold h
  WHERE h.tenant = whose AND h.id = ANY (wanted || '00000000-0000-0000-0000-000000000000'::uuid)
  LIMIT 1;
  IF FOUND THEN
    RETURN NEXT;
    RETURN;
  END IF;
  INSERT INTO ledger.tenant (tenant) VALUES (whose) ON CONFLICT DO NOTHING;
  SELECT last_t INTO previous FROM ledger.tenant WHERE tenant = whose;
  t := greatest(clock_timestamp(), previous + interval '1 microsecond');
  UPDATE ledger.tenant SET last_t = t WHERE tenant = whose;
  INSERT INTO ledger.commit (tenant, system_time, after, state, kind, ids, deadline)
  VALUES (whose, t, previous, 'pending', commit_kind, wanted, clock_timestamp() + deadline_ms * interval '1 millisecond');
  INSERT INTO ledger.hold (tenant, id, system_time) SELECT DISTINCT whose, unnest(wanted), t;
  opened := public.micros(t);
  dead := ARRAY(
    SELECT public.micros(c.system_time) FROM ledger.commit c
    WHERE c.tenant = whose AND c.state IN ('aborting', 'aborted', 'quarantined')
  );
  RETURN NEXT;
END
$$;

-- Decides or ends a commit by compare-and-set: false when its state does not lead there.
CREATE FUNCTION ledger.settle(at bigint, target text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose text := current_setting('asof.tenant', true);
  final boolean := target <> 'aborting';
BEGIN
  PERFORM set_config('synchronous_commit', 'on', true);
  UPDATE ledger.commit c
  SET state = target,
      deadline = CASE WHEN final THEN c.deadline ELSE clock_timestamp() + interval '30 seconds' END,
      settled_at = CASE WHEN final THEN clock_timestamp() END
  WHERE c.tenant = whose AND c.system_time = public.instant(at) AND c.kind <> 'bootstrap' AND c.state = CASE target
    WHEN 'committed' THEN 'pending'
    WHEN 'aborting' THEN 'pending'
    WHEN 'aborted' THEN 'aborting'
    WHEN 'quarantined' THEN 'aborting'
  END;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF final THEN
    DELETE FROM ledger.hold h WHERE h.tenant = whose AND h.system_time = public.instant(at);
    PERFORM pg_notify('asof_commit', whose);
  END IF;
  RETURN true;
END
$$;

-- Of each tenant: the last T below every commit that is not settled, the clock, and whether one is past its deadline.
CREATE FUNCTION ledger.watermark(tenants text[])
RETURNS TABLE (tenant text, watermark bigint, clock bigint, overdue boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'The ledger needs READ COMMITTED: a snapshot must come after the lock.';
  END IF;
  PERFORM pg_advisory_xact_lock_shared(key)
  FROM (SELECT DISTINCT ledger.lock_key(whose) AS key FROM unnest(tenants) whose ORDER BY key) keys;
  RETURN QUERY
  SELECT whose,
         public.micros(coalesce(unsettled.after, t.last_t, timestamptz 'epoch')),
         public.micros(clock_timestamp()),
         -- Whoever aborts a commit undoes it at once; one that did not within five of its thirty seconds has crashed.
         coalesce(unsettled.kind <> 'bootstrap' AND unsettled.deadline < clock_timestamp()
           + CASE unsettled.state WHEN 'aborting' THEN interval '25 seconds' ELSE interval '0' END, false)
  FROM unnest(tenants) whose
  LEFT JOIN ledger.tenant t ON t.tenant = whose
  LEFT JOIN LATERAL (
    SELECT c.after, c.kind, c.state, c.deadline FROM ledger.commit c
    WHERE c.tenant = whose AND c.state IN ('pending', 'aborting')
    ORDER BY c.system_time LIMIT 1
  ) unsettled ON true;
END
$$;

-- The dead commits of each tenant in its range (after, until]: final, once `until` is at or below the watermark.
CREATE FUNCTION ledger.dead_between(tenants text[], after bigint[], until bigint[])
RETURNS TABLE (tenant text, dead bigint[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.whose, array_agg(public.micros(c.system_time))
  FROM unnest(tenants, after, until) AS r (whose, low, high)
  JOIN ledger.commit c ON c.tenant = r.whose
    AND c.system_time > public.instant(r.low) AND c.system_time <= public.instant(r.high)
  WHERE c.state IN ('aborting', 'aborted', 'quarantined')
  GROUP BY r.whose
$$;

-- Promises that no T at or below an instant will be handed out any more. Not for the future, nor for a tenant that has
-- no commits yet: a bootstrap load may still record past system times there.
CREATE FUNCTION ledger.raise_floor(at bigint) RETURNS TABLE (granted boolean, clock bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose   text := ledger.lock_own_tenant();
  measured timestamptz := clock_timestamp();
BEGIN
  clock := public.micros(measured);
  granted := public.instant(at) <= measured
    AND EXISTS (SELECT FROM ledger.tenant t WHERE t.tenant = whose AND t.last_t <> 'epoch')
    AND NOT EXISTS (
      SELECT FROM ledger.commit c WHERE c.tenant = whose AND c.kind = 'bootstrap' AND c.state = 'pending'
    );
  IF granted THEN
    UPDATE ledger.tenant t SET last_t = greatest(t.last_t, public.instant(at)) WHERE t.tenant = whose;
  END IF;
  RETURN NEXT;
END
$$;

CREATE FUNCTION ledger.state(at bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.state FROM ledger.commit c
  WHERE c.tenant = current_setting('asof.tenant', true) AND c.system_time = public.instant(at)
$$;

-- Gives up what is past its deadline, and lists what waits to be undone, oldest first.
CREATE FUNCTION ledger.unfinished() RETURNS SETOF bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose text := ledger.lock_own_tenant();
BEGIN
  PERFORM ledger.give_up_overdue(whose);
  RETURN QUERY
  SELECT public.micros(c.system_time) FROM ledger.commit c
  WHERE c.tenant = whose AND c.state = 'aborting'
  ORDER BY c.system_time;
END
$$;

-- A bootstrap load is a pending commit at the first microsecond that holds everything: the watermark stays at 0 and no
-- other commit opens until it is closed. Returns opened, running, abandoned (not heard of for a minute) or refused.
CREATE FUNCTION ledger.open_bootstrap(as_holder uuid, restart boolean) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose text := ledger.lock_own_tenant();
  clock timestamptz := clock_timestamp();
  first timestamptz := timestamptz 'epoch' + interval '1 microsecond';
  until timestamptz;
  owner uuid;
BEGIN
  SELECT c.deadline, c.holder INTO until, owner FROM ledger.commit c
  WHERE c.tenant = whose AND c.kind = 'bootstrap' AND c.state = 'pending';
  IF FOUND THEN
    IF (restart AND owner <> as_holder) OR (NOT restart AND until >= clock) THEN
      RETURN 'running';
    ELSIF NOT restart THEN
      -- Whoever hears of it has it from then on: two that purge it would delete what one of them has begun anew.
      UPDATE ledger.commit c SET holder = as_holder, deadline = clock + interval '60 seconds'
      WHERE c.tenant = whose AND c.kind = 'bootstrap' AND c.state = 'pending';
      RETURN 'abandoned';
    END IF;
    DELETE FROM ledger.commit c WHERE c.tenant = whose;
    UPDATE ledger.tenant t SET last_t = 'epoch' WHERE t.tenant = whose;
  END IF;
  IF EXISTS (SELECT FROM ledger.tenant t WHERE t.tenant = whose AND t.last_t <> 'epoch') THEN
    RETURN 'refused';
  END IF;
  INSERT INTO ledger.tenant AS t (tenant, last_t) VALUES (whose, first)
  ON CONFLICT (tenant) DO UPDATE SET last_t = excluded.last_t;
  INSERT INTO ledger.commit (tenant, system_time, after, state, kind, deadline, holder)
  VALUES (whose, first, 'epoch', 'pending', 'bootstrap', clock + interval '60 seconds', as_holder);
  INSERT INTO ledger.hold (tenant, id, system_time) VALUES (whose, '00000000-0000-0000-0000-000000000000', first);
  RETURN 'opened';
END
$$;

-- Records past system times as commits, and keeps the load from counting as abandoned. Returns recorded, lost (it is
-- another's by now, or closed), or out-of-range (a system time that is no past one).
CREATE FUNCTION ledger.record_bootstrap(as_holder uuid, times bigint[]) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose text := ledger.lock_own_tenant();
  clock timestamptz := clock_timestamp();
BEGIN
  UPDATE ledger.commit c SET deadline = clock + interval '60 seconds', recorded_at = clock
  WHERE c.tenant = whose AND c.kind = 'bootstrap' AND c.state = 'pending' AND c.holder = as_holder;
  IF NOT FOUND THEN
    RETURN 'lost';
  END IF;
  IF EXISTS (SELECT FROM unnest(times) at WHERE at < 1 OR public.instant(at) > clock) THEN
    RETURN 'out-of-range';
  END IF;
  INSERT INTO ledger.commit (tenant, system_time, after, state, kind, deadline, settled_at)
  SELECT DISTINCT whose, public.instant(at), timestamptz 'epoch', 'committed', 'bootstrap-part', clock, clock
  FROM unnest(times) at
  ON CONFLICT DO NOTHING;
  UPDATE ledger.tenant t SET last_t = greatest(t.last_t, (SELECT max(public.instant(at)) FROM unnest(times) at))
  WHERE t.tenant = whose;
  RETURN 'recorded';
END
$$;

-- Makes everything of a bootstrap load visible at once. One that recorded nothing leaves the tenant empty.
CREATE FUNCTION ledger.close_bootstrap(as_holder uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose text := ledger.lock_own_tenant();
  first timestamptz := timestamptz 'epoch' + interval '1 microsecond';
BEGIN
  UPDATE ledger.commit c SET state = 'committed', settled_at = clock_timestamp()
  WHERE c.tenant = whose AND c.kind = 'bootstrap' AND c.state = 'pending' AND c.holder = as_holder;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM ledger.hold h WHERE h.tenant = whose AND h.system_time = first;
  DELETE FROM ledger.commit c WHERE c.tenant = whose AND c.system_time = first AND c.recorded_at IS NULL;
  IF FOUND THEN
    UPDATE ledger.tenant t SET last_t = 'epoch' WHERE t.tenant = whose;
  END IF;
  PERFORM pg_notify('asof_commit', whose);
  RETURN true;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT USAGE ON SCHEMA ledger TO asof_app;
GRANT EXECUTE ON FUNCTION ledger.open, ledger.settle, ledger.watermark, ledger.dead_between, ledger.raise_floor,
  ledger.state, ledger.unfinished, ledger.open_bootstrap, ledger.record_bootstrap, ledger.close_bootstrap TO asof_app;
