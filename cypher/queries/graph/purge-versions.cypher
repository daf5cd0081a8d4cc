// Deletes some versions of a tenant's entities.
MATCH (v:AsofVersion)
USING INDEX v:AsofVersion(tenant, entity, validFrom, systemFrom)
WHERE v.tenant = $tenant AND v.entity IS NOT NULL AND v.validFrom IS NOT NULL AND v.systemFrom IS NOT NULL
WITH v LIMIT $limit
DETACH DELETE v
RETURN count(v) AS removed
