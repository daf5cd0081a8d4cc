// Writes facts as Graphiti does, between nodes that are there.
UNWIND $rows AS row
MATCH (s:Entity)
USING INDEX s:Entity(uuid)
WHERE s.uuid = row.subject AND s.group_id = $group
MATCH (o:Entity)
USING INDEX o:Entity(uuid)
WHERE o.uuid = row.object AND o.group_id = $group
CREATE (s)-[:RELATES_TO {
  uuid: row.id, group_id: $group, name: row.name, fact: row.fact, episodes: row.episodes,
  created_at: datetime(row.createdAt), valid_at: datetime(row.validAt), invalid_at: datetime(row.invalidAt),
  expired_at: datetime(row.expiredAt), reference_time: datetime(row.validAt),
  source_node_uuid: row.subject, target_node_uuid: row.object
}]->(o)
