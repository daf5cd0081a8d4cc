// One page of facts for each key, newest first by systemFrom, each key within its own bounds and after its own position.
UNWIND $keys AS key
CALL (key) {
  // part: facts-by-system-time
  RETURN collect(
    // part: fact-row
  ) AS facts
}
RETURN key.index AS index, facts
