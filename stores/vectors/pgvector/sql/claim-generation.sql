-- Names the generation of an empty store; returns the one that was named before, if any, and the type of vectors.
-- $1 generation, $2 dimensions
WITH claimed AS (
  INSERT INTO vectors.embedding_generation (generation, dimensions) VALUES ($1, $2) ON CONFLICT DO NOTHING
)
SELECT named.generation, named.dimensions, 'vector'::regtype::oid::int AS vector_oid
FROM (SELECT) AS always
LEFT JOIN vectors.embedding_generation AS named ON true
