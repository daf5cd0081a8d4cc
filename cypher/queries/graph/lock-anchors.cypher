// Locks anchors until the transaction ends.
UNWIND $ids AS id
MATCH (a:AsofEntity {tenant: $tenant, id: id})
SET a.type = a.type
