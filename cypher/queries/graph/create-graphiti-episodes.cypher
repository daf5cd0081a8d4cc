// Makes episodes of Graphiti's, to be filled in.
UNWIND $rows AS row
CREATE (:Episodic {uuid: row.id, group_id: $group, created_at: datetime(row.createdAt), entity_edges: []})
