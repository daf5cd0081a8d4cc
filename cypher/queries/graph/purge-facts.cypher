// Deletes some facts of a tenant, with their copies in Graphiti's part of the graph.
MATCH ()-[f:FACT]->()
USING INDEX f:FACT(tenant, id, validFrom, systemFrom)
WHERE f.tenant = $tenant AND f.id IS NOT NULL AND f.validFrom IS NOT NULL AND f.systemFrom IS NOT NULL
WITH f, f.id AS id LIMIT $limit
DELETE f
WITH DISTINCT id
CALL (id) {
  MATCH ()-[e:RELATES_TO]->()
  USING INDEX e:RELATES_TO(uuid)
  WHERE e.uuid = id AND e.group_id = $group
  DELETE e
}
RETURN count(id) AS removed
