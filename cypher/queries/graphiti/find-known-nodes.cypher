// Which of these ids are those of entities of which Asof has a version in the graph.
UNWIND $ids AS id
MATCH (v:AsofVersion)
USING INDEX v:AsofVersion(tenant, entity, validFrom, systemFrom)
WHERE v.tenant = $tenant AND v.entity = id AND v.validFrom IS NOT NULL AND v.systemFrom IS NOT NULL
RETURN DISTINCT id
