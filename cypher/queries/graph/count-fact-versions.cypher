// How many versions each key's fact has within the key's bounds, up to a limit.
UNWIND $keys AS key
CALL (key) {
  MATCH ()-[f:FACT]->()
  USING INDEX f:FACT(tenant, id, validFrom, systemFrom)
  WHERE f.tenant = $tenant AND f.id = key.id AND f.systemFrom IS NOT NULL
    // part: fact-conditions
  WITH f LIMIT $limit
  RETURN count(f) AS total
}
RETURN key.index AS index, total
