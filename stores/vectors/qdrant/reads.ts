// Reads of points in Qdrant: exact searches with the moment inside their filter, so that all that is visible is compared.
import type { Schemas } from '@qdrant/js-client-rest';
import { AsofError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import { formatMoment } from '../../../core/moment.ts';
import type { EntityKey, ReadScope, ScoredEntity } from '../../../core/reads.ts';
import type { Embedder } from '../embedder.ts';
import type { PointReads } from '../point-reads.ts';
import type { QdrantStoreClient } from './client.ts';
import { collectionCheck, VECTOR } from './collection.ts';
import { visibleEntities } from './filters.ts';
import { type Hits, pageOf } from './ranking.ts';

/** Hits of one search. Qdrant cannot go on after a score, so a page is found by asking for more until it is there. */
const LIMITS = [50, 1_000, 10_000] as const;
const HITS_MAX = 10_000;
/** Values in one request, of all its filters together: each names the dead commits, and is some 25 values besides. */
const VALUES_PER_REQUEST = 500_000;
const VALUES_PER_FILTER = 25;

type Search = Schemas['QueryRequest'];
type Scored = Schemas['ScoredPoint'];

/** Makes the reads of a store. */
export function qdrantReads(client: QdrantStoreClient, embedder: Embedder): PointReads {
  const checkCollection = collectionCheck(client, embedder);
  return {
    async similar(scope, first, keys) {
      await checkCollection();
      const own = await ownPoints(client, scope, keys);
      const answers = new Map<EntityKey, readonly ScoredEntity[]>();
      let open = keys.filter((key) => own.has(key));
      for (const limit of limitsFrom(first)) {
        if (open.length === 0) break;
        const found = await query(
          client,
          scope,
          open.map((key) => ({ ...search(scope, key, limit), query: { nearest: own.get(key) ?? '' } })),
        );
        for (const [index, key] of open.entries()) {
          const page = pageOf(hitsOf(found[index] ?? [], limit), first, null);
          if (page) answers.set(key, page.items);
        }
        open = open.filter((key) => !answers.has(key));
      }
      if (open.length > 0) throw tooDeep();
      return keys.map((key) => answers.get(key) ?? null);
    },

    async nearest(scope, { vector, moment, first, after }) {
      await checkCollection();
      for (const limit of limitsFrom(first).slice(after === null ? 0 : 1)) {
        const [points = []] = await query(client, scope, [
          { ...search(scope, { moment }, limit), query: { nearest: Array.from(vector) }, score_threshold: 0 },
        ]);
        const page = pageOf(positive(hitsOf(points, limit)), first, after);
        if (page) return page;
      }
      throw tooDeep();
    },
  };
}

/** In a cluster: what most replicas have, which is all that was written to most of them. */
export const consistencyOf = ({ replicas }: QdrantStoreClient): { consistency?: 'majority' } =>
  replicas > 1 ? { consistency: 'majority' } : {};

/** The point of each key at its moment, in one request: one search without a vector for each moment. */
async function ownPoints(
  client: QdrantStoreClient,
  scope: ReadScope,
  keys: readonly EntityKey[],
): Promise<Map<EntityKey, string>> {
  const groups = [...Map.groupBy(keys, ({ moment }) => formatMoment(moment)).values()];
  const searches = groups.map((group) => {
    const ids = [...new Set(group.map(({ id }) => id))];
    const [{ moment }] = group as [EntityKey];
    return { filter: visibleEntities(scope, moment, ids), limit: ids.length, with_payload: ['id'] };
  });
  const found = await query(client, scope, searches);
  const own = new Map<EntityKey, string>();
  for (const [index, group] of groups.entries()) {
    const points = new Map(found[index]?.map(({ id, payload }) => [payload?.id, String(id)]));
    for (const key of group) {
      const point = points.get(key.id);
      if (point !== undefined) own.set(key, point);
    }
  }
  return own;
}

/** All in one request, unless so many commits are dead that it would be too large. */
async function query(
  client: QdrantStoreClient,
  { dead }: ReadScope,
  searches: readonly Search[],
): Promise<readonly Scored[][]> {
  const answers: Scored[][] = [];
  const size = Math.ceil(VALUES_PER_REQUEST / (VALUES_PER_FILTER + 2 * dead.size));
  for (let start = 0; start < searches.length; start += size) {
    const part = searches.slice(start, start + size);
    const found = await client.read('POST points/query/batch', (qdrant, collection) =>
      qdrant.queryBatch(collection, { searches: part, ...consistencyOf(client) }),
    );
    answers.push(...found.map(({ points }) => points));
  }
  return answers;
}

const search = (scope: ReadScope, { moment }: Pick<EntityKey, 'moment'>, limit: number): Search => ({
  using: VECTOR,
  filter: visibleEntities(scope, moment),
  params: { exact: true },
  limit,
  with_payload: ['id', 'type'],
});

/** Room for one more and for some ties first; then, for what that does not reach, as much as it takes. */
const limitsFrom = (least: number): readonly number[] => LIMITS.map((limit) => Math.min(least + limit, HITS_MAX));

function hitsOf(points: readonly Scored[], limit: number): Hits {
  return { items: points.map(scoredEntity), isWhole: points.length < limit };
}

function positive({ items, isWhole }: Hits): Hits {
  const above = items.filter(({ score }) => score > 0);
  return { items: above, isWhole: isWhole || above.length < items.length };
}

/** A score is a number of 32 bits, whatever digits it came with, so a page can go on exactly after it. */
function scoredEntity({ payload, score }: Scored): ScoredEntity {
  const { id, type } = payload as { id: Id; type: string };
  return { type, id, score: Math.min(1, Math.fround(score)) };
}

function tooDeep(): AsofError {
  return new AsofError(
    'REQUEST_TOO_LARGE',
    `Qdrant ranks at most ${HITS_MAX} entities of a search, and the page lies behind them, or among as many that are equally near. Ask for something more particular.`,
  );
}
