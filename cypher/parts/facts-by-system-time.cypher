// The facts of one key, newest first by systemFrom; otherwise as by valid time.
CALL (key) {
  MATCH ()-[f:FACT]->(other)
  USING INDEX f:FACT(tenant, subject, systemFrom, id)
  WHERE f.tenant = $tenant AND f.subject = key.subject
    AND f.systemFrom >= key.from AND f.systemFrom <= key.to AND f.id IS NOT NULL
    AND CASE WHEN f.systemFrom = key.afterAt THEN f.id > key.afterId AND f.id < key.beforeId ELSE true END
    // part: fact-conditions
  RETURN f, other ORDER BY f.tenant DESC, f.subject DESC, f.systemFrom DESC, f.id DESC LIMIT $limit
UNION ALL
  MATCH (other)-[f:FACT]->()
  USING INDEX f:FACT(tenant, object, systemFrom, id)
  WHERE f.tenant = $tenant AND f.object = key.object
    AND f.systemFrom >= key.from AND f.systemFrom <= key.to AND f.id IS NOT NULL
    AND CASE WHEN f.systemFrom = key.afterAt THEN f.id > key.afterId AND f.id < key.beforeId ELSE true END
    // A fact of an entity about itself is found by its subject already.
    AND (key.subject IS NULL OR f.subject <> f.object)
    // part: fact-conditions
  RETURN f, other ORDER BY f.tenant DESC, f.object DESC, f.systemFrom DESC, f.id DESC LIMIT $limit
}
WITH f, other ORDER BY f.systemFrom DESC, f.id DESC LIMIT $limit
