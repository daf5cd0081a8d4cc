// A page of Graphiti's nodes in the order of their uuids, without their embeddings.
MATCH (n:Entity)
USING INDEX n:Entity(uuid)
WHERE n.uuid > $after AND n.group_id = $group
WITH n ORDER BY n.uuid LIMIT $limit
RETURN n.uuid AS uuid, [label IN labels(n) WHERE label <> 'Entity'] AS labels, n {.*, name_embedding: null} AS properties
ORDER BY uuid
