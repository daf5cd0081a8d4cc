// Drops what V0005 made, the mentions included. The property aheadFrom stays: nothing else looks at it.

DROP INDEX asof_mention_entity_ahead IF EXISTS;

DROP INDEX asof_mention_entity IF EXISTS;

DROP INDEX asof_fact_object_system_from IF EXISTS;

DROP INDEX asof_fact_subject_system_from IF EXISTS;

DROP INDEX asof_fact_object_ahead IF EXISTS;

DROP INDEX asof_fact_subject_ahead IF EXISTS;

MATCH (:AsofEpisode)-[m:MENTION]->()
CALL (m) {
  DELETE m
} IN TRANSACTIONS OF 10000 ROWS;
