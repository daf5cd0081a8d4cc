-- The generation of embeddings that the points have, and their dimensions; no row while none was ever written.
SELECT generation, dimensions FROM vectors.embedding_generation
