// Facts by filter, order and history, versions of single facts and what changed of facts, against the model in memory.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../core/ids.ts';
import { type Instant, OPEN_END } from '../../../core/instant.ts';
import type { FactQuery, FactVersion, Filter, HistoryAxis, TimePosition } from '../../../core/reads.ts';
import type { Neo4jStore } from '../../../stores/neo4j/store.ts';
import { NEWEST, VISIBLE } from '../../support/fact-queries.ts';
import { newTenant, openTestGraph, workAt } from './graph.ts';
import { anyMoments, anyNetwork, START, tellNetwork, walkPages } from './network.ts';

const RUNS = { numRuns: 5, interruptAfterTimeLimit: 90_000 };

let graph: Neo4jStore;
beforeAll(async () => {
  graph = await openTestGraph();
});
afterAll(() => graph.close());

const beginOf = (axis: HistoryAxis, fact: FactVersion): Instant =>
  axis === 'VALID' ? fact.validFrom : fact.systemFrom;

/** Conditions on what facts have, and on null, in all ways to join them. */
const anyFilter = (others: readonly string[]): fc.Arbitrary<Filter> => {
  const at = fc.nat(24).map((n) => START + n * 3_600_000_000);
  const text = fc.constantFrom('Fact 1.', 'Fact 3.', 'Fact', 'F', '');
  const condition: fc.Arbitrary<Filter> = fc.oneof(
    fc.record({
      field: fc.constantFrom('validFrom', 'validTo', 'systemFrom'),
      operator: fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte'),
      value: at,
    }),
    fc.record({
      field: fc.constantFrom('fact', 'name'),
      operator: fc.constantFrom('eq', 'ne', 'lt', 'gte', 'startsWith', 'contains'),
      value: text,
    }),
    fc.record({
      field: fc.constant('name'),
      operator: fc.constant('in'),
      value: fc.subarray(['KNOWS', 'OWES', 'DRIVES']),
    }),
    fc.record({ field: fc.constant('validTo'), operator: fc.constant('isNull'), value: fc.boolean() }),
    fc.record({ field: fc.constant('validTo'), operator: fc.constant('in'), value: fc.array(at, { maxLength: 2 }) }),
    fc.record({
      field: fc.constant('other'),
      operator: fc.constantFrom('eq', 'ne'),
      value: fc.constantFrom(...others),
    }),
    fc.record({
      field: fc.constant('otherType'),
      operator: fc.constant('in'),
      value: fc.subarray(['Load', 'Driver', 'Customer']),
    }),
  );
  const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      condition,
      fc.record({ and: fc.array(tie('filter'), { minLength: 1, maxLength: 2 }) }),
      fc.record({ or: fc.array(tie('filter'), { minLength: 1, maxLength: 2 }) }),
      fc.record({ not: tie('filter') }),
    ),
  }));
  return filter;
};

const anyQuery = (others: readonly string[]): fc.Arbitrary<FactQuery> =>
  fc
    .record({
      range: fc.constantFrom<FactQuery['range']>('VISIBLE', 'VALID', 'SYSTEM'),
      names: fc.constantFrom(null, null, ['KNOWS'], ['OWES', 'NEVER']),
      direction: fc.constantFrom<FactQuery['direction']>('OUT', 'IN', 'BOTH', 'BOTH'),
      where: fc.option(anyFilter(others)),
      axis: fc.constantFrom<HistoryAxis>('VALID', 'SYSTEM'),
      order: fc.constantFrom<FactQuery['order']>('ASC', 'DESC'),
      first: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ axis, ...query }): FactQuery => ({ ...query, axis: query.range === 'VISIBLE' ? axis : query.range }));

describe('facts of entities', () => {
  it('equal a scan, in any order, on any axis, by any filter, page by page', async () => {
    await fc.assert(
      fc.asyncProperty(anyNetwork, anyMoments, fc.gen(), async (history, moments, draw) => {
        const { scope, entities, model } = await tellNetwork(graph, history);
        for (let n = 0; n < 8; n += 1) {
          const query = draw(
            anyQuery,
            entities.map(({ id }) => id),
          );
          const keys = moments.flatMap((moment) => entities.map(({ id }) => ({ id, moment, after: null })));
          expect(await graph.reads.facts(scope, query, keys)).toEqual(await model.facts(scope, query, keys));
          expect(await graph.reads.factCounts(scope, query, keys)).toEqual(await model.factCounts(scope, query, keys));
          const [entity, moment] = [entities[n % entities.length], moments[n % moments.length]];
          if (!entity || !moment) throw new Error('There is nothing to read.');
          const read = (reads: typeof model) =>
            walkPages<FactVersion, TimePosition>(
              (after) => reads.facts(scope, query, [{ id: entity.id, moment, after }]),
              (fact) => ({ at: beginOf(query.axis, fact), id: fact.id }),
            );
          expect(await read(graph.reads)).toEqual(await read(model));
        }
      }),
      RUNS,
    );
  }, 180_000);

  it('are counted up to ten thousand, and no further', async () => {
    const tenant = newTenant();
    const [hub, quiet] = [newId(), newId()];
    const about = (subject: typeof hub, count: number) =>
      Array.from({ length: count }, () => ({
        kind: 'fact' as const,
        id: newId(),
        subject: { type: 'Load', id: subject },
        object: { type: 'OtherEntity', id: quiet },
        validFrom: START,
        validTo: OPEN_END,
        values: { name: 'PASSES', fact: 'It passes.', episodes: [] },
      }));
    await graph.participant.apply(workAt(tenant, START, about(hub, 10_001)));
    const other = newId();
    await graph.participant.apply(workAt(tenant, START + 1, about(other, 9_999)));
    const moment = { validTime: START, systemTime: (START + 1) as Instant };
    const keys = [hub, other, newId()].map((id) => ({ id, moment }));
    expect(await graph.reads.factCounts({ tenant, dead: new Set() }, VISIBLE, keys)).toEqual([
      { total: 10_000, isExact: false },
      { total: 9_999, isExact: true },
      { total: 0, isExact: true },
    ]);
  }, 120_000);

  it('compare texts as Neo4j does, and hold what looks like Cypher for text', async () => {
    const tenant = newTenant();
    const hub = newId();
    const texts = ['\u{1F600}', '\uFF5E', 'a', 'B', "' OR true //", '$filter0'];
    const drafts = texts.map((fact, n) => ({
      kind: 'fact' as const,
      id: newId(),
      subject: { type: 'Load', id: hub },
      object: { type: 'OtherEntity', id: newId() },
      validFrom: (START + n) as Instant,
      validTo: OPEN_END,
      values: { name: 'SAYS', fact, episodes: [] },
    }));
    await graph.participant.apply(workAt(tenant, START + 100, drafts));
    const moment = { validTime: (START + 50) as Instant, systemTime: (START + 100) as Instant };
    const found = async (operator: 'gt' | 'eq', value: string) => {
      const query = { ...NEWEST, order: 'ASC' as const, first: 10, where: { field: 'fact', operator, value } };
      const [page] = await graph.reads.facts({ tenant, dead: new Set() }, query, [{ id: hub, moment, after: null }]);
      return page?.items.map(({ values }) => values.fact);
    };
    // By the units of UTF-16: what lies beyond U+FFFF comes before the last of what does not.
    expect(await found('gt', '\u{1F600}')).toEqual(['\uFF5E']);
    expect(await found('gt', 'a')).toEqual(['\u{1F600}', '\uFF5E']);
    for (const text of texts) expect(await found('eq', text)).toEqual([text]);
  });
});

describe('versions of single facts', () => {
  it('equal a scan along either axis, page by page', async () => {
    await fc.assert(
      fc.asyncProperty(anyNetwork, anyMoments, async (history, moments) => {
        const { scope, facts, model } = await tellNetwork(graph, history);
        const keys = moments.flatMap((moment) => [...facts, newId()].map((id) => ({ id, moment })));
        expect(await graph.reads.factsById(scope, keys)).toEqual(await model.factsById(scope, keys));
        for (const axis of ['VALID', 'SYSTEM'] as const) {
          expect(await graph.reads.factVersionCounts(scope, axis, keys)).toEqual(
            await model.factVersionCounts(scope, axis, keys),
          );
          for (const direction of ['ASC', 'DESC'] as const) {
            const query = { axis, direction, first: 2 };
            const read = (reads: typeof model, key: (typeof keys)[number]) =>
              walkPages<FactVersion, Instant>(
                (after) => reads.factVersions(scope, query, [{ ...key, after }]),
                (fact) => beginOf(axis, fact),
              );
            for (const key of keys.slice(-12)) expect(await read(graph.reads, key)).toEqual(await read(model, key));
          }
        }
      }),
      RUNS,
    );
  }, 180_000);
});

describe('what changed of facts between two moments', () => {
  it('equals a comparison of all that is visible at each', async () => {
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(anyNetwork, anyMoments, async (history, moments) => {
        const { scope, entities, model } = await tellNetwork(graph, history);
        const keys = moments.flatMap((from) =>
          moments.flatMap((to) => entities.map(({ id }) => ({ id, from, to, after: null }))),
        );
        const found = await graph.reads.factDifferences(scope, 3, keys);
        expect(found).toEqual(await model.factDifferences(scope, 3, keys));
        for (const [index, page] of found.entries()) {
          const [key, last] = [keys[index], page.items.at(-1)];
          changed += page.items.filter(({ before, after }) => before && after).length;
          if (!page.hasNextPage || !key || !last) continue;
          const next = [{ ...key, after: last.id }];
          expect(await graph.reads.factDifferences(scope, 50, next)).toEqual(
            await model.factDifferences(scope, 50, next),
          );
        }
      }),
      RUNS,
    );
    expect(changed).toBeGreaterThan(0);
  }, 180_000);
});
