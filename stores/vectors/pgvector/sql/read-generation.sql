-- The generation of embeddings that the points have; no row while none was ever written.
SELECT generation FROM vectors.embedding_generation
