// One page of facts for each key, newest first, each key at its own moment and after its own position. A key names
// its entity as subject, as object, or as both. ORDER BY names every property of the index, so that the seek is in
// order and stops when the page is full; the hint holds while the database is empty and has no statistics.
UNWIND $keys AS key
CALL (key) {
  CALL (key) {
    MATCH ()-[f:FACT]->()
    USING INDEX f:FACT(tenant, subject, validFrom, id)
    WHERE f.tenant = $tenant AND f.subject = key.subject
      AND f.validFrom <= key.validFromMax AND key.validTime < f.validTo
      AND f.systemFrom <= key.systemTime AND NOT f.systemFrom IN $dead
      AND key.systemTime < CASE WHEN f.systemTo IN $dead THEN $openEnd ELSE f.systemTo END
      AND f.id IS NOT NULL AND (key.afterId IS NULL OR f.validFrom < key.validFromMax OR f.id < key.afterId)
      AND ($names IS NULL OR f.name IN $names)
    RETURN f ORDER BY f.tenant DESC, f.subject DESC, f.validFrom DESC, f.id DESC LIMIT $limit
  UNION ALL
    MATCH ()-[f:FACT]->()
    USING INDEX f:FACT(tenant, object, validFrom, id)
    WHERE f.tenant = $tenant AND f.object = key.object
      AND f.validFrom <= key.validFromMax AND key.validTime < f.validTo
      AND f.systemFrom <= key.systemTime AND NOT f.systemFrom IN $dead
      AND key.systemTime < CASE WHEN f.systemTo IN $dead THEN $openEnd ELSE f.systemTo END
      AND f.id IS NOT NULL AND (key.afterId IS NULL OR f.validFrom < key.validFromMax OR f.id < key.afterId)
      AND ($names IS NULL OR f.name IN $names)
      // A fact of an entity about itself was found by its subject already.
      AND (key.subject IS NULL OR f.subject <> f.object)
    RETURN f ORDER BY f.tenant DESC, f.object DESC, f.validFrom DESC, f.id DESC LIMIT $limit
  }
  WITH f ORDER BY f.validFrom DESC, f.id DESC LIMIT $limit
  RETURN collect([f.id, f.name, f.fact, f.episodes, f.subject, startNode(f).type, f.object, endNode(f).type,
    f.validFrom, f.validTo, f.systemFrom, f.systemTo]) AS facts
}
RETURN key.index AS index, facts
