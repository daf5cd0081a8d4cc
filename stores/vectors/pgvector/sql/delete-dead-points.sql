-- Points of some ids that dead commits wrote.
-- $1 tenant, $2 ids, $3 dead commits
DELETE FROM vectors.point WHERE tenant = $1 AND id = ANY ($2::uuid[]) AND system_from = ANY ($3::bigint[])
