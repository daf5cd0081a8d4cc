// Locks anchors until the transaction ends.
UNWIND $rows AS row
MATCH (a:AsofEntity {tenant: $tenant, id: row.id})
SET a.type = a.type
