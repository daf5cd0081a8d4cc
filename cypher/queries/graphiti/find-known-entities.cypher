// Which of these ids are those of entities that Asof has, and of which type.
UNWIND $ids AS id
MATCH (a:AsofEntity {tenant: $tenant, id: id})
RETURN id, a.type AS type
