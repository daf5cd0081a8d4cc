-- Visible entities with a score above 0 against a vector, best first, after a position.
-- $1 tenant, $2 valid time, $3 system time, $4 dead commits, $5 vector, $6 score and $7 id of the position or nulls, $8 limit
SELECT scored.id, scored.type, scored.score
FROM (
  SELECT p.id, p.type, least(1, 0 - (p.embedding <#> $5::vector)) AS score
  FROM vectors.point p
  WHERE p.tenant = $1 AND p.kind = 'entity'
    AND p.valid_from <= $2::bigint AND $2::bigint < p.valid_to
    AND p.system_from <= $3::bigint AND p.system_from <> ALL ($4::bigint[])
    AND (p.system_to > $3::bigint OR p.system_to = ANY ($4::bigint[]))
  -- Without a limit of its own the score would be computed again in each condition.
  OFFSET 0
) AS scored
WHERE scored.score > 0
  AND ($6::float8 IS NULL OR scored.score < $6::float8 OR (scored.score = $6::float8 AND scored.id > $7::uuid))
ORDER BY scored.score DESC, scored.id
LIMIT $8
