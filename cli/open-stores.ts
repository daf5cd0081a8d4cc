// Opens the three stores of a configuration, brings their schemas up to date, and makes the committer that writes to all.
import { AsofError } from '../core/errors.ts';
import type { Config } from '../gateway/config.ts';
import { migrateNeo4j } from '../stores/neo4j/migrate.ts';
import { type Neo4jStore, openNeo4j } from '../stores/neo4j/store.ts';
import { openPostgres, type PostgresStore } from '../stores/postgres/store.ts';
import { migrateVectors } from '../stores/vectors/migrate.ts';
import { openVectors, type VectorsStore } from '../stores/vectors/store.ts';
import { type Committer, createCommitter } from '../subgraphs/ledger/commit.ts';
import type { Log } from '../subgraphs/ledger/steps.ts';
import { embedderOptions } from './embedder-options.ts';
import { storeOptions } from './store-options.ts';

export type StoreName = 'postgres' | 'neo4j' | 'vectors';

export interface StoresOptions {
  /** Told of each statement as it leaves the process: for counting store calls. */
  readonly onStatement?: (store: StoreName, text: string) => void;
  /** Told what happened to commits; default nothing. */
  readonly log?: Log;
}

export interface Stores {
  readonly postgres: PostgresStore;
  readonly neo4j: Neo4jStore;
  readonly vectors: VectorsStore;
  readonly committer: Committer;
  close(): Promise<void>;
}

/**
 * Opens the stores. The schemas are migrated first: PostgreSQL's only when its owner's URL is known.
 * @throws AsofError CONFIG_INVALID, MIGRATION_REFUSED, STORE_UNAVAILABLE
 */
export async function openStores(config: Config, options: StoresOptions = {}): Promise<Stores> {
  const given = storeOptions(config);
  if (given.postgres === null || given.neo4j === null || given.vectors === null) {
    throw new AsofError('CONFIG_INVALID', 'DATABASE_URL, NEO4J_URI and VECTORS_URL must name stores, or none of them.');
  }
  const told = (store: StoreName) => ({ onStatement: (text: string) => options.onStatement?.(store, text) });
  const embedding = embedderOptions(config);
  await Promise.all([migrateNeo4j(given.neo4j), migrateVectors(given.vectors, embedding.embedder)]);

  let committer: Committer | undefined;
  const postgres = await openPostgres({
    ...given.postgres,
    ...told('postgres'),
    // Whatever another process left unfinished is undone by the first one that notices.
    onOverdue: async (tenant) => committer?.recover(tenant),
  });
  const neo4j = openNeo4j({ ...given.neo4j, ...told('neo4j') });
  const vectors = openVectors({ ...given.vectors, ...embedding, ...told('vectors') });
  committer = createCommitter({
    ledger: postgres.ledger,
    participants: [postgres.participant, neo4j.participant, vectors.participant],
    ...(options.log && { log: options.log }),
  });
  const close = async (): Promise<void> => {
    await Promise.all([postgres.close(), neo4j.close(), vectors.close()]);
  };
  return { postgres, neo4j, vectors, committer, close };
}
