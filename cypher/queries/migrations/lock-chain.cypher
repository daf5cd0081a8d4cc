// Locks a chain of migrations until the transaction ends. Version 0 is no migration: it is there to be locked.
MERGE (m:AsofMigration {chain: $chain, version: 0})
SET m.name = 'lock'
