// Deletes some anchors of a tenant, with their copies in Graphiti's part of the graph.
MATCH (a:AsofEntity)
USING INDEX a:AsofEntity(tenant, id)
WHERE a.tenant = $tenant AND a.id IS NOT NULL
WITH a, a.id AS id LIMIT $limit
DETACH DELETE a
WITH id
CALL (id) {
  MATCH (n:Entity)
  USING INDEX n:Entity(uuid)
  WHERE n.uuid = id AND n.group_id = $group
  DETACH DELETE n
}
RETURN count(id) AS removed
