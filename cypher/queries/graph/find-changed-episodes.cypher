// The episodes that a commit wrote or ended versions of, with the entities that these mention.
MATCH (p:AsofEpisode)
USING INDEX p:AsofEpisode(tenant, systemFrom)
WHERE p.tenant = $tenant AND p.systemFrom = $systemTime
RETURN p.id AS id, p.mentionIds AS mentions
UNION
MATCH (p:AsofEpisode)
USING INDEX p:AsofEpisode(tenant, systemTo)
WHERE p.tenant = $tenant AND p.systemTo = $systemTime
RETURN p.id AS id, p.mentionIds AS mentions
