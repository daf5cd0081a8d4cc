-- The embeddings of some points, each with its place in what was asked for, counted from 1.
-- $1 tenant, $2 ids, $3 valid_from, $4 system_from
SELECT wanted.position::int, p.embedding::text
FROM unnest($2::uuid[], $3::bigint[], $4::bigint[]) WITH ORDINALITY AS wanted (id, valid_from, system_from, position)
JOIN vectors.point p
  ON p.tenant = $1 AND p.id = wanted.id AND p.valid_from = wanted.valid_from AND p.system_from = wanted.system_from
