// Facts that Graphiti made since an instant, newest first, each with what tells its states apart.
MATCH ()-[e:RELATES_TO]->()
USING INDEX e:RELATES_TO(created_at)
WHERE e.created_at >= datetime($since) AND e.group_id = $group
  AND ($before IS NULL OR e.created_at < datetime($before) OR (e.created_at = datetime($before) AND e.uuid < $beforeUuid))
WITH e ORDER BY e.created_at DESC, e.uuid DESC LIMIT $limit
RETURN e.uuid AS uuid, toString(e.created_at) AS at,
  coalesce(toString(e.invalid_at), '') + ' ' + coalesce(toString(e.expired_at), '') AS state
