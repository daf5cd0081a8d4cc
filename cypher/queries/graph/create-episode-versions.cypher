// Writes versions of episodes, with their mentions of entities, whose anchors are there.
UNWIND $rows AS row
CREATE (p:AsofEpisode {
  tenant: $tenant, id: row.id, name: row.values.name, source: row.values.source,
  sourceDescription: row.values.sourceDescription, content: row.values.content,
  mentionIds: row.values.mentionIds, mentionTypes: row.values.mentionTypes, observed: row.values.observed,
  validFrom: row.validFrom, validTo: row.validTo, systemFrom: row.systemFrom, systemTo: row.systemTo
})
WITH row, p
UNWIND row.values.mentionIds AS mentioned
WITH DISTINCT p, mentioned
MATCH (a:AsofEntity {tenant: $tenant, id: mentioned})
CREATE (p)-[:MENTION {
  tenant: $tenant, entity: mentioned, episode: p.id, validFrom: p.validFrom,
  aheadFrom: CASE WHEN p.validFrom > p.systemFrom THEN p.validFrom END
}]->(a)
