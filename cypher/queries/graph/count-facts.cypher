// How many facts each key has at its moment. A key names its entity as subject, as object, or as both.
UNWIND $keys AS key
CALL (key) {
  MATCH ()-[f:FACT]->()
  USING INDEX f:FACT(tenant, subject, validFrom, id)
  WHERE f.tenant = $tenant AND f.subject = key.subject AND f.id IS NOT NULL
    AND f.validFrom <= key.validTime AND key.validTime < f.validTo
    AND f.systemFrom <= key.systemTime AND NOT f.systemFrom IN $dead
    AND key.systemTime < CASE WHEN f.systemTo IN $dead THEN $openEnd ELSE f.systemTo END
    AND ($names IS NULL OR f.name IN $names)
  RETURN count(f) AS asSubject
}
CALL (key) {
  MATCH ()-[f:FACT]->()
  USING INDEX f:FACT(tenant, object, validFrom, id)
  WHERE f.tenant = $tenant AND f.object = key.object AND f.id IS NOT NULL
    AND f.validFrom <= key.validTime AND key.validTime < f.validTo
    AND f.systemFrom <= key.systemTime AND NOT f.systemFrom IN $dead
    AND key.systemTime < CASE WHEN f.systemTo IN $dead THEN $openEnd ELSE f.systemTo END
    AND ($names IS NULL OR f.name IN $names)
    // A fact of an entity about itself was counted by its subject already.
    AND (key.subject IS NULL OR f.subject <> f.object)
  RETURN count(f) AS asObject
}
RETURN key.index AS index, asSubject + asObject AS total
