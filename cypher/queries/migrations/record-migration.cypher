// Records that a migration was applied.
CREATE (:AsofMigration {
  chain: $chain, version: $version, name: $name, checksum: $checksum, appliedAt: datetime()
})
