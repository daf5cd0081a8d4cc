// Whether a tenant's graph has an episode that Asof did not write itself.
MATCH (p:Episodic)
USING INDEX p:Episodic(group_id)
WHERE p.group_id = $group
  AND NOT EXISTS { MATCH (own:AsofEpisode) WHERE own.tenant = $tenant AND own.id = p.uuid
    AND own.validFrom IS NOT NULL AND own.systemFrom IS NOT NULL }
RETURN p.uuid AS uuid
LIMIT 1
