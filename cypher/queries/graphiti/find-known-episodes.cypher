// Which of these ids are those of episodes that Asof has.
UNWIND $ids AS id
MATCH (p:AsofEpisode)
USING INDEX p:AsofEpisode(tenant, id, validFrom, systemFrom)
WHERE p.tenant = $tenant AND p.id = id AND p.validFrom IS NOT NULL AND p.systemFrom IS NOT NULL
RETURN DISTINCT id
