// Episodes that Graphiti made since an instant, newest first. What an episode mentions may be saved after it.
MATCH (p:Episodic)
USING INDEX p:Episodic(created_at)
WHERE p.created_at >= datetime($since) AND p.group_id = $group
  AND ($before IS NULL OR p.created_at < datetime($before) OR (p.created_at = datetime($before) AND p.uuid < $beforeUuid))
WITH p ORDER BY p.created_at DESC, p.uuid DESC LIMIT $limit
RETURN p.uuid AS uuid, toString(p.created_at) AS at, toString(COUNT { (p)-[:MENTIONS]->() }) AS state
