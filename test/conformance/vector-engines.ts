// The vector stores that the conformance tests run on, all alike. One that cannot be tried here says why.
import { QdrantClient } from '@qdrant/js-client-rest';
import pg from 'pg';
import { describe } from 'vitest';
import { newId, type Tenant } from '../../core/ids.ts';
import { migrateVectors, type VectorsEngine } from '../../stores/vectors/migrate.ts';
import { openVectors, type VectorsStore } from '../../stores/vectors/store.ts';
import { pgvectorMissing, startPgvectorPostgres } from '../support/pgvector-postgres.ts';
import { qdrantStandInMissing, startQdrantStandIn } from '../support/qdrant-stand-in.ts';
import { storeVariable } from '../support/stack.ts';

export interface VectorEngine {
  readonly name: string;
  /** Why it cannot be tried here; undefined when it can. */
  readonly missing: string | undefined;
  /** How much of the random histories it is given, where it is slow; default all. */
  readonly share?: number;
  /** Opens it, migrated. */
  open(): Promise<OpenedEngine>;
}

export interface OpenedEngine {
  readonly store: VectorsStore;
  /** What has been sent to it so far; may be emptied. */
  readonly statements: string[];
  /** All points of a tenant as they are stored, by id, validFrom and systemFrom. */
  rowsOf(tenant: Tenant): Promise<StoredRow[]>;
  close(): Promise<void>;
}

export interface StoredRow {
  readonly id: string;
  readonly kind: string;
  readonly type: string;
  readonly validFrom: number;
  readonly validTo: number;
  readonly systemFrom: number;
  readonly systemTo: number;
  readonly text: string;
  readonly embedding: readonly number[];
}

export const VECTOR_ENGINES: readonly VectorEngine[] = [
  { name: 'pgvector (PGlite)', missing: undefined, open: () => openPgvector(storeVariable('VECTORS_URL')) },
  { name: 'pgvector (PostgreSQL)', missing: pgvectorMissing(), open: openPgvectorPostgres },
  { name: 'Qdrant (stand-in)', missing: qdrantStandInMissing(), share: 0.25, open: openStandIn },
  {
    name: 'Qdrant (QDRANT_URL)',
    missing: process.env.QDRANT_URL ? undefined : 'QDRANT_URL names no server',
    open: () => openQdrant(process.env.QDRANT_URL ?? '', process.env.QDRANT_API_KEY),
  },
];

/** A block of tests for each engine; one that cannot be tried is skipped, and says why. */
export function describeEngines(tests: (engine: VectorEngine) => void): void {
  for (const engine of VECTOR_ENGINES) {
    if (engine.missing === undefined) describe(engine.name, () => tests(engine));
    else describe.skip(`${engine.name}: ${engine.missing}`, () => tests(engine));
  }
}

async function openStore(options: VectorsEngine): Promise<{ store: VectorsStore; statements: string[] }> {
  const statements: string[] = [];
  await migrateVectors(options);
  return { store: openVectors({ ...options, onStatement: (text) => statements.push(text) }), statements };
}

/** pgvector in the database of that URL. */
export async function openPgvector(url: string): Promise<OpenedEngine> {
  const { store, statements } = await openStore({ url });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const rowsOf = async (tenant: Tenant): Promise<StoredRow[]> => {
    const { rows } = await client.query(
      `SELECT id, kind, type, valid_from::float8 AS "validFrom", valid_to::float8 AS "validTo",
         system_from::float8 AS "systemFrom", system_to::float8 AS "systemTo", text, embedding::text
       FROM vectors.point WHERE tenant = $1`,
      [tenant],
    );
    return sorted(rows.map((row) => ({ ...row, embedding: JSON.parse(row.embedding).map(Math.fround) })));
  };
  const close = async (): Promise<void> => {
    await client.end();
    await store.close();
  };
  return { store, statements, rowsOf, close };
}

async function openPgvectorPostgres(): Promise<OpenedEngine> {
  const server = await startPgvectorPostgres();
  const opened = await openPgvector(server.url);
  const close = async (): Promise<void> => {
    await opened.close();
    await server.stop();
  };
  return { ...opened, close };
}

async function openStandIn(): Promise<OpenedEngine> {
  const standIn = await startQdrantStandIn();
  const opened = await openQdrant(standIn.url);
  const close = async (): Promise<void> => {
    await opened.close();
    await standIn.remove();
  };
  return { ...opened, close };
}

/** Qdrant in a collection of its own, which is dropped in the end. */
async function openQdrant(url: string, apiKey?: string): Promise<OpenedEngine> {
  const collection = `asof_test_${newId()}`;
  const key = apiKey === undefined ? {} : { apiKey };
  const { store, statements } = await openStore({ engine: 'qdrant', url, collection, ...key });
  const client = new QdrantClient({
    url,
    checkCompatibility: false,
    ...(apiKey !== undefined && { headers: { 'api-key': apiKey } }),
  });
  const rowsOf = async (tenant: Tenant): Promise<StoredRow[]> => {
    const { points } = await client.scroll(collection, {
      filter: { must: [{ key: 'tenant', match: { value: tenant } }] },
      limit: 10_000,
      with_vector: true,
    });
    return sorted(
      points.map(({ payload, vector }) => {
        const { tenant: _, valid_from, valid_to, system_from, system_to, ...rest } = payload as Record<string, never>;
        const { dense = [] } = vector as Record<string, number[]>;
        const bounds = { validFrom: valid_from, validTo: valid_to, systemFrom: system_from, systemTo: system_to };
        return { ...rest, ...bounds, embedding: dense.map(Math.fround) } as unknown as StoredRow;
      }),
    );
  };
  const close = async (): Promise<void> => {
    await client.deleteCollection(collection);
    await store.close();
  };
  return { store, statements, rowsOf, close };
}

function sorted(rows: readonly StoredRow[]): StoredRow[] {
  const compareIds = (a: string, b: string) => (a < b ? -1 : Number(a > b));
  return [...rows].sort((a, b) => compareIds(a.id, b.id) || a.validFrom - b.validFrom || a.systemFrom - b.systemFrom);
}
