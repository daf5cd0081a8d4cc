-- New points; one that is there already stays as it is.
-- $1 tenant, $2 ids, $3 kinds, $4 types, $5 to $8 bounds, $9 texts, $10 embeddings
INSERT INTO vectors.point (tenant, id, kind, type, valid_from, valid_to, system_from, system_to, text, embedding)
SELECT $1, p.*
FROM unnest(
  $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::text[], $10::vector[]
) AS p
ON CONFLICT (tenant, id, valid_from, system_from) DO NOTHING
