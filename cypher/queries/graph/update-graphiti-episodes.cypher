// Rewrites episodes of Graphiti's as the latest version has them, with what they mention.
UNWIND $rows AS row
MATCH (p:Episodic)
USING INDEX p:Episodic(uuid)
WHERE p.uuid = row.id AND p.group_id = $group
SET p.name = row.name, p.source = row.source, p.source_description = row.sourceDescription, p.content = row.content,
  p.valid_at = datetime(row.validAt)
WITH row, p
CALL (row, p) {
  MATCH (p)-[old:MENTIONS]->(e:Entity)
  WHERE NOT e.uuid IN row.mentions
  DELETE old
}
CALL (row, p) {
  UNWIND row.mentions AS mentioned
  MATCH (e:Entity)
  USING INDEX e:Entity(uuid)
  WHERE e.uuid = mentioned AND e.group_id = $group
  MERGE (p)-[m:MENTIONS]->(e)
  ON CREATE SET m.uuid = randomUUID(), m.group_id = $group, m.created_at = p.created_at
}
