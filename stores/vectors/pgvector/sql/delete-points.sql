-- Takes back points of the commit that is being applied, which a later statement of it replaced.
-- $1 tenant, $2 ids, $3 valid_from, $4 system_from
DELETE FROM vectors.point p
USING unnest($2::uuid[], $3::bigint[], $4::bigint[]) AS gone (id, valid_from, system_from)
WHERE p.tenant = $1 AND p.id = gone.id AND p.valid_from = gone.valid_from AND p.system_from = gone.system_from
