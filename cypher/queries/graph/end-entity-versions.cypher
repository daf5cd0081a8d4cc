// Ends versions of entities, or opens them again. They were found in the same transaction, so their element ids hold.
UNWIND $rows AS row
MATCH (v:AsofVersion)
WHERE elementId(v) = row.element AND v.tenant = $tenant
SET v.systemTo = row.systemTo
