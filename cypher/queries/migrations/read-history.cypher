// The migrations of a chain that were applied, in order.
MATCH (m:AsofMigration)
USING INDEX m:AsofMigration(chain, version)
WHERE m.chain = $chain AND m.version > 0
RETURN m.version AS version, m.name AS name, m.checksum AS checksum
ORDER BY version
