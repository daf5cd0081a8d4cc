// The subgraphs over the real stores answer as over lists in memory: random histories, filters, orders, pages, moments.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSubgraphs } from '../../cli/subgraphs.ts';
import type { Change } from '../../core/commit.ts';
import { type Id, newId, parseTenant } from '../../core/ids.ts';
import { formatInstant } from '../../core/instant.ts';
import { formatMoment, type Moment } from '../../core/moment.ts';
import type { Subgraph } from '../../core/subgraph.ts';
import { type RunningAsof, startAsof } from '../support/asof.ts';
import { anyHistory, draw, type History, newCast, pickMoments, randomFrom, Truth } from '../support/histories.ts';
import { MemoryCompany } from '../support/subgraphs.ts';

const HISTORIES = 4;
const MOMENTS = 4;
const LISTS = 6;

let asof: RunningAsof;
const worlds: World[] = [];
beforeAll(async () => {
  asof = await startAsof();
  for (const [seed, history] of fc.sample(anyHistory, { numRuns: HISTORIES, seed: 17 }).entries()) {
    worlds.push(await live(seed, history));
  }
});
afterAll(() => asof?.stop());

describe('records', () => {
  it('are listed, counted and paged alike', async () => {
    for (const { seed, moments, real, memory } of worlds) {
      for (const list of fc.sample(anyList, { numRuns: LISTS, seed })) {
        for (const moment of moments) {
          const pages = await allPages(real('records'), list, moment);
          expect(pages, JSON.stringify({ list, moment })).toEqual(await allPages(memory('records'), list, moment));
        }
      }
    }
  });

  it('are resolved by key alike, references included', async () => {
    for (const world of worlds) await expectSameEntities(world, 'records', RECORDS);
  });
});

describe('the graph', () => {
  it('has the same facts, counts and pages', async () => {
    for (const world of worlds) await expectSameEntities(world, 'graph', FACTS);
  });
});

describe('search', () => {
  it('has the same neighbours', async () => {
    for (const { moments, real, memory } of worlds) {
      for (const moment of moments) {
        const found = await nearest(real('search'), moment);
        const expected = await nearest(memory('search'), moment);
        expect(found.map(({ score }) => score)).toEqual(expected.map(({ score }) => expect.closeTo(score, 5)));
      }
    }
  });
});

const BOUNDS = 'validFrom validTo systemFrom systemTo';
const RECORDS = `name version { ${BOUNDS} } ... on Customer { tier creditLimit }
  ... on Load { reference weightKg customer { id name moment } driver { id status } } ... on Driver { status }
  ... on OtherEntity { summary labels }`;
const FACTS = `all: facts { totalCount nodes { id name fact ${BOUNDS} subject { __typename id } object { __typename id moment } } }
  in: facts(direction: IN, name: ["OWES"]) { ...P } out: facts(direction: OUT, first: 1) { ...P }`;
const PAGE =
  'fragment P on FactConnection { totalCount edges { cursor node { id } } pageInfo { hasNextPage endCursor } }';

type World = Awaited<ReturnType<typeof live>>;

/** Lives a history in the real stores and in memory, under the same system times. */
async function live(seed: number, history: History) {
  const tenant = parseTenant(`test-${newId()}`);
  const memory = new MemoryCompany({ tenant, now: asof.stores.postgres.now });
  const cast = newCast();
  const truth = new Truth();
  for (const sketches of history) {
    const drafts = sketches.map((sketch) => draw(cast, sketch));
    const { systemTime } = await asof.committer.commit(tenant, 'test', drafts);
    const changes = drafts.map((draft) => ({ ...draft, systemTime }) as Change);
    await memory.store.apply({ tenant, systemTime, changes, dead: new Set() });
    truth.state(drafts, systemTime);
  }
  const subgraphs = new Map(createSubgraphs(asof.stores, tenant).map((subgraph) => [subgraph.name, subgraph]));
  return {
    seed,
    cast,
    moments: pickMoments(truth, MOMENTS, randomFrom(seed)),
    real: (name: 'records' | 'graph' | 'search') => subgraphs.get(name) as Subgraph,
    memory: (name: 'records' | 'graph' | 'search') => memory.subgraph(name),
  };
}

async function expectSameEntities(world: World, name: 'records' | 'graph', selection: string): Promise<void> {
  const { cast, moments, real, memory } = world;
  const r = moments.flatMap((moment) =>
    cast.entities.map(({ type, id }) => ({ __typename: type, id, moment: formatMoment(moment) })),
  );
  const fragment = name === 'graph' ? PAGE : '';
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Entity { ${selection} } } } ${fragment}`;
  const request = { query, variables: { r }, headers: {} };
  const answer = await real(name).handle(request);
  expect(answer.errors).toBeUndefined();
  expect(answer).toEqual(await memory(name).handle(request));
}

interface List {
  readonly plural: string;
  readonly filter: object | null;
  readonly orderBy: readonly { field: string; direction: string }[];
  readonly first: number;
}

const number = fc.nat(9999);
const conditions: Record<string, fc.Arbitrary<object>> = {
  Customer: fc.oneof(
    fc.constantFrom<object>({ tier: { eq: 'GOLD' } }, { tier: { in: ['SILVER', 'X'] } }, { name: { contains: '_' } }),
    number.map((n) => ({ creditLimit: { gt: `${n}.250` } })),
    number.map((n) => ({ name: { startsWith: `Customer ${String(n)[0]}` } })),
    number.map((n) => ({ name: { ne: `Customer ${n}` }, industry: { isNull: true } })),
  ),
  Load: fc.oneof(
    number.map((n) => ({ weightKg: { lte: n } })),
    fc.boolean().map((isNull) => ({ driver: { isNull } })),
    number.map((n) => ({ weightKg: { in: [n, 1, 2] }, pickupAt: { gt: '2024-01-01' } })),
    fc.constant({ customer: { eq: newId() as Id } }),
  ),
};

const anyList: fc.Arbitrary<List> = fc.constantFrom('Customer', 'Load').chain((type) =>
  fc.record({
    plural: fc.constant(type === 'Customer' ? 'customers' : 'loads'),
    filter: fc.option(filterOf(conditions[type] as fc.Arbitrary<object>)),
    orderBy: fc.uniqueArray(
      fc.record({
        field: fc.constantFrom(
          ...(type === 'Customer' ? ['name', 'creditLimit', 'tier'] : ['weightKg', 'reference', 'status']),
        ),
        direction: fc.constantFrom('ASC', 'DESC'),
      }),
      { maxLength: 3, selector: ({ field }) => field },
    ),
    first: fc.integer({ min: 1, max: 3 }),
  }),
);

function filterOf(condition: fc.Arbitrary<object>): fc.Arbitrary<object> {
  const several = fc.array(condition, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    condition,
    condition.map((not) => ({ not })),
    several.map((or) => ({ or })),
    fc.tuple(condition, several).map(([not, or]) => ({ and: [{ not: { or } }, { not: { not } }] })),
  );
}

/** Follows the cursors of a list from its first page to its last. */
async function allPages(subgraph: Subgraph, { plural, ...list }: List, moment: Moment): Promise<unknown[]> {
  const type = plural === 'customers' ? 'Customer' : 'Load';
  const query = `query ($first: Int, $after: String, $filter: ${type}Filter, $orderBy: [${type}Order!], $at: AsOf) {
    list: ${plural}(first: $first, after: $after, filter: $filter, orderBy: $orderBy, at: $at) {
      totalCount edges { cursor node { id moment name } } pageInfo { hasNextPage hasPreviousPage } } }`;
  const at = { validTime: formatInstant(moment.validTime), systemTime: formatInstant(moment.systemTime) };
  const pages: unknown[] = [];
  let after: string | undefined;
  do {
    const { data, errors } = await subgraph.handle({ query, variables: { ...list, at, after }, headers: {} });
    expect(errors).toBeUndefined();
    const page = data?.list as { edges: { cursor: string }[]; pageInfo: { hasNextPage: boolean } };
    pages.push(page);
    after = page.pageInfo.hasNextPage ? page.edges.at(-1)?.cursor : undefined;
  } while (after !== undefined);
  return pages;
}

async function nearest(subgraph: Subgraph, moment: Moment): Promise<{ score: number }[]> {
  const at = { validTime: formatInstant(moment.validTime), systemTime: formatInstant(moment.systemTime) };
  const query = 'query ($at: AsOf) { search(text: "Customer 17 Place", at: $at) { edges { score } } }';
  const { data, errors } = await subgraph.handle({ query, variables: { at }, headers: {} });
  expect(errors).toBeUndefined();
  return (data as { search: { edges: { score: number }[] } }).search.edges;
}
