// How many facts each key has within its bounds, up to a limit.
UNWIND $keys AS key
CALL (key) {
  // part: facts-by-valid-time
  RETURN count(f) AS total
}
RETURN key.index AS index, total
