// The graph's reads against a model in memory that scans lists: random histories, moments at bounds, pages, directions.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../../core/commit.ts';
import { AsofError } from '../../../core/errors.ts';
import { newId, type Tenant } from '../../../core/ids.ts';
import { type Instant, OPEN_END, parseInstant } from '../../../core/instant.ts';
import type { Moment } from '../../../core/moment.ts';
import type { FactDirection, FactVersion, GraphReads, ReadScope, TimePosition } from '../../../core/reads.ts';
import type { Neo4jStore } from '../../../stores/neo4j/store.ts';
import { NEWEST, VISIBLE } from '../../support/fact-queries.ts';
import {
  anyHistory,
  type Cast,
  draw,
  type History,
  newCast,
  pickMoments,
  randomFrom,
  Truth,
} from '../../support/histories.ts';
import { modelGraph, newTenant, openTestGraph, workAt } from './graph.ts';

const T0 = parseInstant('2025-06-01');
const DIRECTIONS: readonly FactDirection[] = ['OUT', 'IN', 'BOTH'];

let graph: Neo4jStore;
const statements: string[] = [];

beforeAll(async () => {
  graph = await openTestGraph({ onStatement: (text) => statements.push(text) });
});
afterAll(() => graph.close());

interface Told {
  readonly tenant: Tenant;
  readonly scope: ReadScope;
  readonly cast: Cast;
  readonly truth: Truth;
  readonly model: GraphReads;
}

/** Writes a history to the graph and to the model. Every third commit dies; every other one of those is not undone. */
async function tell(history: History): Promise<Told> {
  const tenant = newTenant();
  const cast = newCast();
  const truth = new Truth();
  const model = modelGraph();
  const dead = new Set<Instant>();
  for (const [index, sketches] of history.entries()) {
    const drafts = sketches.map((sketch) => draw(cast, sketch));
    const work = workAt(tenant, T0 + index * 10, drafts, new Set(dead));
    await graph.participant.apply(work);
    if (index % 3 === 2) {
      dead.add(work.systemTime);
      if (index % 2 === 0) await graph.participant.compensate(work);
    } else {
      await model.participant.apply(work);
      truth.state(drafts, work.systemTime);
    }
  }
  return { tenant, scope: { tenant, dead }, cast, truth, model: model.reads };
}

/** All pages of a list, each `first` long. */
async function walk(
  reads: GraphReads,
  { scope, first, direction, names }: Walk,
  id: Cast['entities'][number]['id'],
  moment: Moment,
): Promise<FactVersion[]> {
  const found: FactVersion[] = [];
  for (let after: TimePosition | null = null; ; ) {
    const [page] = await reads.facts(scope, { ...NEWEST, first, direction, names }, [{ id, moment, after }]);
    const items = page?.items ?? [];
    found.push(...items);
    const last = items.at(-1);
    if (!page?.hasNextPage || !last) return found;
    after = { at: last.validFrom, id: last.id };
  }
}

interface Walk {
  readonly scope: ReadScope;
  readonly first: number;
  readonly direction: FactDirection;
  readonly names: readonly string[] | null;
}

describe('reads at a moment', () => {
  it('equal a scan of everything that was stated', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.nat(), async (history, seed) => {
        const { scope, cast, truth, model } = await tell(history);
        const picked = pickMoments(truth, 8, randomFrom(seed));
        // Also as everything is known in the end: what dead commits did shows there longest.
        const systemTime = (T0 + history.length * 10) as Instant;
        const moments = [...picked, ...picked.slice(4).map(({ validTime }) => ({ validTime, systemTime }))];
        const keys = moments.flatMap((moment) => cast.entities.map(({ id }) => ({ id, moment })));
        const nodes = await graph.reads.nodes(scope, keys);
        expect(nodes).toEqual(await model.nodes(scope, keys));
        expect(nodes.map((node) => node !== null)).toEqual(keys.map((key) => truth.at(key.id, key.moment) !== null));

        const factKeys = keys.map((key) => ({ ...key, after: null }));
        for (const direction of DIRECTIONS) {
          for (const names of [null, ['KNOWS'], ['OWES', 'NEVER']]) {
            const page = { ...NEWEST, first: 3, direction, names };
            expect(await graph.reads.facts(scope, page, factKeys)).toEqual(await model.facts(scope, page, factKeys));
            const counts = await graph.reads.factCounts(scope, { ...VISIBLE, direction, names }, keys);
            expect(counts).toEqual(await model.factCounts(scope, { ...VISIBLE, direction, names }, keys));
          }
        }
        for (const moment of moments) {
          const all = { scope, first: 10, direction: 'BOTH', names: null } as const;
          const seen = await Promise.all(cast.entities.map(({ id }) => walk(graph.reads, all, id, moment)));
          const ids = new Set(seen.flat().map((fact) => fact.id));
          for (const fact of cast.facts) expect(ids.has(fact.id)).toBe(truth.at(fact.id, moment) !== null);
        }
      }),
      { numRuns: 8, interruptAfterTimeLimit: 60_000 },
    );
  }, 180_000);

  it('page through facts without losing or repeating one, however long the page', async () => {
    const tenant = newTenant();
    const hub = { type: 'Customer', id: newId() };
    const model = modelGraph();
    const facts = Array.from({ length: 23 }, (_, n): Omit<Extract<Change, { kind: 'fact' }>, 'systemTime'> => {
      const other = n % 7 === 0 ? hub : { type: 'Load', id: newId() };
      return {
        kind: 'fact',
        id: newId(),
        subject: n % 2 ? hub : other,
        object: n % 2 ? other : hub,
        // Several begin at once, so that the id decides.
        validFrom: (T0 - (n % 4) * 1000) as Instant,
        validTo: n % 5 === 0 ? ((T0 + 5) as Instant) : OPEN_END,
        values: { name: n % 3 ? 'KNOWS' : 'OWES', fact: `Number ${n}.`, episodes: [] },
      };
    });
    const work = workAt(tenant, T0, facts);
    await graph.participant.apply(work);
    await model.participant.apply(work);
    const scope = { tenant, dead: new Set<Instant>() };
    for (const validTime of [T0 - 3001, T0 - 3000, T0 - 1, T0, T0 + 4, T0 + 5]) {
      const moment = { validTime: validTime as Instant, systemTime: T0 };
      for (const direction of DIRECTIONS) {
        for (const first of [1, 2, 7, 23, 50]) {
          const how = { scope, first, direction, names: null };
          const found = await walk(graph.reads, how, hub.id, moment);
          expect(found).toEqual(await walk(model.reads, how, hub.id, moment));
        }
      }
    }
  });

  it('gives an empty page and no node for an entity that nobody knows', async () => {
    const scope = { tenant: newTenant(), dead: new Set<Instant>() };
    const key = { id: newId(), moment: { validTime: T0, systemTime: T0 } };
    const page = { ...NEWEST, first: 5 };
    expect(await graph.reads.nodes(scope, [key])).toEqual([null]);
    expect(await graph.reads.episodes(scope, [key])).toEqual([null]);
    expect(await graph.reads.factCounts(scope, page, [key])).toEqual([{ total: 0, isExact: true }]);
    expect(await graph.reads.facts(scope, page, [{ ...key, after: null }])).toEqual([
      { items: [], hasNextPage: false },
    ]);
  });

  it('shows episodes with what they mention, and a corrected one as it was known', async () => {
    const tenant = newTenant();
    const scope = { tenant, dead: new Set<Instant>() };
    const id = newId();
    const mentions = [
      { type: 'Customer', id: newId() },
      { type: 'Load', id: newId() },
    ];
    const values = { name: 'Call', source: 'text', sourceDescription: 'dispatch', content: 'First.', mentions };
    const episode = { kind: 'episode', id, validFrom: T0, validTo: OPEN_END } as const;
    await graph.participant.apply(workAt(tenant, T0, [{ ...episode, values }]));
    const corrected = { ...values, content: 'Second.', mentions: mentions.slice(1) };
    await graph.participant.apply(workAt(tenant, T0 + 10, [{ ...episode, values: corrected }]));
    const at = (systemTime: number) => ({ id, moment: { validTime: T0, systemTime: systemTime as Instant } });
    const found = await graph.reads.episodes(scope, [at(T0 - 1), at(T0), at(T0 + 9), at(T0 + 10)]);
    const first = { id, values, validFrom: T0, validTo: OPEN_END, systemFrom: T0, systemTo: OPEN_END };
    expect(found).toEqual([null, first, first, { ...first, values: corrected, systemFrom: T0 + 10 }]);
  });

  it('never shows one tenant what another one wrote under the same ids', async () => {
    const [one, other] = [newTenant(), newTenant()];
    const cast = newCast();
    const [subject, object] = cast.entities;
    if (!subject || !object) throw new Error('The cast has no entities.');
    const period = { validFrom: T0, validTo: OPEN_END };
    const state = (name: string) =>
      [
        { kind: 'entity', entity: subject, ...period, values: { fields: { name }, attributes: null } },
        {
          kind: 'fact',
          id: cast.facts[0]?.id ?? newId(),
          subject,
          object,
          ...period,
          values: { name: 'KNOWS', fact: name, episodes: [] },
        },
      ] as const;
    await graph.participant.apply(workAt(one, T0, state('One')));
    const key = { id: subject.id, moment: { validTime: T0, systemTime: T0 }, after: null };
    const page = { ...NEWEST, first: 5 };
    const read = async (tenant: Tenant) => {
      const scope = { tenant, dead: new Set<Instant>() };
      const [node] = await graph.reads.nodes(scope, [key]);
      const [facts] = await graph.reads.facts(scope, page, [key]);
      return [node?.name, ...(facts?.items ?? []).map((fact) => fact.values.fact)];
    };
    expect(await read(other)).toEqual([undefined]);
    await graph.participant.apply(workAt(other, T0, state('Other')));
    expect(await read(other)).toEqual(['Other', 'Other']);
    expect(await read(one)).toEqual(['One', 'One']);
    await graph.participant.purge(other);
    expect(await read(other)).toEqual([undefined]);
    expect(await read(one)).toEqual(['One', 'One']);
  });
});

describe('the number of store calls', () => {
  it('is one for each read, for one key as for five hundred, and none for none', async () => {
    const scope = { tenant: newTenant(), dead: new Set<Instant>() };
    const page = { ...NEWEST, first: 5 };
    for (const count of [0, 1, 500]) {
      const keys = Array.from({ length: count }, () => ({
        id: newId(),
        moment: { validTime: T0, systemTime: T0 },
        after: null,
      }));
      for (const read of [
        () => graph.reads.nodes(scope, keys),
        () => graph.reads.facts(scope, page, keys),
        () => graph.reads.factCounts(scope, page, keys),
        () => graph.reads.episodes(scope, keys),
      ]) {
        statements.length = 0;
        expect(await read()).toHaveLength(count);
        expect(statements).toHaveLength(Math.min(count, 1));
      }
    }
  });

  it('has a limit of keys, with an error of its own', async () => {
    const scope = { tenant: newTenant(), dead: new Set<Instant>() };
    const keys = Array.from({ length: 20_001 }, () => ({ id: newId(), moment: { validTime: T0, systemTime: T0 } }));
    const failure = await graph.reads.nodes(scope, keys).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AsofError);
    expect(failure).toMatchObject({ code: 'REQUEST_TOO_LARGE' });
  });
});
