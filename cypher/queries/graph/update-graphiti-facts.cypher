// Rewrites facts of Graphiti's as the latest version has them. An embedding of Graphiti's stays while the text does.
UNWIND $rows AS row
MATCH ()-[e:RELATES_TO]->()
USING INDEX e:RELATES_TO(uuid)
WHERE e.uuid = row.id AND e.group_id = $group
SET e += {
  name: row.name, fact: row.fact, episodes: row.episodes,
  fact_embedding: CASE WHEN e.fact = row.fact THEN e.fact_embedding END,
  valid_at: datetime(row.validAt), invalid_at: datetime(row.invalidAt), expired_at: datetime(row.expiredAt),
  reference_time: datetime(row.validAt), source_node_uuid: row.subject, target_node_uuid: row.object
}
