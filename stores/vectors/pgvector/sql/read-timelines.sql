-- The open points of each id, and the newest system time at which anything of it was written or ended.
-- $1 tenant, $2 ids
WITH touched AS MATERIALIZED (
  SELECT id, kind, type, valid_from, valid_to, system_from, system_to, text
  FROM vectors.point
  WHERE tenant = $1 AND id = ANY ($2::uuid[])
), newest AS (
  SELECT id, greatest(max(system_from), max(nullif(system_to, 9007199254740991))) AS system_time
  FROM touched GROUP BY id
)
SELECT newest.id, newest.system_time, t.kind, t.type, t.valid_from, t.valid_to, t.system_from, t.text
FROM newest
LEFT JOIN touched t ON t.id = newest.id AND t.system_to = 9007199254740991
