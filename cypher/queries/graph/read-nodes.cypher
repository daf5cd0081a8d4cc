// The version of each node that is visible at its key's moment.
UNWIND $keys AS key
MATCH (v:AsofVersion)
USING INDEX v:AsofVersion(tenant, entity, validFrom, systemFrom)
WHERE v.tenant = $tenant AND v.entity = key.id
  AND v.validFrom <= key.validTime AND key.validTime < v.validTo
  AND v.systemFrom <= key.systemTime AND NOT v.systemFrom IN $dead
  AND key.systemTime < CASE WHEN v.systemTo IN $dead THEN $openEnd ELSE v.systemTo END
RETURN key.index AS index, v.type AS type, v.name AS name
