// One step out from each key's frontier: what the newest facts of its entities link them with, and by which fact.
UNWIND $keys AS start
CALL (start) {
  UNWIND start.frontier AS id
  CALL (start, id) {
    WITH start {.*, subject: id, object: id} AS key
    // part: facts-by-valid-time
    RETURN other.id AS other, f.id AS fact
  }
  WITH id, other, fact LIMIT $reachedMax
  RETURN collect([id, other, fact]) AS links
}
RETURN start.index AS index, links
