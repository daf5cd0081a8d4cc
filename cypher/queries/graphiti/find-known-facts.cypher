// Which of these ids are those of facts that Asof has.
UNWIND $ids AS id
MATCH ()-[f:FACT]->()
USING INDEX f:FACT(tenant, id, validFrom, systemFrom)
WHERE f.tenant = $tenant AND f.id = id AND f.validFrom IS NOT NULL AND f.systemFrom IS NOT NULL
RETURN DISTINCT id
