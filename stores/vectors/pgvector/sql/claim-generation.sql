-- Names the generation of an empty store; returns the one that was named before, if any, and the type of vectors.
-- $1 generation
WITH claimed AS (
  INSERT INTO vectors.embedding_generation (generation) VALUES ($1) ON CONFLICT DO NOTHING
)
SELECT (SELECT generation FROM vectors.embedding_generation) AS generation, 'vector'::regtype::oid::int AS vector_oid
