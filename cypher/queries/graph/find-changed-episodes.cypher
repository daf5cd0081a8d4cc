// The episodes that a commit wrote or ended versions of.
MATCH (p:AsofEpisode)
USING INDEX p:AsofEpisode(tenant, systemFrom)
WHERE p.tenant = $tenant AND p.systemFrom = $systemTime
RETURN p.id AS id
UNION
MATCH (p:AsofEpisode)
USING INDEX p:AsofEpisode(tenant, systemTo)
WHERE p.tenant = $tenant AND p.systemTo = $systemTime
RETURN p.id AS id
