// Random histories of a small, dense network: facts and episodes between six entities, with commits that died.
import fc from 'fast-check';
import { type Id, newId, type Tenant } from '../../../core/ids.ts';
import { type Instant, OPEN_END, parseInstant } from '../../../core/instant.ts';
import type { Moment } from '../../../core/moment.ts';
import type { GraphReads, Page, ReadScope } from '../../../core/reads.ts';
import type { Neo4jStore } from '../../../stores/neo4j/store.ts';
import type { Draft } from '../../support/histories.ts';
import { modelGraph, newTenant, workAt } from './graph.ts';

export const START = parseInstant('2025-03-01');
const HOUR = 3_600_000_000;
const HOURS = 24;
const NAMES = ['KNOWS', 'OWES', 'DRIVES'];
/** Ends of the facts, by number of the entity: two are parallel, one is about an entity and itself. */
const ENDS: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 0],
  [1, 2],
  [2, 3],
  [3, 4],
  [0, 3],
  [4, 1],
  [2, 2],
  [4, 5],
  [0, 4],
];
const EPISODES = 3;

interface Sketch {
  readonly subject: number;
  readonly from: number;
  readonly length: number | null;
  readonly seed: number | null;
}

const sketch: fc.Arbitrary<Sketch> = fc.record({
  subject: fc.nat(ENDS.length + EPISODES - 1),
  from: fc.nat(HOURS - 1),
  length: fc.option(fc.integer({ min: 1, max: HOURS }), { nil: null }),
  seed: fc.oneof({ weight: 4, arbitrary: fc.nat(999) }, { weight: 1, arbitrary: fc.constant(null) }),
});

/** Commits in order, two hours apart in system time, over a day of valid time: some things are stated ahead of it. */
export const anyNetwork = fc.array(fc.array(sketch, { minLength: 1, maxLength: 5 }), { minLength: 12, maxLength: 14 });

export interface Network {
  readonly tenant: Tenant;
  readonly scope: ReadScope;
  readonly entities: readonly { readonly type: string; readonly id: Id }[];
  readonly facts: readonly Id[];
  readonly model: GraphReads;
}

/** Writes a history to the graph and to the model. Every fourth commit dies; every other one of those is not undone. */
export async function tellNetwork(graph: Neo4jStore, history: readonly (readonly Sketch[])[]): Promise<Network> {
  const tenant = newTenant();
  const entities = ['Customer', 'Driver', 'Load', 'Customer', 'Load', 'OtherEntity'].map((type) => ({
    type,
    id: newId(),
  }));
  const facts = ENDS.map(() => newId());
  const episodes = Array.from({ length: EPISODES }, newId);
  const model = modelGraph();
  const dead = new Set<Instant>();
  const all = [...ENDS, ...episodes].map((_, subject) => ({ subject, from: subject % 5, length: null, seed: subject }));
  for (const [index, sketches] of [all, ...history].entries()) {
    const drafts = sketches.map((one) => draw({ entities, facts, episodes }, one));
    const work = workAt(tenant, START + index * 2 * HOUR, drafts, new Set(dead));
    await graph.participant.apply(work);
    if (index % 4 === 3) {
      dead.add(work.systemTime);
      if (index % 8 === 3) await graph.participant.compensate(work);
    } else await model.participant.apply(work);
  }
  return { tenant, scope: { tenant, dead }, entities, facts, model: model.reads };
}

function draw(
  cast: { readonly entities: Network['entities']; readonly facts: readonly Id[]; readonly episodes: readonly Id[] },
  { subject, from, length, seed }: Sketch,
): Draft {
  const validFrom = (START + from * HOUR) as Instant;
  const period = { validFrom, validTo: length === null ? OPEN_END : ((validFrom + length * HOUR) as Instant) };
  const ends = ENDS[subject];
  const entity = (n: number) => cast.entities[n % cast.entities.length] as Network['entities'][number];
  if (ends) {
    const [name = '', fact] = [NAMES[(seed ?? 0) % NAMES.length], `Fact ${(seed ?? 0) % 7}.`];
    const values = seed === null ? null : { name, fact, episodes: [] };
    const id = cast.facts[subject] as Id;
    return { kind: 'fact', id, subject: entity(ends[0]), object: entity(ends[1]), ...period, values };
  }
  const about = (seed ?? 0) % cast.entities.length;
  const values = { name: `E${seed}`, source: 'text', sourceDescription: '', content: `Content ${seed}.` };
  const mentions = [entity(about), entity(about + 1), entity(about)];
  const id = cast.episodes[subject - ENDS.length] as Id;
  return { kind: 'episode', id, ...period, values: seed === null ? null : { ...values, mentions } };
}

/** Moments within the day, at bounds as often as not, and one at which everything is known. */
export const anyMoments: fc.Arbitrary<readonly Moment[]> = fc
  .array(
    fc.record({
      validTime: fc.integer({ min: -1, max: 2 * HOURS }).map((n) => START + (n * HOUR) / 2),
      systemTime: fc.integer({ min: -1, max: 2 * HOURS }).map((n) => START + (n * HOUR) / 2),
    }),
    { minLength: 4, maxLength: 4 },
  )
  .map((moments) => [...moments, { validTime: START + 12 * HOUR, systemTime: START + 100 * HOUR }] as Moment[]);

/** All items of a list, page by page. */
export async function walkPages<Item, Position>(
  read: (after: Position | null) => Promise<readonly Page<Item>[]>,
  positionOf: (item: Item) => Position,
): Promise<Item[]> {
  const found: Item[] = [];
  for (let after: Position | null = null; ; ) {
    const [page] = await read(after);
    found.push(...(page?.items ?? []));
    const last = found.at(-1);
    if (!page?.hasNextPage || last === undefined) return found;
    after = positionOf(last);
  }
}
