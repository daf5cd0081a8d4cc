// One step out from each key's frontier: the entities that the newest facts of its entities lead to, by rising id, each
// with the newest of the facts that do, and whether an entity of the frontier has more facts than are followed.
UNWIND $keys AS start
CALL (start) {
  UNWIND start.frontier AS id
  CALL (start, id) {
    WITH start {.*, subject: CASE WHEN $direction = 'IN' THEN null ELSE id END,
      object: CASE WHEN $direction = 'OUT' THEN null ELSE id END} AS key
    // part: facts-by-valid-time
    RETURN collect([other, f.validFrom, f.id]) AS steps
  }
  WITH steps, size(steps) = $limit AS isCut
  UNWIND steps[..$limit - 1] AS step
  WITH step[0] AS other, max([step[1], step[2]]) AS newest, max(isCut) AS isCut
  WITH other.id AS id, other.type AS type, newest[1] AS via, isCut ORDER BY id
  RETURN collect([id, type, via])[..$reachedMax] AS reached, coalesce(max(isCut), false) AS isCut
}
RETURN start.index AS index, reached, isCut
