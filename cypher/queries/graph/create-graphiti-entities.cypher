// Writes entities as Graphiti does.
UNWIND $rows AS row
CREATE (n:Entity:$(row.labels))
SET n = row.attributes
SET n += {
  uuid: row.id, group_id: $group, name: row.name, summary: row.summary, labels: ['Entity'] + row.labels,
  created_at: datetime(row.createdAt)
}
