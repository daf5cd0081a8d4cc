// Removes facts from Graphiti's part of the graph.
UNWIND $ids AS id
MATCH ()-[e:RELATES_TO]->()
USING INDEX e:RELATES_TO(uuid)
WHERE e.uuid = id AND e.group_id = $group
DELETE e
