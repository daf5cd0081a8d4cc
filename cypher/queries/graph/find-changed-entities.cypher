// The entities that a commit wrote or ended versions of.
MATCH (v:AsofVersion)
USING INDEX v:AsofVersion(tenant, systemFrom)
WHERE v.tenant = $tenant AND v.systemFrom = $systemTime
RETURN v.entity AS id
UNION
MATCH (v:AsofVersion)
USING INDEX v:AsofVersion(tenant, systemTo)
WHERE v.tenant = $tenant AND v.systemTo = $systemTime
RETURN v.entity AS id
