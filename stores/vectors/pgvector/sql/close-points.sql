-- Ends open points; an end that is set already is left alone.
-- $1 tenant, $2 ids, $3 valid_from, $4 system_from, $5 new ends
UPDATE vectors.point p
SET system_to = ending.system_to
FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[]) AS ending (id, valid_from, system_from, system_to)
WHERE p.tenant = $1 AND p.id = ending.id
  AND p.valid_from = ending.valid_from AND p.system_from = ending.system_from
  AND p.system_to = 9007199254740991
