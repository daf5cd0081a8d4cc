// Rewrites nodes of Graphiti's as the latest version has them. An embedding of Graphiti's stays while the name does.
UNWIND $rows AS row
MATCH (n:Entity)
USING INDEX n:Entity(uuid)
WHERE n.uuid = row.id AND n.group_id = $group
WITH row, n, n.created_at AS createdAt, CASE WHEN n.name = row.name THEN n.name_embedding END AS embedding
SET n = row.attributes
SET n += {
  uuid: row.id, group_id: $group, name: row.name, summary: row.summary, labels: ['Entity'] + row.labels,
  created_at: createdAt, name_embedding: embedding
}
REMOVE n:$([label IN labels(n) WHERE label <> 'Entity' AND NOT label IN row.labels])
SET n:$(row.labels)
