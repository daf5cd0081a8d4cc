// Removes versions of entities. They were found in the same transaction, so their element ids hold.
UNWIND $elements AS element
MATCH (v:AsofVersion)
WHERE elementId(v) = element AND v.tenant = $tenant
DETACH DELETE v
