// One page of facts for each key, newest first by validFrom, each key within its own bounds and after its own position.
UNWIND $keys AS key
CALL (key) {
  // part: facts-by-valid-time
  RETURN collect(
    // part: fact-row
  ) AS facts
}
RETURN key.index AS index, facts
