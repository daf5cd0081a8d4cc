// The version of each episode that is visible at its key's moment.
UNWIND $keys AS key
MATCH (p:AsofEpisode)
USING INDEX p:AsofEpisode(tenant, id, validFrom, systemFrom)
WHERE p.tenant = $tenant AND p.id = key.id
  AND p.validFrom <= key.validTime AND key.validTime < p.validTo
  AND p.systemFrom <= key.systemTime AND NOT p.systemFrom IN $dead
  AND key.systemTime < CASE WHEN p.systemTo IN $dead THEN $openEnd ELSE p.systemTo END
RETURN key.index AS index, p.name AS name, p.source AS source, p.sourceDescription AS sourceDescription,
  p.content AS content, p.mentionIds AS mentionIds, p.mentionTypes AS mentionTypes,
  p.validFrom AS validFrom, p.validTo AS validTo, p.systemFrom AS systemFrom, p.systemTo AS systemTo
