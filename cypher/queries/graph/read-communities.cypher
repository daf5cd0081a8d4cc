// Graphiti's communities of each key's entity: of the node that has its id as uuid, and of those that were made in the
// millisecond of which an adopted node's id was derived. Which of these it is, their uuids tell.
UNWIND $keys AS key
CALL (key) {
  CALL (key) {
    MATCH (n:Entity)
    USING INDEX n:Entity(uuid)
    WHERE n.uuid = key.id AND n.group_id = $group
    RETURN n
  UNION
    MATCH (n:Entity)
    USING INDEX n:Entity(created_at)
    WHERE datetime(key.createdFrom) <= n.created_at AND n.created_at < datetime(key.createdTo) AND n.group_id = $group
    RETURN n
  }
  MATCH (n)<-[:HAS_MEMBER]-(c:Community)
  WHERE c.group_id = $group
  WITH n, c ORDER BY c.uuid LIMIT $limit
  RETURN collect(c {.uuid, .name, .summary, .created_at, member: n.uuid, memberSince: n.created_at}) AS communities
}
RETURN key.index AS index, communities
