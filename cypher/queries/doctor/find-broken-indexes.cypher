// Indexes that failed, and so serve nothing.
SHOW INDEXES YIELD name, state
WHERE state = 'FAILED'
RETURN name AS name
