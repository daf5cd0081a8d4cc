// The record that Asof keeps in the graph, beside Graphiti's own nodes and relationships, which it leaves alone.
//
// Anchors    (:AsofEntity {tenant, id, type})
// Nodes      (:AsofEntity)-[:VERSION]->(:AsofVersion {tenant, entity, type, name, …, four bounds})
// Facts      (:AsofEntity)-[:FACT {tenant, id, name, fact, subject, object, episodes, four bounds}]->(:AsofEntity),
//            one relationship for each version of a fact
// Episodes   (:AsofEpisode {tenant, id, name, source, …, four bounds}), one node for each version
//
// Bounds are integers of µs since 1970; an open end is 9007199254740991. Each statement ends with “;” at the end of a
// line and can be repeated, so that a run that was cut short is simply run again.

CREATE CONSTRAINT asof_entity_id IF NOT EXISTS
FOR (n:AsofEntity) REQUIRE (n.tenant, n.id) IS UNIQUE;

// At one system time an entity's versions do not overlap, so these four tell them apart; reads seek by them, too.
CREATE CONSTRAINT asof_version_key IF NOT EXISTS
FOR (n:AsofVersion) REQUIRE (n.tenant, n.entity, n.validFrom, n.systemFrom) IS UNIQUE;

CREATE CONSTRAINT asof_fact_key IF NOT EXISTS
FOR ()-[f:FACT]-() REQUIRE (f.tenant, f.id, f.validFrom, f.systemFrom) IS UNIQUE;

CREATE CONSTRAINT asof_episode_key IF NOT EXISTS
FOR (n:AsofEpisode) REQUIRE (n.tenant, n.id, n.validFrom, n.systemFrom) IS UNIQUE;

// In the order in which facts are paged, so that a page of an entity with 100,000 facts is read without a sort.
CREATE INDEX asof_fact_subject IF NOT EXISTS
FOR ()-[f:FACT]-() ON (f.tenant, f.subject, f.validFrom, f.id);

CREATE INDEX asof_fact_object IF NOT EXISTS
FOR ()-[f:FACT]-() ON (f.tenant, f.object, f.validFrom, f.id);

// Graphiti's own indexes, under its names and in its shape: whoever comes first makes them, the other finds them.
CREATE INDEX entity_uuid IF NOT EXISTS
FOR (n:Entity) ON (n.uuid);

CREATE INDEX episode_uuid IF NOT EXISTS
FOR (n:Episodic) ON (n.uuid);

CREATE INDEX relation_uuid IF NOT EXISTS
FOR ()-[e:RELATES_TO]-() ON (e.uuid);
