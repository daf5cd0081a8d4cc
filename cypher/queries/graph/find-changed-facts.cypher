// The facts that a commit wrote or ended versions of.
MATCH ()-[f:FACT]->()
USING INDEX f:FACT(tenant, systemFrom)
WHERE f.tenant = $tenant AND f.systemFrom = $systemTime
RETURN f.id AS id, f.subject AS subject, f.object AS object
UNION
MATCH ()-[f:FACT]->()
USING INDEX f:FACT(tenant, systemTo)
WHERE f.tenant = $tenant AND f.systemTo = $systemTime
RETURN f.id AS id, f.subject AS subject, f.object AS object
