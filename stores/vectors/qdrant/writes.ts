// Writes of points in Qdrant, which has no transactions: their order is such that what was cut short is seen, and done
// again, by the next attempt.
import type { Schemas } from '@qdrant/js-client-rest';
import type { Id, Tenant } from '../../../core/ids.ts';
import { type Instant, OPEN_END } from '../../../core/instant.ts';
import type { Version } from '../../../core/timeline.ts';
import type { Embedder } from '../embedder.ts';
import type { PointsPlan, Timeline } from '../plan.ts';
import type { PointWrites } from '../point-writes.ts';
import type { Point, PointValues } from '../points.ts';
import type { QdrantStoreClient } from './client.ts';
import { collectionCheck, VECTOR } from './collection.ts';
import { notEndedBefore, ofCommits, ofTenant, openPoints, somePoints } from './filters.ts';
import { consistencyOf } from './reads.ts';
import { payloadOf, pointId, type StoredPayload, versionOf } from './stored-point.ts';

/** A request is at most 32 MB to Qdrant: of 500,000 numbers and the texts beside them it has some 20 MB. */
const POINTS_PER_REQUEST = 500;
const NUMBERS_PER_REQUEST = 500_000;
const POINTS_PER_PAGE = 1_000;

type Operation = Schemas['UpdateOperation'];

/** Makes the writes of a store. */
export function qdrantWrites(client: QdrantStoreClient, embedder: Embedder): PointWrites {
  const checkCollection = collectionCheck(client, embedder);
  return {
    atomic: false,

    async removeDead(tenant, ids, dead) {
      const times = [...dead];
      await update(client, [
        { delete: { filter: ofCommits(tenant, 'system_from', times, ids) } },
        { set_payload: { payload: { system_to: OPEN_END }, filter: ofCommits(tenant, 'system_to', times, ids) } },
      ]);
    },

    async timelines(tenant, ids, since) {
      const records = await scrollAll(client, notEndedBefore(tenant, ids, since), { with_payload: true });
      return timelinesOf(records.map(({ payload }) => payload as unknown as StoredPayload));
    },

    async embeddings(tenant, keys) {
      const ids = keys.map((key) => pointId(tenant, key));
      const records = await scrollAll(client, somePoints(tenant, ids), { with_payload: false, with_vector: [VECTOR] });
      const found = new Map(records.map(({ id, vector }) => [id, Float32Array.from(namedVector(vector))]));
      return ids.map((id) => found.get(id));
    },

    async write(tenant, plan, embeddings) {
      await checkCollection();
      for (const operations of requests(tenant, plan, embeddings)) await update(client, operations);
    },

    async undo(tenant, systemTime) {
      await update(client, [
        { delete: { filter: ofCommits(tenant, 'system_from', [systemTime]) } },
        { set_payload: { payload: { system_to: OPEN_END }, filter: ofCommits(tenant, 'system_to', [systemTime]) } },
      ]);
    },

    async purge(tenant) {
      await update(client, [{ delete: { filter: ofTenant(tenant) } }]);
    },
  };
}

/** Carried out in their order, each when it is on enough replicas. */
async function update(client: QdrantStoreClient, operations: readonly Operation[]): Promise<void> {
  await client.write('POST points/batch', (qdrant, collection) =>
    qdrant.batchUpdate(collection, { wait: true, ordering: 'strong', operations: [...operations] }),
  );
}

async function scrollAll(
  client: QdrantStoreClient,
  filter: Schemas['Filter'],
  wanted: Pick<Schemas['ScrollRequest'], 'with_payload' | 'with_vector'>,
): Promise<Schemas['Record'][]> {
  const found: Schemas['Record'][] = [];
  let offset: Schemas['ScrollRequest']['offset'] = null;
  do {
    const page = await client.read('POST points/scroll', (qdrant, collection) =>
      qdrant.scroll(collection, {
        filter,
        limit: POINTS_PER_PAGE,
        ...wanted,
        ...(offset !== null && { offset }),
        ...consistencyOf(client),
      }),
    );
    found.push(...page.points);
    offset = (page.next_page_offset ?? null) as typeof offset;
  } while (offset !== null);
  return found;
}

/** A collection's vectors come by their names. */
function namedVector(vector: Schemas['Record']['vector']): readonly number[] {
  return (vector as Readonly<Record<string, readonly number[]>> | null | undefined)?.[VECTOR] ?? [];
}

function timelinesOf(payloads: readonly StoredPayload[]): Map<Id, Timeline> {
  const timelines = new Map<Id, { open: Version<PointValues>[]; newest: Instant }>();
  for (const payload of payloads) {
    const version = versionOf(payload);
    const timeline = timelines.get(payload.id) ?? { open: [], newest: version.systemFrom };
    timelines.set(payload.id, timeline);
    const isOpen = version.systemTo === OPEN_END;
    if (isOpen) timeline.open.push(version);
    for (const time of isOpen ? [version.systemFrom] : [version.systemFrom, version.systemTo]) {
      if (time > timeline.newest) timeline.newest = time;
    }
  }
  return timelines;
}

/**
 * New points first, then those that take the place of one of this commit, then the ends of what was open, then what
 * else goes. A statement finds again what is open still and was not replaced, and states again what it leaves of it: so
 * nothing may end, or go, before all that takes its place is there.
 */
function requests(tenant: Tenant, plan: PointsPlan, embeddings: readonly Float32Array[]): Operation[][] {
  const gone = new Set(plan.deletes.map((key) => pointId(tenant, key)));
  const points = plan.inserts.map((point, index) => storedPoint(tenant, point, embeddings[index]));
  const kept = new Set(points.map(({ id }) => id as string));
  const ordered = [
    ...points.filter(({ id }) => !gone.has(id as string)),
    ...points.filter(({ id }) => gone.has(id as string)),
  ];
  const chunks: Operation[][] = [];
  const size = Math.min(POINTS_PER_REQUEST, Math.ceil(NUMBERS_PER_REQUEST / (embeddings[0]?.length ?? 1)));
  for (let start = 0; start < ordered.length; start += size) {
    chunks.push([{ upsert: { points: ordered.slice(start, start + size) } }]);
  }
  const deleted = [...gone].filter((id) => !kept.has(id));
  const last = chunks.pop() ?? [];
  return [
    ...chunks,
    [...last, ...endings(tenant, plan), ...(deleted.length > 0 ? [{ delete: { points: deleted } }] : [])],
  ];
}

function storedPoint(tenant: Tenant, point: Point, embedding: Float32Array | undefined): Schemas['PointStruct'] {
  if (embedding === undefined) throw new Error('A point came without its embedding.');
  return {
    id: pointId(tenant, point),
    vector: { [VECTOR]: Array.from(embedding) },
    payload: { ...payloadOf(tenant, point) },
  };
}

/** One operation for each instant at which something ends; in an ordinary commit there is one. */
function endings(tenant: Tenant, { closes }: PointsPlan): Operation[] {
  const byTime = Map.groupBy(closes, ({ systemTo }) => systemTo);
  return [...byTime].map(([systemTo, ended]) => {
    const ids = ended.map((key) => pointId(tenant, key));
    return { set_payload: { payload: { system_to: systemTo }, filter: openPoints(tenant, ids) } };
  });
}
