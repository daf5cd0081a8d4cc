// Writes versions of episodes.
UNWIND $rows AS row
CREATE (:AsofEpisode {
  tenant: $tenant, id: row.id, name: row.values.name, source: row.values.source,
  sourceDescription: row.values.sourceDescription, content: row.values.content,
  mentionIds: row.values.mentionIds, mentionTypes: row.values.mentionTypes, observed: row.values.observed,
  validFrom: row.validFrom, validTo: row.validTo, systemFrom: row.systemFrom, systemTo: row.systemTo
})
