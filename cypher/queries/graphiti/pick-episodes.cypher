// Some of Graphiti's episodes, with the nodes that they mention.
UNWIND $uuids AS uuid
MATCH (p:Episodic)
USING INDEX p:Episodic(uuid)
WHERE p.uuid = uuid AND p.group_id = $group
RETURN p.uuid AS uuid,
  p {.name, .source, .source_description, .content, .created_at, .valid_at} AS properties,
  [(p)-[:MENTIONS]->(n) | n {.uuid, .group_id, .created_at, labels: labels(n)}] AS mentions
