// What histories and neighbourhoods are read by.
//
// Ahead      a fact that was stated before it began has its validFrom once more as aheadFrom, in indexes of their own:
//            at a moment long ago, a page passes over nothing that was learned since then about what began by then
// Mentions   (:AsofEpisode)-[:MENTION {tenant, entity, validFrom, episode, aheadFrom}]->(:AsofEntity), made with each
//            version of an episode and gone with it

MATCH ()-[f:FACT]->()
WHERE f.validFrom > f.systemFrom AND f.aheadFrom IS NULL
CALL (f) {
  SET f.aheadFrom = f.validFrom
} IN TRANSACTIONS OF 10000 ROWS;

MATCH (p:AsofEpisode)
WHERE size(p.mentionIds) > 0 AND NOT EXISTS { (p)-[:MENTION]->() }
CALL (p) {
  UNWIND range(0, size(p.mentionIds) - 1) AS n
  WITH p, p.mentionIds[n] AS id, head(collect(p.mentionTypes[n])) AS type
  MERGE (a:AsofEntity {tenant: p.tenant, id: id})
  ON CREATE SET a.type = type
  CREATE (p)-[:MENTION {
    tenant: p.tenant, entity: id, episode: p.id, validFrom: p.validFrom,
    aheadFrom: CASE WHEN p.validFrom > p.systemFrom THEN p.validFrom END
  }]->(a)
} IN TRANSACTIONS OF 1000 ROWS;

CREATE INDEX asof_fact_subject_ahead IF NOT EXISTS
FOR ()-[f:FACT]-() ON (f.tenant, f.subject, f.aheadFrom, f.id);

CREATE INDEX asof_fact_object_ahead IF NOT EXISTS
FOR ()-[f:FACT]-() ON (f.tenant, f.object, f.aheadFrom, f.id);

// In the order of what was learned when.
CREATE INDEX asof_fact_subject_system_from IF NOT EXISTS
FOR ()-[f:FACT]-() ON (f.tenant, f.subject, f.systemFrom, f.id);

CREATE INDEX asof_fact_object_system_from IF NOT EXISTS
FOR ()-[f:FACT]-() ON (f.tenant, f.object, f.systemFrom, f.id);

CREATE INDEX asof_mention_entity IF NOT EXISTS
FOR ()-[m:MENTION]-() ON (m.tenant, m.entity, m.validFrom, m.episode);

CREATE INDEX asof_mention_entity_ahead IF NOT EXISTS
FOR ()-[m:MENTION]-() ON (m.tenant, m.entity, m.aheadFrom, m.episode);
