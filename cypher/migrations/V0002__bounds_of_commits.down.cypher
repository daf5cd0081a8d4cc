// Drops what V0002 made.

DROP INDEX asof_episode_system_to IF EXISTS;

DROP INDEX asof_episode_system_from IF EXISTS;

DROP INDEX asof_fact_system_to IF EXISTS;

DROP INDEX asof_fact_system_from IF EXISTS;

DROP INDEX asof_version_system_to IF EXISTS;

DROP INDEX asof_version_system_from IF EXISTS;
