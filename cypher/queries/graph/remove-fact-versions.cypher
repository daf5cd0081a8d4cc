// Removes versions of facts. They were found in the same transaction, so their element ids hold.
UNWIND $elements AS element
MATCH ()-[f:FACT]->()
WHERE elementId(f) = element AND f.tenant = $tenant
DELETE f
