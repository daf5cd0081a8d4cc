// Whether a tenant's graph has a node that Asof did not write itself.
MATCH (n:Entity)
USING INDEX n:Entity(group_id)
WHERE n.group_id = $group AND NOT EXISTS { (:AsofEntity {tenant: $tenant, id: n.uuid}) }
RETURN n.uuid AS uuid
LIMIT 1
