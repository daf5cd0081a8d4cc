// Reads the neighbourhood of entities, a level at a time for all of them: the nearest first, each by the newest fact.
import type { EntityRef } from '../../core/commit.ts';
import { AsofError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type {
  EntityKey,
  FactVersion,
  GraphReads,
  Neighbor,
  NeighborPage,
  NeighborPosition,
  NeighborQuery,
  ReadScope,
} from '../../core/reads.ts';
import { batched } from './batches.ts';
import type { Neo4jClient } from './client.ts';
import { loadQuery } from './queries.ts';
import { boundsOf, positionBounds, readEach, validSpans } from './read-each.ts';

const READ_STEPS = loadQuery('graph/read-steps');

/** As many entities as one step may leave, of all walks together: what they lead to has to fit into memory. */
const FRONTIERS_MAX = 20_000;

/** By rising id; `via` is the id of the newest fact that leads there. */
type Step = readonly [id: Id, type: string, via: Id];

interface StepsRow {
  readonly index: number;
  readonly reached: readonly Step[];
  readonly isCut: boolean;
}

type Found = EntityRef & NeighborPosition & { readonly viaId: Id };

type FactsById = GraphReads['factsById'];

/**
 * As many round trips as there are levels, and one for the facts of the page: all of them in one statement would take
 * the server seconds to plan, and more memory than it grants.
 */
export function neighborReads(client: Neo4jClient, factsById: FactsById): Pick<GraphReads, 'neighbors'> {
  return {
    async neighbors(scope, query, keys) {
      const walks = keys.map((key) => new Walk(key.id, query));
      for (let distance = 1; distance <= query.depth; distance += 1) {
        await step(client, scope, query, keys, walks, distance);
      }
      const pages = keys.map(({ after }, index) => walks[index]?.page(after) ?? []);
      return withFacts(scope, query, keys, walks, pages, factsById);
    },
  };
}

async function step(
  client: Neo4jClient,
  scope: ReadScope,
  query: NeighborQuery,
  keys: readonly EntityKey[],
  walks: readonly Walk[],
  distance: number,
): Promise<void> {
  const moving = walks.flatMap((walk, index) => {
    const key = keys[index];
    return key && walk.frontier.length > 0 ? [{ walk, moment: key.moment }] : [];
  });
  const total = moving.reduce((sum, { walk }) => sum + walk.frontier.length, 0);
  if (total > FRONTIERS_MAX) throw tooFar(keys.length, distance);
  const rows = await readEach<StepsRow>(
    client,
    READ_STEPS,
    scope,
    moving.map(({ walk, moment }) => ({
      frontier: walk.frontier,
      ...boundsOf(moment),
      ...positionBounds(null, 'DESC'),
      ...validSpans(moment, 'VISIBLE', null, 'DESC'),
    })),
    {
      names: query.names,
      direction: query.direction,
      limit: query.factsMax + 1,
      // Of those reached, as many may have been visited before as may be visited at all.
      reachedMax: 2 * query.entitiesMax + 2,
    },
  );
  for (const [index, { walk }] of moving.entries()) walk.arrive(rows.get(index), distance);
}

/** The way out from one entity: what was visited, in the order of the answer, and from where to go on. */
class Walk {
  readonly #query: NeighborQuery;
  readonly #visited: Set<Id>;
  readonly #found: Found[] = [];
  frontier: readonly Id[];
  isTruncated = false;

  constructor(id: Id, query: NeighborQuery) {
    this.#query = query;
    this.#visited = new Set([id]);
    this.frontier = [id];
  }

  arrive(row: StepsRow | undefined, distance: number): void {
    const fresh = (row?.reached ?? []).filter(([id]) => !this.#visited.has(id));
    const kept = fresh.slice(0, this.#query.entitiesMax - this.#found.length);
    if (row?.isCut || kept.length < fresh.length) this.isTruncated = true;
    for (const [id, type, viaId] of kept) {
      this.#visited.add(id);
      this.#found.push({ id, type, distance, viaId });
    }
    // What lies behind the last one that may be visited is not looked for.
    const isFull = this.#found.length === this.#query.entitiesMax;
    if (isFull && distance < this.#query.depth) this.isTruncated = true;
    this.frontier = isFull ? [] : kept.map(([id]) => id);
  }

  /** One page with one to look ahead. */
  page(after: NeighborPosition | null): readonly Found[] {
    const { types, first } = this.#query;
    const isLater = ({ distance, id }: Found) =>
      after === null || distance > after.distance || (distance === after.distance && id > after.id);
    return this.#found
      .filter((one) => (types === null || types.includes(one.type)) && isLater(one))
      .slice(0, first + 1);
  }
}

async function withFacts(
  scope: ReadScope,
  { first }: NeighborQuery,
  keys: readonly EntityKey[],
  walks: readonly Walk[],
  pages: readonly (readonly Found[])[],
  factsById: FactsById,
): Promise<NeighborPage[]> {
  const wanted = pages.flatMap((page, index) => {
    const moment = keys[index]?.moment;
    return moment ? page.slice(0, first).map(({ viaId }) => ({ id: viaId, moment })) : [];
  });
  const read: (FactVersion | null)[] = [];
  for (const batch of batched(wanted)) read.push(...(await factsById(scope, batch)));
  const facts = read.values();
  return pages.map((page, index) => ({
    items: page.slice(0, first).flatMap((found) => toNeighbor(found, facts.next().value ?? null)),
    hasNextPage: page.length > first,
    isTruncated: walks[index]?.isTruncated ?? false,
  }));
}

/** A fact is visible at the moment whenever it is read, unless its tenant was purged in between. */
const toNeighbor = ({ viaId: _, ...found }: Found, via: FactVersion | null): Neighbor[] =>
  via ? [{ ...found, via }] : [];

const tooFar = (count: number, depth: number): AsofError =>
  new AsofError(
    'REQUEST_TOO_LARGE',
    `The neighbours of ${count} entities within ${depth} facts are too many; ask for fewer entities, or a smaller depth.`,
  );
