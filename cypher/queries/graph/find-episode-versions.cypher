// The versions of these episodes that a commit may end, restate or remove: all but those that ended before it.
UNWIND $ids AS id
MATCH (p:AsofEpisode)
USING INDEX p:AsofEpisode(tenant, id, validFrom, systemFrom)
WHERE p.tenant = $tenant AND p.id = id AND p.validFrom IS NOT NULL AND p.systemFrom IS NOT NULL
  AND CASE WHEN p.systemTo IN $dead OR p.systemFrom IN $dead THEN true ELSE p.systemTo >= $since END
RETURN id, elementId(p) AS element, p.validFrom AS validFrom, p.validTo AS validTo,
  p.systemFrom AS systemFrom, p.systemTo AS systemTo, p {.name, .source, .sourceDescription, .content, .mentionIds, .mentionTypes, .observed} AS values
