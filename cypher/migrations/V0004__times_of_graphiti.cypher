// Graphiti's own indexes of when it learned what, under its names and in its shape: by them the follower finds what is
// new. Whoever comes first makes them, the other finds them.

CREATE INDEX created_at_entity_index IF NOT EXISTS
FOR (n:Entity) ON (n.created_at);

CREATE INDEX created_at_episodic_index IF NOT EXISTS
FOR (n:Episodic) ON (n.created_at);

CREATE INDEX created_at_edge_index IF NOT EXISTS
FOR ()-[e:RELATES_TO]-() ON (e.created_at);

CREATE INDEX expired_at_edge_index IF NOT EXISTS
FOR ()-[e:RELATES_TO]-() ON (e.expired_at);
