// Makes the history of migrations possible: one node for each that was applied.
CREATE CONSTRAINT asof_migration_version IF NOT EXISTS
FOR (m:AsofMigration) REQUIRE (m.chain, m.version) IS UNIQUE
