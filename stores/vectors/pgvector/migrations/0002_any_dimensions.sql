-- Vectors of any number of dimensions, up to 4,096: all points of a store have the same, which its generation names.
ALTER TABLE vectors.point ALTER COLUMN embedding TYPE vector;

-- In the row as long as a page has room for it, which is up to some 1,950 dimensions: a scan reads it there at once. A
-- longer one is kept apart, and costs a scan a look-up for each row.
ALTER TABLE vectors.point ALTER COLUMN embedding SET STORAGE MAIN;

ALTER TABLE vectors.embedding_generation
  ADD COLUMN dimensions integer NOT NULL DEFAULT 256 CHECK (dimensions BETWEEN 1 AND 4096);
ALTER TABLE vectors.embedding_generation ALTER COLUMN dimensions DROP DEFAULT;
