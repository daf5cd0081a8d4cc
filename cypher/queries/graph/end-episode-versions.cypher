// Ends versions of episodes, or opens them again. They were found in the same transaction, so their element ids hold.
UNWIND $rows AS row
MATCH (p:AsofEpisode)
WHERE elementId(p) = row.element AND p.tenant = $tenant
SET p.systemTo = row.systemTo
