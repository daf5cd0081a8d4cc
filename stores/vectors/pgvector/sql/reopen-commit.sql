-- All points that a commit ended.
-- $1 tenant, $2 system time
UPDATE vectors.point SET system_to = 9007199254740991
WHERE tenant = $1 AND kind IN ('entity', 'fact', 'episode') AND system_to = $2::bigint
