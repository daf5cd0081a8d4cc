// Writes versions of facts between anchors, which are there. What is stated before it begins is marked as ahead.
UNWIND $rows AS row
MATCH (s:AsofEntity {tenant: $tenant, id: row.values.subject})
MATCH (o:AsofEntity {tenant: $tenant, id: row.values.object})
CREATE (s)-[:FACT {
  tenant: $tenant, id: row.id, name: row.values.name, fact: row.values.fact,
  subject: row.values.subject, object: row.values.object, episodes: row.values.episodes,
  observed: row.values.observed,
  validFrom: row.validFrom, validTo: row.validTo, systemFrom: row.systemFrom, systemTo: row.systemTo,
  aheadFrom: CASE WHEN row.validFrom > row.systemFrom THEN row.validFrom END
}]->(o)
