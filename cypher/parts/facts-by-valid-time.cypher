// The facts of one key, newest first by validFrom. A key names its entity as subject, as object, or as both. Most facts
// are learned after they begin, so those that began by the moment's system time are sought apart from those that
// were stated ahead of time: a moment long ago then passes over nothing that was learned since. ORDER BY names every
// property of an index, so that the seek is in order and stops when the page is full; the hints hold while the
// database is empty and has no statistics.
CALL (key) {
  MATCH ()-[f:FACT]->(other)
  USING INDEX f:FACT(tenant, subject, validFrom, id)
  WHERE f.tenant = $tenant AND f.subject = key.subject
    AND f.validFrom >= key.from AND f.validFrom <= key.to AND f.id IS NOT NULL
    AND CASE WHEN f.validFrom = key.afterAt THEN f.id > key.afterId AND f.id < key.beforeId ELSE true END
    // part: fact-conditions
  RETURN f, other ORDER BY f.tenant DESC, f.subject DESC, f.validFrom DESC, f.id DESC LIMIT $limit
UNION ALL
  MATCH (other)-[f:FACT]->()
  USING INDEX f:FACT(tenant, object, validFrom, id)
  WHERE f.tenant = $tenant AND f.object = key.object
    AND f.validFrom >= key.from AND f.validFrom <= key.to AND f.id IS NOT NULL
    AND CASE WHEN f.validFrom = key.afterAt THEN f.id > key.afterId AND f.id < key.beforeId ELSE true END
    // A fact of an entity about itself is found by its subject already.
    AND (key.subject IS NULL OR f.subject <> f.object)
    // part: fact-conditions
  RETURN f, other ORDER BY f.tenant DESC, f.object DESC, f.validFrom DESC, f.id DESC LIMIT $limit
UNION ALL
  MATCH ()-[f:FACT]->(other)
  USING INDEX f:FACT(tenant, subject, aheadFrom, id)
  WHERE f.tenant = $tenant AND f.subject = key.subject
    AND f.aheadFrom >= key.aheadFrom AND f.aheadFrom <= key.aheadTo AND f.id IS NOT NULL
    AND CASE WHEN f.validFrom = key.afterAt THEN f.id > key.afterId AND f.id < key.beforeId ELSE true END
    // part: fact-conditions
  RETURN f, other ORDER BY f.tenant DESC, f.subject DESC, f.aheadFrom DESC, f.id DESC LIMIT $limit
UNION ALL
  MATCH (other)-[f:FACT]->()
  USING INDEX f:FACT(tenant, object, aheadFrom, id)
  WHERE f.tenant = $tenant AND f.object = key.object
    AND f.aheadFrom >= key.aheadFrom AND f.aheadFrom <= key.aheadTo AND f.id IS NOT NULL
    AND CASE WHEN f.validFrom = key.afterAt THEN f.id > key.afterId AND f.id < key.beforeId ELSE true END
    AND (key.subject IS NULL OR f.subject <> f.object)
    // part: fact-conditions
  RETURN f, other ORDER BY f.tenant DESC, f.object DESC, f.aheadFrom DESC, f.id DESC LIMIT $limit
}
WITH f, other ORDER BY f.validFrom DESC, f.id DESC LIMIT $limit
