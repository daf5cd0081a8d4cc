// A page of Graphiti's episodes in the order of their uuids, with the nodes that they mention.
MATCH (p:Episodic)
USING INDEX p:Episodic(uuid)
WHERE p.uuid > $after AND p.group_id = $group
WITH p ORDER BY p.uuid LIMIT $limit
RETURN p.uuid AS uuid,
  p {.name, .source, .source_description, .content, .created_at, .valid_at} AS properties,
  [(p)-[:MENTIONS]->(n) | n {.uuid, .group_id, .created_at, labels: labels(n)}] AS mentions
ORDER BY uuid
