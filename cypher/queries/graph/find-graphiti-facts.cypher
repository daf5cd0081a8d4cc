// Which of these facts Graphiti's part of the graph has, and between which nodes.
UNWIND $ids AS id
MATCH (s)-[e:RELATES_TO]->(o)
USING INDEX e:RELATES_TO(uuid)
WHERE e.uuid = id AND e.group_id = $group
RETURN id, s.uuid AS subject, o.uuid AS object
