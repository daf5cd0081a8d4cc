// Finds the shortest paths between two entities: walks out from both at once, and puts the paths together from the links
// that the walks found. What is found at one moment is the same each time.
import type { EntityRef } from '../../core/commit.ts';
import { AsofError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { FactPath, FactVersion, GraphReads, PathQuery, ReadScope } from '../../core/reads.ts';
import type { Neo4jClient } from './client.ts';
import { loadQuery } from './queries.ts';
import { boundsOf, positionBounds, readEach, validSpans } from './read-each.ts';

const READ_LINKS = loadQuery('graph/read-links');

/** Of each entity its newest facts are followed, as many as these. */
const FACTS_MAX = 1_000;
/** As many entities are left in one step of one walk. */
const FRONTIER_MAX = 10_000;
/** As many links are followed in one step of one walk. */
const LINKS_MAX = 50_000;
/** How many links may be tried while paths are put together: some tens of milliseconds. */
const TRIES_MAX = 200_000;

type Link = readonly [from: Id, to: Id, fact: Id];

/**
 * Each round trip takes both walks one step further: after n of them all paths of up to 2n facts are known, so that no
 * path of four needs more than two. One more reads the facts of the paths. Walks have the limits of neighbourhoods.
 */
export function pathReads(client: Neo4jClient, factsById: GraphReads['factsById']): Pick<GraphReads, 'paths'> {
  return {
    async paths(scope, query) {
      if (query.from === query.to) return [];
      const network = new Network();
      const walks = [new Walk(query.from), new Walk(query.to)] as const;
      let found: readonly (readonly Id[])[] = [];
      for (let known = 2; known < query.depthMax + 2 && found.length < query.first; known += 2) {
        // The last step of an odd number is one walk's alone.
        await step(client, scope, query, known > query.depthMax ? walks.slice(0, 1) : walks, network);
        found = network.paths(query, Math.min(known, query.depthMax));
      }
      if (found.length === 0 && walks.some(({ isCut }) => isCut)) throw tooMany();
      return withFacts(scope, query, found, factsById);
    },
  };
}

async function step(
  client: Neo4jClient,
  scope: ReadScope,
  { moment, names }: PathQuery,
  walks: readonly Walk[],
  network: Network,
): Promise<void> {
  const moving = walks.filter(({ frontier }) => frontier.length > 0);
  const rows = await readEach<{ readonly index: number; readonly links: readonly Link[] }>(
    client,
    READ_LINKS,
    scope,
    moving.map(({ frontier }) => ({
      frontier,
      ...boundsOf(moment),
      ...positionBounds(null, 'DESC'),
      ...validSpans(moment, 'VISIBLE', null, 'DESC'),
    })),
    { names, limit: FACTS_MAX, reachedMax: LINKS_MAX },
  );
  for (const [index, walk] of moving.entries()) {
    const links = rows.get(index)?.links ?? [];
    walk.arrive(links);
    network.add(links);
  }
}

/** The way out from one end. */
class Walk {
  readonly #visited: Set<Id>;
  frontier: readonly Id[];
  /** Whether a limit of a step was met, so that a path may have been missed. */
  isCut = false;

  constructor(id: Id) {
    this.#visited = new Set([id]);
    this.frontier = [id];
  }

  arrive(links: readonly Link[]): void {
    const reached = new Set(links.map(([, to]) => to).filter((id) => !this.#visited.has(id)));
    this.isCut ||= links.length === LINKS_MAX || reached.size > FRONTIER_MAX;
    this.frontier = [...reached].sort().slice(0, FRONTIER_MAX);
    for (const id of this.frontier) this.#visited.add(id);
  }
}

/** All links that both walks have found. A fact can be walked either way. */
class Network {
  readonly #links = new Map<Id, Map<Id, Id>>();
  readonly #ordered = new Map<Id, readonly (readonly [fact: Id, to: Id])[]>();

  add(links: readonly Link[]): void {
    for (const [from, to, fact] of links) {
      this.#linksOf(from).set(fact, to);
      this.#linksOf(to).set(fact, from);
    }
  }

  /** The facts of the first paths, by length, then by the facts' ids. */
  paths({ from, to, first }: PathQuery, lengthMax: number): readonly (readonly Id[])[] {
    const distances = this.#distancesTo(to, lengthMax);
    this.#ordered.clear();
    const found: (readonly Id[])[] = [];
    const facts: Id[] = [];
    const visited = new Set([from]);
    let tries = 0;
    // Links are tried in the order of their facts, so that paths of one length are found in theirs.
    const walk = (id: Id, left: number): void => {
      for (const [fact, next] of this.#inOrder(id, distances)) {
        tries += 1;
        if (tries > TRIES_MAX) throw tooMany();
        const isEnd = next === to;
        if (isEnd !== (left === 1) || visited.has(next) || (distances.get(next) ?? left) >= left) continue;
        facts.push(fact);
        if (isEnd) found.push([...facts]);
        else {
          visited.add(next);
          walk(next, left - 1);
          visited.delete(next);
        }
        facts.pop();
        if (found.length === first) return;
      }
    };
    const shortest = distances.get(from) ?? Number.POSITIVE_INFINITY;
    for (let length = shortest; length <= lengthMax && found.length < first; length += 1) walk(from, length);
    return found;
  }

  #distancesTo(to: Id, distanceMax: number): ReadonlyMap<Id, number> {
    const distances = new Map([[to, 0]]);
    let frontier = [to];
    for (let distance = 1; distance <= distanceMax; distance += 1) {
      const reached = new Set(frontier.flatMap((id) => [...this.#linksOf(id).values()]));
      frontier = [...reached].filter((id) => !distances.has(id));
      for (const id of frontier) distances.set(id, distance);
    }
    return distances;
  }

  /** Those that lead on to the end, sorted once for each entity that paths go through. */
  #inOrder(id: Id, distances: ReadonlyMap<Id, number>): readonly (readonly [fact: Id, to: Id])[] {
    const known = this.#ordered.get(id);
    if (known) return known;
    const links = [...this.#linksOf(id)].filter(([, to]) => distances.has(to));
    const ordered = links.sort(([a], [b]) => (a < b ? -1 : 1));
    this.#ordered.set(id, ordered);
    return ordered;
  }

  #linksOf(id: Id): Map<Id, Id> {
    const known = this.#links.get(id);
    if (known) return known;
    const made = new Map<Id, Id>();
    this.#links.set(id, made);
    return made;
  }
}

async function withFacts(
  scope: ReadScope,
  { from, moment }: PathQuery,
  paths: readonly (readonly Id[])[],
  factsById: GraphReads['factsById'],
): Promise<FactPath[]> {
  const ids = [...new Set(paths.flat())];
  const versions = await factsById(
    scope,
    ids.map((id) => ({ id, moment })),
  );
  const facts = new Map(ids.map((id, index) => [id, versions[index] ?? null]));
  return paths.flatMap((path) => {
    const found = path.flatMap((id) => facts.get(id) ?? []);
    // A fact is visible at the moment whenever it is read, unless its tenant was purged in between.
    return found.length === path.length ? [{ entities: alongFacts(from, found), facts: found }] : [];
  });
}

function alongFacts(from: Id, facts: readonly FactVersion[]): EntityRef[] {
  const entities: EntityRef[] = [];
  let here = from;
  for (const { subject, object } of facts) {
    const [left, reached] = subject.id === here ? [subject, object] : [object, subject];
    if (entities.length === 0) entities.push(left);
    entities.push(reached);
    here = reached.id;
  }
  return entities;
}

const tooMany = (): AsofError =>
  new AsofError(
    'REQUEST_TOO_LARGE',
    'There are too many ways between the two to find so many paths; ask for fewer, for shorter ones, or name facts.',
  );
