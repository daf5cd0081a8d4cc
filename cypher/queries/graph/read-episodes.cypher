// The version of each episode that is visible at its key's moment.
UNWIND $keys AS key
MATCH (p:AsofEpisode)
USING INDEX p:AsofEpisode(tenant, id, validFrom, systemFrom)
WHERE p.tenant = $tenant AND p.id = key.id AND p.systemFrom IS NOT NULL
  // part: episode-conditions
RETURN key.index AS index,
  // part: episode-row
  AS episode
