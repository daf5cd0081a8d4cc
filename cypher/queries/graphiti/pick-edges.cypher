// Some of Graphiti's facts, with the nodes between which they really are.
UNWIND $uuids AS uuid
MATCH (s)-[e:RELATES_TO]->(o)
USING INDEX e:RELATES_TO(uuid)
WHERE e.uuid = uuid AND e.group_id = $group
RETURN e.uuid AS uuid,
  e {.name, .fact, .episodes, .created_at, .expired_at, .valid_at, .invalid_at, .reference_time} AS properties,
  s {.uuid, .group_id, .created_at, labels: labels(s)} AS subject,
  o {.uuid, .group_id, .created_at, labels: labels(o)} AS object,
  coalesce(e.source_node_uuid, e.source_uuid) AS claimedSubject,
  coalesce(e.target_node_uuid, e.target_uuid) AS claimedObject
