// Versions of each key's fact within the key's bounds: one, or a page of them, newest first on one axis.
UNWIND $keys AS key
CALL (key) {
  MATCH ()-[f:FACT]->()
  USING INDEX f:FACT(tenant, id, validFrom, systemFrom)
  WHERE f.tenant = $tenant AND f.id = key.id AND f.systemFrom IS NOT NULL
    // part: fact-conditions
  WITH f, CASE $axis WHEN 'SYSTEM' THEN f.systemFrom ELSE f.validFrom END AS at
  WHERE at >= key.from AND at <= key.to
  WITH f, at ORDER BY at DESC LIMIT $limit
  RETURN collect(
    // part: fact-row
  ) AS facts
}
RETURN key.index AS index, facts
