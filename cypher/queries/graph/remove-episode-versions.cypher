// Removes versions of episodes. They were found in the same transaction, so their element ids hold.
UNWIND $elements AS element
MATCH (p:AsofEpisode)
WHERE elementId(p) = element AND p.tenant = $tenant
DETACH DELETE p
