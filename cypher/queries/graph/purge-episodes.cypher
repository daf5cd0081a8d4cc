// Deletes some episodes of a tenant, with their copies in Graphiti's part of the graph.
MATCH (p:AsofEpisode)
USING INDEX p:AsofEpisode(tenant, id, validFrom, systemFrom)
WHERE p.tenant = $tenant AND p.id IS NOT NULL AND p.validFrom IS NOT NULL AND p.systemFrom IS NOT NULL
WITH p, p.id AS id LIMIT $limit
DETACH DELETE p
WITH DISTINCT id
CALL (id) {
  MATCH (copy:Episodic)
  USING INDEX copy:Episodic(uuid)
  WHERE copy.uuid = id AND copy.group_id = $group
  DETACH DELETE copy
}
RETURN count(id) AS removed
