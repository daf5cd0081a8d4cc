// Ends versions of facts, or opens them again. They were found in the same transaction, so their element ids hold.
UNWIND $rows AS row
MATCH ()-[f:FACT]->()
WHERE elementId(f) = row.element AND f.tenant = $tenant
SET f.systemTo = row.systemTo
