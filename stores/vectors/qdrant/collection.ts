// The collection as it is declared, and the step that makes it so. What it was made for is kept in its metadata.
import type { Schemas } from '@qdrant/js-client-rest';
import { AsofError } from '../../../core/errors.ts';
import type { Embedder } from '../embedder.ts';
import { refuseOtherGeneration } from '../generation.ts';
import { type QdrantOptions, type QdrantStoreClient, qdrantClient } from './client.ts';
import { reasonOf, statusOf } from './store-error.ts';

/** The name of the vector, of length 1, so that the inner product is the cosine. */
export const VECTOR = 'dense';
const DISTANCE = 'Dot';

const ranged = { type: 'integer', lookup: false, range: true } as const;
const looked = { type: 'integer', lookup: true, range: true } as const;

/** Every field by which points are found. Bounds are µs since 1970; an open end is 2^53 − 1. */
export const PAYLOAD_INDEXES: Readonly<Record<string, Schemas['PayloadFieldSchema']>> = {
  tenant: { type: 'keyword', is_tenant: true },
  id: { type: 'uuid' },
  kind: { type: 'keyword' },
  valid_from: ranged,
  valid_to: ranged,
  system_from: looked,
  system_to: looked,
};

/** Raised when the declaration above changes in a way that an older project could not work with. */
const VERSION = 1;
export const MIGRATION = '0001_points';

const GENERATION_KEY = 'asof_generation';
const VERSION_KEY = 'asof_version';

/**
 * Makes the collection and the indexes that it lacks; any number of processes may do so at the same time.
 * @returns the names of the migrations that were applied now
 * @throws AsofError MIGRATION_REFUSED when the collection is not Asof's, or was made for other embeddings, and
 * STORE_UNAVAILABLE, STORE_TIMEOUT
 */
export async function migrateQdrant(options: QdrantOptions, embedder: Embedder): Promise<readonly string[]> {
  const client = qdrantClient(options);
  const made = (await findCollection(client)) === undefined && (await createCollection(client, embedder));
  const collection = await readCollection(client);
  checkCollection(collection, embedder);
  const missing = missingIndexes(collection);
  for (const name of missing) {
    await client.write('PUT index', (qdrant, collection) =>
      qdrant.createPayloadIndex(collection, {
        field_name: name,
        field_schema: PAYLOAD_INDEXES[name] ?? null,
        wait: true,
        ordering: 'strong',
      }),
    );
  }
  return made || missing.length > 0 ? [MIGRATION] : [];
}

export type Collection = Schemas['CollectionInfo'];

/** The collection, or undefined when there is none. */
export async function findCollection(client: QdrantStoreClient): Promise<Collection | undefined> {
  return client.read('GET collection', async (qdrant, collection) => {
    try {
      return await qdrant.getCollection(collection);
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  });
}

const readCollection = (client: QdrantStoreClient): Promise<Collection> =>
  client.read('GET collection', (qdrant, collection) => qdrant.getCollection(collection));

/** False when another process was faster. */
function createCollection({ replicas, write }: QdrantStoreClient, embedder: Embedder): Promise<boolean> {
  return write('PUT collection', async (qdrant, collection) => {
    try {
      return await qdrant.createCollection(collection, {
        vectors: { [VECTOR]: { size: embedder.dimensions, distance: DISTANCE } },
        // Every search is exact: a graph to search by would cost time and memory for nothing.
        hnsw_config: { m: 0 },
        replication_factor: replicas,
        // What is written is on most replicas, and reads ask for what most of them have: so they see it.
        write_consistency_factor: majorityOf(replicas),
        metadata: { [GENERATION_KEY]: embedder.generation, [VERSION_KEY]: VERSION },
      });
    } catch (error) {
      if (isConflict(error)) return false;
      throw error;
    }
  });
}

/** Older servers call it wrong input. */
const isConflict = (error: unknown): boolean =>
  statusOf(error) === 409 || (statusOf(error) === 400 && /already exists/.test(reasonOf(error)));

const majorityOf = (replicas: number): number => Math.floor(replicas / 2) + 1;

/** The indexes that are declared and not there, or there for something else. */
export function missingIndexes({ payload_schema: schema }: Collection): readonly string[] {
  return Object.entries(PAYLOAD_INDEXES).flatMap(([name, declared]) => {
    const type = typeof declared === 'object' && 'type' in declared ? declared.type : declared;
    return schema[name]?.data_type === type ? [] : [name];
  });
}

/**
 * @throws AsofError MIGRATION_REFUSED when the collection is not one for this process
 */
export function checkCollection({ config }: Collection, embedder: Embedder): void {
  const metadata: Readonly<Record<string, unknown>> = config.metadata ?? {};
  const { [GENERATION_KEY]: generation, [VERSION_KEY]: version } = metadata;
  if (typeof generation !== 'string' || typeof version !== 'number') {
    refuse('The collection was not made by Asof, or by a Qdrant older than 1.16, which keeps no metadata.');
  }
  if (version > VERSION) refuse(`The collection was made by a newer Asof (version ${version}, this is ${VERSION}).`);
  const vector = vectorOf(config.params.vectors);
  if (vector?.distance !== DISTANCE) refuse(`The collection has no vector “${VECTOR}” with the distance ${DISTANCE}.`);
  refuseOtherGeneration({ generation, dimensions: vector.size }, embedder);
}

function vectorOf(vectors: Collection['config']['params']['vectors']): Schemas['VectorParams'] | undefined {
  return (vectors as Readonly<Record<string, Schemas['VectorParams']>> | undefined)?.[VECTOR];
}

function refuse(reason: string): never {
  throw new AsofError('MIGRATION_REFUSED', `${reason} Name another one in QDRANT_COLLECTION, or drop it.`);
}

/** A check for readers and writers that asks the store until it has once answered. It throws AsofError MIGRATION_REFUSED. */
export function collectionCheck(client: QdrantStoreClient, embedder: Embedder): () => Promise<void> {
  let checked = false;
  return async () => {
    if (checked) return;
    checkCollection(await readCollection(client), embedder);
    checked = true;
  };
}
