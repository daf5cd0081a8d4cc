-- Back to vectors of 256 dimensions. Fails where points of another size are held: they would be lost.
ALTER TABLE vectors.embedding_generation DROP COLUMN dimensions;
ALTER TABLE vectors.point ALTER COLUMN embedding TYPE vector(256);
ALTER TABLE vectors.point ALTER COLUMN embedding SET STORAGE PLAIN;
