// Removes episodes from Graphiti's part of the graph.
UNWIND $ids AS id
MATCH (p:Episodic)
USING INDEX p:Episodic(uuid)
WHERE p.uuid = id AND p.group_id = $group
DETACH DELETE p
