-- The open points of each id, or its last ended one; each with the newest system time at which anything of its id was
-- written or ended.
-- $1 tenant, $2 ids
SELECT id, newest, kind, type, valid_from, valid_to, system_from, system_to, text
FROM (
  SELECT
    p.*,
    max(greatest(p.system_from, nullif(p.system_to, 9007199254740991))) OVER (PARTITION BY p.id) AS newest,
    row_number() OVER (PARTITION BY p.id ORDER BY p.system_to DESC) AS place
  FROM unnest($2::uuid[]) AS touched (id)
  CROSS JOIN LATERAL (
    SELECT id, kind, type, valid_from, valid_to, system_from, system_to, text
    FROM vectors.point
    WHERE tenant = $1 AND id = touched.id
    -- One search of the primary key for each id, whatever the statistics say.
    OFFSET 0
  ) AS p
) AS timeline
WHERE system_to = 9007199254740991 OR place = 1
