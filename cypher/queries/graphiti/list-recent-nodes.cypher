// Entities that Graphiti made since an instant, newest first.
MATCH (n:Entity)
USING INDEX n:Entity(created_at)
WHERE n.created_at >= datetime($since) AND n.group_id = $group
  AND ($before IS NULL OR n.created_at < datetime($before) OR (n.created_at = datetime($before) AND n.uuid < $beforeUuid))
WITH n ORDER BY n.created_at DESC, n.uuid DESC LIMIT $limit
RETURN n.uuid AS uuid, toString(n.created_at) AS at, '' AS state
