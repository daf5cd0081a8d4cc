// Writes versions of entities, whose anchors are there.
UNWIND $rows AS row
MATCH (a:AsofEntity {tenant: $tenant, id: row.id})
CREATE (a)-[:VERSION]->(:AsofVersion {
  tenant: $tenant, entity: row.id, type: row.values.type, name: row.values.name,
  labels: row.values.labels, summary: row.values.summary, fields: row.values.fields, attributes: row.values.attributes,
  observed: row.values.observed,
  validFrom: row.validFrom, validTo: row.validTo, systemFrom: row.systemFrom, systemTo: row.systemTo
})
