// Facts whose end Graphiti learned since an instant, newest first, each with what tells its states apart.
MATCH ()-[e:RELATES_TO]->()
USING INDEX e:RELATES_TO(expired_at)
WHERE e.expired_at >= datetime($since) AND e.group_id = $group
  AND ($before IS NULL OR e.expired_at < datetime($before) OR (e.expired_at = datetime($before) AND e.uuid < $beforeUuid))
WITH e ORDER BY e.expired_at DESC, e.uuid DESC LIMIT $limit
RETURN e.uuid AS uuid, toString(e.expired_at) AS at,
  coalesce(toString(e.invalid_at), '') + ' ' + coalesce(toString(e.expired_at), '') AS state
