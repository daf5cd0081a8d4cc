// Writes a node; the transaction is rolled back.
CREATE (:AsofMigration {chain: 'doctor', version: 0})
