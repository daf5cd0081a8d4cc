// Some of Graphiti's nodes, without their embeddings.
UNWIND $uuids AS uuid
MATCH (n:Entity)
USING INDEX n:Entity(uuid)
WHERE n.uuid = uuid AND n.group_id = $group
RETURN n.uuid AS uuid, [label IN labels(n) WHERE label <> 'Entity'] AS labels, n {.*, name_embedding: null} AS properties
