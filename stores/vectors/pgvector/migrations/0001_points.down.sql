-- Takes the points away, with everything in them. The extension stays: others may use it.
DROP TABLE vectors.embedding_generation;
DROP TABLE vectors.point;
