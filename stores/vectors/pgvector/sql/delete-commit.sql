-- All points that a commit wrote.
-- $1 tenant, $2 system time
DELETE FROM vectors.point WHERE tenant = $1 AND system_from = $2::bigint
