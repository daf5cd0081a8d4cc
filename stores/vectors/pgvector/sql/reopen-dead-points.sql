-- Points of some ids that dead commits ended.
-- $1 tenant, $2 ids, $3 dead commits
UPDATE vectors.point SET system_to = 9007199254740991
WHERE tenant = $1 AND id = ANY ($2::uuid[]) AND system_to = ANY ($3::bigint[])
