// The versions that Asof has of some facts, but for what dead commits did.
UNWIND $ids AS id
MATCH ()-[f:FACT]->()
USING INDEX f:FACT(tenant, id, validFrom, systemFrom)
WHERE f.tenant = $tenant AND f.id = id AND f.validFrom IS NOT NULL AND f.systemFrom IS NOT NULL
  AND NOT f.systemFrom IN $dead
RETURN id, f.validFrom AS validFrom, f.validTo AS validTo, f.systemFrom AS systemFrom,
  CASE WHEN f.systemTo IN $dead THEN $openEnd ELSE f.systemTo END AS systemTo, 0 AS mentions
