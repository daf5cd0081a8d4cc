// The migrations that were applied, also where there is no index yet to find them by.
MATCH (m:AsofMigration)
WHERE m.chain = $chain AND m.version > 0
RETURN m.version AS version, m.name AS name, m.checksum AS checksum
ORDER BY version
