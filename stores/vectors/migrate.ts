// Brings the schema of the vector store up to date, whichever engine it is.
import type { Embedder } from './embedder.ts';
import { hashedEmbedder } from './hashed-embedder.ts';
import type { PgvectorOptions } from './pgvector/client.ts';
import { migratePgvector } from './pgvector/migrate.ts';
import type { QdrantOptions } from './qdrant/client.ts';
import { migrateQdrant } from './qdrant/collection.ts';

/** Where the vectors are. */
export type VectorsEngine =
  | ({ readonly engine?: 'pgvector' } & PgvectorOptions)
  | ({ readonly engine: 'qdrant' } & QdrantOptions);

/**
 * Applies what the store lacks.
 * @param embedder default: the hashed embedder
 * @returns the names of the migrations that were applied now
 * @throws AsofError MIGRATION_REFUSED when store and project disagree, and STORE_UNAVAILABLE, STORE_TIMEOUT
 */
export function migrateVectors(
  options: VectorsEngine,
  embedder: Embedder = hashedEmbedder(),
): Promise<readonly string[]> {
  // What an ordinary statement may take is no limit for a migration.
  const { readTimeoutMs: _read, writeTimeoutMs: _write, ...where } = options;
  return where.engine === 'qdrant' ? migrateQdrant(where, embedder) : migratePgvector(where);
}
