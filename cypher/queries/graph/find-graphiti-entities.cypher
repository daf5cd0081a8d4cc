// Which of these entities Graphiti's part of the graph has.
UNWIND $ids AS id
MATCH (n:Entity)
USING INDEX n:Entity(uuid)
WHERE n.uuid = id AND n.group_id = $group
RETURN id
