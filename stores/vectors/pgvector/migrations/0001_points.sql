-- Points: one for each version of an entity, a fact or an episode, with its rectangle and its embedding.
CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE vectors.point (
  tenant      text        NOT NULL,
  id          uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('entity', 'fact', 'episode')),
  type        text        NOT NULL,
  -- Bounds are µs since 1970; an open end is 2^53 - 1.
  valid_from  bigint      NOT NULL,
  valid_to    bigint      NOT NULL CHECK (valid_to > valid_from),
  system_from bigint      NOT NULL,
  system_to   bigint      NOT NULL CHECK (system_to > system_from),
  text        text        NOT NULL,
  -- Of length 1, so that the inner product is the cosine. Kept in the row: a scan must not fetch each one apart.
  embedding   vector(256) NOT NULL,
  -- Serves reads by id, finds what a commit wrote, and makes a repeated insert of the same version a no-op.
  PRIMARY KEY (tenant, id, valid_from, system_from)
);
ALTER TABLE vectors.point ALTER COLUMN embedding SET STORAGE PLAIN;

-- An exact scan compares what is visible at its moment: at now that is what is open, and history costs nothing.
-- The tenant does not lead, so that no plan takes this for a read by id, which would scan the tenant. There is none by
-- system_from: one commit may write many thousands of points, and finding one of them that way would be slow.
CREATE INDEX point_by_system_to ON vectors.point (kind, tenant, system_to);

-- Which generation of embeddings the points have; at most one row.
CREATE TABLE vectors.embedding_generation (
  single     boolean PRIMARY KEY DEFAULT true CHECK (single),
  generation text    NOT NULL
);
