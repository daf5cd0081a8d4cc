// The versions that Asof has of some episodes, but for what dead commits did, and how many entities each mentions.
UNWIND $ids AS id
MATCH (p:AsofEpisode)
USING INDEX p:AsofEpisode(tenant, id, validFrom, systemFrom)
WHERE p.tenant = $tenant AND p.id = id AND p.validFrom IS NOT NULL AND p.systemFrom IS NOT NULL
  AND NOT p.systemFrom IN $dead
RETURN id, p.validFrom AS validFrom, p.validTo AS validTo, p.systemFrom AS systemFrom,
  CASE WHEN p.systemTo IN $dead THEN $openEnd ELSE p.systemTo END AS systemTo, size(p.mentionIds) AS mentions
