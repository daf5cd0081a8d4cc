// The versions that Asof has of some entities, but for what dead commits did.
UNWIND $ids AS id
MATCH (v:AsofVersion)
USING INDEX v:AsofVersion(tenant, entity, validFrom, systemFrom)
WHERE v.tenant = $tenant AND v.entity = id AND v.validFrom IS NOT NULL AND v.systemFrom IS NOT NULL
  AND NOT v.systemFrom IN $dead
RETURN id, v.validFrom AS validFrom, v.validTo AS validTo, v.systemFrom AS systemFrom,
  CASE WHEN v.systemTo IN $dead THEN $openEnd ELSE v.systemTo END AS systemTo, 0 AS mentions
