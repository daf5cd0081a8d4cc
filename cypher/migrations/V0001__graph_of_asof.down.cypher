// Drops what V0001 made. Graphiti's three indexes stay: they may have been its own. The data stays, too.

DROP INDEX asof_fact_object IF EXISTS;

DROP INDEX asof_fact_subject IF EXISTS;

DROP CONSTRAINT asof_episode_key IF EXISTS;

DROP CONSTRAINT asof_fact_key IF EXISTS;

DROP CONSTRAINT asof_version_key IF EXISTS;

DROP CONSTRAINT asof_entity_id IF EXISTS;
