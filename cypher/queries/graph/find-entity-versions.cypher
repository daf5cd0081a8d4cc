// The versions of these entities that a commit may end, restate or remove: all but those that ended before it.
UNWIND $ids AS id
MATCH (v:AsofVersion)
USING INDEX v:AsofVersion(tenant, entity, validFrom, systemFrom)
WHERE v.tenant = $tenant AND v.entity = id AND v.validFrom IS NOT NULL AND v.systemFrom IS NOT NULL
  AND CASE WHEN v.systemTo IN $dead OR v.systemFrom IN $dead THEN true ELSE v.systemTo >= $since END
RETURN id, elementId(v) AS element, v.validFrom AS validFrom, v.validTo AS validTo,
  v.systemFrom AS systemFrom, v.systemTo AS systemTo, v {.type, .name, .labels, .summary, .fields, .attributes, .observed} AS values
