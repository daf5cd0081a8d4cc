-- The nearest visible entities of each key, and one row with nulls for a key that has a vector but no neighbour.
-- $1 tenant, $2 ids, $3 valid times, $4 system times, $5 first, $6 dead commits
WITH key AS (
  SELECT * FROM unnest($2::uuid[], $3::bigint[], $4::bigint[]) WITH ORDINALITY AS k (id, valid_time, system_time, position)
)
SELECT found.position, found.id, found.type, found.score
FROM (SELECT DISTINCT valid_time, system_time FROM key) AS moment
-- One moment at a time: what is visible at it is gathered once for all its keys, and then let go.
CROSS JOIN LATERAL (
  WITH visible AS MATERIALIZED (
    SELECT p.id, p.type, p.embedding
    FROM vectors.point p
    WHERE p.tenant = $1 AND p.kind = 'entity'
      AND p.valid_from <= moment.valid_time AND moment.valid_time < p.valid_to
      AND p.system_from <= moment.system_time AND p.system_from <> ALL ($6::bigint[])
      AND (p.system_to > moment.system_time OR p.system_to = ANY ($6::bigint[]))
  )
  SELECT key.position, near.id, near.type, near.score
  FROM key
  JOIN visible own ON own.id = key.id
  LEFT JOIN LATERAL (
    SELECT other.id, other.type, least(1, 0 - (other.embedding <#> own.embedding)) AS score
    FROM visible other
    WHERE other.id <> own.id
    ORDER BY score DESC, other.id
    LIMIT $5
  ) AS near ON true
  WHERE key.valid_time = moment.valid_time AND key.system_time = moment.system_time
) AS found
ORDER BY found.position, found.score DESC, found.id
