// What the configuration says of each store, in the words of the stores themselves.
import type { Config } from '../gateway/config.ts';
import type { StoreConfig } from '../gateway/store-config.ts';
import type { Neo4jOptions } from '../stores/neo4j/client.ts';
import type { ClientOptions } from '../stores/postgres/client.ts';
import type { VectorsEngine } from '../stores/vectors/migrate.ts';

/** Null for a store that the configuration does not name. */
export interface StoreOptions {
  readonly postgres: (ClientOptions & { readonly ownerUrl?: string }) | null;
  readonly neo4j: Neo4jOptions | null;
  readonly vectors: VectorsEngine | null;
}

export function storeOptions({ stores }: Pick<Config, 'stores'>): StoreOptions {
  return { postgres: postgresOptions(stores), neo4j: neo4jOptions(stores), vectors: vectorsOptions(stores) };
}

function postgresOptions(stores: StoreConfig): StoreOptions['postgres'] {
  if (stores.databaseUrl === null) return null;
  return {
    url: stores.databaseUrl,
    ...(stores.databaseOwnerUrl !== null && { ownerUrl: stores.databaseOwnerUrl }),
    poolSize: stores.databasePoolMax,
    tenantsMax: stores.databaseTenantsMax,
    connectTimeoutMs: stores.databaseConnectTimeoutMs,
    statementTimeoutMs: stores.databaseStatementTimeoutMs,
  };
}

function neo4jOptions(stores: StoreConfig): StoreOptions['neo4j'] {
  if (stores.neo4j === null) return null;
  return {
    ...stores.neo4j,
    poolSizeMax: stores.neo4jPoolMax,
    connectTimeoutMs: stores.neo4jConnectTimeoutMs,
    timeoutMs: stores.neo4jReadTimeoutMs,
    writeTimeoutMs: stores.neo4jWriteTimeoutMs,
  };
}

function vectorsOptions(stores: StoreConfig): StoreOptions['vectors'] {
  return stores.vectorStore === 'qdrant' ? qdrantOptions(stores) : pgvectorOptions(stores);
}

function qdrantOptions(stores: StoreConfig): StoreOptions['vectors'] {
  if (stores.qdrant === null) return null;
  return {
    engine: 'qdrant',
    ...stores.qdrant,
    connectionsMax: stores.qdrantPoolMax,
    readTimeoutMs: stores.qdrantReadTimeoutMs,
    writeTimeoutMs: stores.qdrantWriteTimeoutMs,
  };
}

function pgvectorOptions(stores: StoreConfig): StoreOptions['vectors'] {
  if (stores.vectorsUrl === null) return null;
  return {
    url: stores.vectorsUrl,
    connectionsMax: stores.vectorsPoolMax,
    connectTimeoutMs: stores.vectorsConnectTimeoutMs,
    readTimeoutMs: stores.vectorsReadTimeoutMs,
    writeTimeoutMs: stores.vectorsWriteTimeoutMs,
  };
}
