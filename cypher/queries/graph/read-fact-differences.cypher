// One page of each key's facts that are visible at one of two moments only, or at both with other values, by fact id.
UNWIND $keys AS key
CALL (key) {
  CALL (key) {
    MATCH ()-[f:FACT]->()
    USING INDEX f:FACT(tenant, subject, validFrom, id)
    WHERE f.tenant = $tenant AND f.subject = key.id AND f.validFrom <= key.validFromMax AND f.id > key.afterId
      AND NOT f.systemFrom IN $dead
    RETURN f
  UNION ALL
    MATCH ()-[f:FACT]->()
    USING INDEX f:FACT(tenant, object, validFrom, id)
    WHERE f.tenant = $tenant AND f.object = key.id AND f.validFrom <= key.validFromMax AND f.id > key.afterId
      AND NOT f.systemFrom IN $dead AND f.subject <> f.object
    RETURN f
  }
  WITH key, f, CASE WHEN f.systemTo IN $dead THEN $openEnd ELSE f.systemTo END AS systemTo
  WITH f,
    f.validFrom <= key.fromValid AND key.fromValid < f.validTo
      AND f.systemFrom <= key.fromSystem AND key.fromSystem < systemTo AS isBefore,
    f.validFrom <= key.toValid AND key.toValid < f.validTo
      AND f.systemFrom <= key.toSystem AND key.toSystem < systemTo AS isAfter
  // A version that is visible at both has not changed.
  WHERE isBefore <> isAfter
  WITH f.id AS id, head(collect(CASE WHEN isBefore THEN f END)) AS before,
    head(collect(CASE WHEN isAfter THEN f END)) AS after
  WHERE before IS NULL OR after IS NULL OR before.name <> after.name OR before.fact <> after.fact
    OR before.episodes <> after.episodes OR before.subject <> after.subject OR before.object <> after.object
  WITH id, before, after ORDER BY id LIMIT $limit
  RETURN collect([before, after]) AS changes
}
RETURN key.index AS index, [change IN changes | [f IN change |
  CASE WHEN f IS NOT NULL THEN
    // part: fact-row
  END]] AS changes
