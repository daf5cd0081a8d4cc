// Which of these episodes Graphiti's part of the graph has.
UNWIND $ids AS id
MATCH (p:Episodic)
USING INDEX p:Episodic(uuid)
WHERE p.uuid = id AND p.group_id = $group
RETURN id
