// Removes nodes of Graphiti's that no fact and no episode needs; the others lose what was known of them.
UNWIND $ids AS id
MATCH (n:Entity)
USING INDEX n:Entity(uuid)
WHERE n.uuid = id AND n.group_id = $group
SET n.name = '', n.summary = '', n.name_embedding = null
WITH n WHERE NOT EXISTS { (n)--() }
DELETE n
