// The part of the configuration that says where the stores are and how they are reached.
import type { z } from 'zod';
import { parameterOf, type STORE_VARIABLES } from './store-variables.ts';

/** Each address is null where Asof runs a private store of its own. */
export interface StoreConfig {
  /** With the password and the CA in it, wherever they were given. */
  readonly databaseUrl: string | null;
  readonly databaseOwnerUrl: string | null;
  /** Connections of one tenant, and for how many tenants they are kept. */
  readonly databasePoolMax: number;
  readonly databaseTenantsMax: number;
  readonly databaseConnectTimeoutMs: number;
  readonly databaseStatementTimeoutMs: number;
  readonly neo4j: Neo4jAddress | null;
  readonly neo4jPoolMax: number;
  readonly neo4jConnectTimeoutMs: number;
  readonly neo4jReadTimeoutMs: number;
  readonly neo4jWriteTimeoutMs: number;
  readonly vectorStore: 'pgvector' | 'qdrant';
  readonly vectorsUrl: string | null;
  readonly vectorsPoolMax: number;
  readonly vectorsConnectTimeoutMs: number;
  readonly vectorsReadTimeoutMs: number;
  readonly vectorsWriteTimeoutMs: number;
  readonly qdrant: QdrantAddress | null;
  readonly qdrantPoolMax: number;
  readonly qdrantReadTimeoutMs: number;
  readonly qdrantWriteTimeoutMs: number;
}

export interface Neo4jAddress {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Who signed the server's certificate, where that is nobody whom the system trusts. */
  readonly caFile?: string;
}

export interface QdrantAddress {
  readonly url: string;
  readonly apiKey?: string;
  readonly collection: string;
  /** Of each shard, in a cluster. */
  readonly replicas: number;
}

type Variables = Readonly<z.infer<z.ZodObject<typeof STORE_VARIABLES>>>;

/** The configuration for variables that were found to be right. */
export function storeConfig(given: Variables): StoreConfig {
  return {
    databaseUrl: completeUrl(given.DATABASE_URL, given.DATABASE_PASSWORD, given.DATABASE_CA_FILE),
    databaseOwnerUrl: completeUrl(given.DATABASE_OWNER_URL, given.DATABASE_OWNER_PASSWORD, given.DATABASE_CA_FILE),
    databasePoolMax: given.DATABASE_POOL_MAX,
    databaseTenantsMax: given.DATABASE_TENANTS_MAX,
    databaseConnectTimeoutMs: given.DATABASE_CONNECT_TIMEOUT_MS,
    databaseStatementTimeoutMs: given.DATABASE_STATEMENT_TIMEOUT_MS,
    neo4j: neo4jAddress(given),
    neo4jPoolMax: given.NEO4J_POOL_MAX,
    neo4jConnectTimeoutMs: given.NEO4J_CONNECT_TIMEOUT_MS,
    neo4jReadTimeoutMs: given.NEO4J_READ_TIMEOUT_MS,
    neo4jWriteTimeoutMs: given.NEO4J_WRITE_TIMEOUT_MS,
    vectorStore: given.VECTOR_STORE,
    vectorsUrl: completeUrl(given.VECTORS_URL, given.VECTORS_PASSWORD, given.VECTORS_CA_FILE),
    vectorsPoolMax: given.VECTORS_POOL_MAX,
    vectorsConnectTimeoutMs: given.VECTORS_CONNECT_TIMEOUT_MS,
    vectorsReadTimeoutMs: given.VECTORS_READ_TIMEOUT_MS,
    vectorsWriteTimeoutMs: given.VECTORS_WRITE_TIMEOUT_MS,
    qdrant: qdrantAddress(given),
    qdrantPoolMax: given.QDRANT_POOL_MAX,
    qdrantReadTimeoutMs: given.QDRANT_READ_TIMEOUT_MS,
    qdrantWriteTimeoutMs: given.QDRANT_WRITE_TIMEOUT_MS,
  };
}

function neo4jAddress(given: Variables): Neo4jAddress | null {
  const { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password = '', NEO4J_DATABASE: database } = given;
  if (uri === undefined) return null;
  return { uri, user, password, database, ...(given.NEO4J_CA_FILE && { caFile: given.NEO4J_CA_FILE }) };
}

function qdrantAddress(given: Variables): QdrantAddress | null {
  const { QDRANT_URL: url, QDRANT_API_KEY: apiKey, QDRANT_COLLECTION: collection, QDRANT_REPLICAS: replicas } = given;
  return url === undefined ? null : { url, collection, replicas, ...(apiKey !== undefined && { apiKey }) };
}

/** A CA asks for `verify-full` where the URL does not say how much is to be verified. */
function completeUrl(text: string | undefined, password?: string, caFile?: string): string | null {
  if (text === undefined) return null;
  if (password === undefined && caFile === undefined) return text;
  const url = new URL(text);
  if (password !== undefined) url.password = encodeURIComponent(password);
  if (caFile !== undefined && parameterOf(text, 'sslrootcert') === undefined) {
    url.searchParams.set('sslrootcert', caFile);
    if (parameterOf(text, 'sslmode') === undefined) url.searchParams.set('sslmode', 'verify-full');
  }
  return url.href;
}
