// Graphiti's own indexes of what belongs to a tenant, under its names and in its shape: whoever comes first makes them,
// the other finds them.

CREATE INDEX entity_group_id IF NOT EXISTS
FOR (n:Entity) ON (n.group_id);

CREATE INDEX episode_group_id IF NOT EXISTS
FOR (n:Episodic) ON (n.group_id);

CREATE INDEX relation_group_id IF NOT EXISTS
FOR ()-[e:RELATES_TO]-() ON (e.group_id);
