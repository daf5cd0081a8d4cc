// Makes the anchors that are missing. Setting the type also locks those that are there, in the order of the rows, so
// that two transactions never write versions of the same entity at once, nor wait for each other in a circle. An
// entity's own statement says what its type is; a fact's ends only say it of anchors that are new.
UNWIND $rows AS row
MERGE (a:AsofEntity {tenant: $tenant, id: row.id})
SET a.type = CASE WHEN row.stated THEN row.type ELSE coalesce(a.type, row.type) END
