// The versions of these facts that a commit may end, restate or remove: all but those that ended before it.
UNWIND $ids AS id
MATCH ()-[f:FACT]->()
USING INDEX f:FACT(tenant, id, validFrom, systemFrom)
WHERE f.tenant = $tenant AND f.id = id AND f.validFrom IS NOT NULL AND f.systemFrom IS NOT NULL
  AND CASE WHEN f.systemTo IN $dead OR f.systemFrom IN $dead THEN true ELSE f.systemTo >= $since END
RETURN id, elementId(f) AS element, f.validFrom AS validFrom, f.validTo AS validTo,
  f.systemFrom AS systemFrom, f.systemTo AS systemTo, f {.name, .fact, .subject, .object, .episodes, .observed} AS values
