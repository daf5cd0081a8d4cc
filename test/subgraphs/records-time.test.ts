// The records subgraph over time: histories, differences and the steps that explain them, and lists of differences.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Id, newId } from '../../core/ids.ts';
import { formatInstant, type Instant } from '../../core/instant.ts';
import { entity, MemoryCompany } from '../support/subgraphs.ts';

const company = new MemoryCompany();
const [acme, birch, cedar, load] = Array.from({ length: 4 }, newId) as [Id, Id, Id, Id];
let first: Instant;
let corrected: Instant;
let last: Instant;

beforeAll(async () => {
  first = await company.commit([
    entity('Customer', acme, { name: 'Acme', tier: 'SILVER', creditLimit: '1000.00' }),
    entity('Customer', birch, { name: 'Birch', tier: 'GOLD' }),
    entity('Customer', cedar, { name: 'Cedar', tier: 'GOLD' }, '2024-01-01', '2024-06-01'),
    entity('Load', load, { reference: 'L-1', customer: acme, pickupAt: 1_700_000_000_000_001, weightKg: 5 }),
  ]);
  corrected = await company.commit([
    entity('Customer', acme, { name: 'Acme', tier: 'PLATINUM', creditLimit: '1000' }, '2024-04-01'),
  ]);
  await company.commit([entity('Customer', acme, { name: 'Never seen' })], 'aborted');
  last = await company.commit([
    entity(
      'Load',
      load,
      { reference: 'L-1', customer: birch, pickupAt: 1_700_000_000_000_001, weightKg: 7 },
      '2024-05-01',
    ),
  ]);
});

const at = (validTime: string, systemTime: Instant) =>
  `{validTime: "${validTime}", systemTime: "${formatInstant(systemTime)}"}`;

interface Connection {
  edges: { cursor: string; node: { validFrom: string; entity: { moment: string } } }[];
  pageInfo: { endCursor: string; hasNextPage: boolean };
}

describe('the history of an entity', () => {
  const history = async (args: string, moment: string) => {
    const { customer } = await company.data<{ customer: { history: Record<string, unknown> } }>(
      'records',
      `{ customer(id: "${acme}", at: ${moment}) { history${args} { totalCount totalCountExact nodes {
        validFrom validTo systemFrom systemTo entity { moment name ... on Customer { tier } version { systemTo } } } } } }`,
    );
    return customer.history;
  };

  it('runs over valid time as it was known at the moment, newest first', async () => {
    const [s1, s2, now] = [first, corrected, last].map(formatInstant);
    expect(await history('', at('2024-05-01', last))).toEqual({
      totalCount: 2,
      totalCountExact: true,
      nodes: [
        {
          validFrom: '2024-04-01T00:00:00Z',
          validTo: null,
          systemFrom: s2,
          systemTo: null,
          entity: {
            moment: `2024-04-01T00:00:00Z@${now}`,
            name: 'Acme',
            tier: 'PLATINUM',
            version: { systemTo: null },
          },
        },
        {
          validFrom: '2024-01-01T00:00:00Z',
          validTo: '2024-04-01T00:00:00Z',
          systemFrom: s2,
          systemTo: null,
          entity: { moment: `2024-01-01T00:00:00Z@${now}`, name: 'Acme', tier: 'SILVER', version: { systemTo: null } },
        },
      ],
    });
    const before = await history('(direction: ASC)', at('2024-05-01', first));
    expect(before).toMatchObject({ totalCount: 1, nodes: [{ validTo: null, systemFrom: s1, systemTo: null }] });
  });

  it('runs over system time at the moment’s valid time', async () => {
    const [s1, s2] = [first, corrected].map(formatInstant);
    expect(await history('(axis: SYSTEM)', at('2024-05-01', last))).toMatchObject({
      totalCount: 2,
      nodes: [
        { systemFrom: s2, systemTo: null, entity: { moment: `2024-05-01T00:00:00Z@${s2}`, tier: 'PLATINUM' } },
        {
          systemFrom: s1,
          systemTo: s2,
          // As it was known when the version began, nobody knew that it would end.
          entity: { moment: `2024-05-01T00:00:00Z@${s1}`, tier: 'SILVER', version: { systemTo: null } },
        },
      ],
    });
  });

  it('is there for an entity that is not visible at the moment', async () => {
    const { data } = await company.ask(
      'records',
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Customer { name history { nodes { validFrom } } } } }`,
      { r: [{ __typename: 'Customer', id: cedar, moment: `2024-07-01T00:00:00Z@${formatInstant(last)}` }] },
    );
    expect(data).toEqual({ _entities: [{ name: null, history: { nodes: [{ validFrom: '2024-01-01T00:00:00Z' }] } }] });
  });

  it('is paged by cursors that keep their moment, and belong to it alone', async () => {
    const query = `query ($after: String, $axis: HistoryAxis, $at: AsOf) { customer(id: "${acme}", at: $at) {
      history(first: 1, after: $after, axis: $axis) { edges { cursor node { validFrom entity { moment } } } pageInfo { endCursor hasNextPage } } } }`;
    const page = async (variables: Record<string, unknown>) =>
      (await company.data<{ customer: { history: Connection } }>('records', query, variables)).customer.history;
    const one = await page({ at: { validTime: '2024-05-01', systemTime: formatInstant(last) } });
    expect(one.pageInfo.hasNextPage).toBe(true);
    const two = await page({ after: one.pageInfo.endCursor });
    expect(two.edges[0]?.node).toEqual({
      validFrom: '2024-01-01T00:00:00Z',
      entity: { moment: `2024-01-01T00:00:00Z@${formatInstant(last)}` },
    });
    expect(two.pageInfo.hasNextPage).toBe(false);
    const foreign = await company.ask('records', query, { after: one.pageInfo.endCursor, axis: 'SYSTEM' });
    expect(foreign.errors?.[0]?.extensions?.code).toBe('CURSOR_FOREIGN');
    const large = await company.ask(
      'records',
      `{ customer(id: "${acme}") { history(first: 1001) { nodes { validFrom } } } }`,
    );
    expect(large.errors?.[0]?.extensions?.code).toBe('PAGE_TOO_LARGE');
  });

  it('of all entities of a list is one store call, as is their difference', async () => {
    company.resetCalls();
    const since = at('2024-02-01', first);
    await company.data(
      'records',
      `{ customers { nodes { history { totalCount nodes { entity { name } } }
        diff(from: ${since}, to: {}) { kind before { name } after { name } fields { field steps { at } } steps { at } stepsComplete } } } }`,
    );
    expect(company.calls).toEqual({ list: 1, history: 1, historyCounts: 1, versions: 1, ways: 1 });
  });
});

describe('the difference of an entity', () => {
  it('has each field that is not the same, with the step that explains it', async () => {
    const { customer, load: found } = await company.data(
      'records',
      `{ customer(id: "${acme}", at: ${at('2024-05-01', last)}) { diff(from: ${at('2024-05-01', first)}, to: {}) { ...D } }
         load(id: "${load}", at: ${at('2024-06-01', last)}) { diff(from: ${at('2024-02-01', first)}, to: {}) { ...D } } }
       fragment D on EntityDiff { id type from to kind before { name } after { moment }
         fields { field before after steps { axis at fields version { validFrom entity { moment } } } } stepsComplete }`,
    );
    const [s1, s2, s3] = [first, corrected, last].map(formatInstant);
    expect(customer).toEqual({
      diff: {
        id: acme,
        type: 'Customer',
        from: `2024-05-01T00:00:00Z@${s1}`,
        to: `2024-05-01T00:00:00Z@${s3}`,
        kind: 'CHANGED',
        before: { name: 'Acme' },
        after: { moment: `2024-05-01T00:00:00Z@${s3}` },
        // The credit limit lost zeros, and is the same.
        fields: [
          {
            field: 'tier',
            before: 'SILVER',
            after: 'PLATINUM',
            steps: [
              {
                axis: 'SYSTEM',
                at: s2,
                fields: ['tier'],
                version: { validFrom: '2024-04-01T00:00:00Z', entity: { moment: `2024-05-01T00:00:00Z@${s2}` } },
              },
            ],
          },
        ],
        stepsComplete: true,
      },
    });
    const step = { axis: 'VALID', at: '2024-05-01T00:00:00Z', fields: ['weightKg', 'customer'] };
    expect(found).toMatchObject({
      diff: {
        fields: [
          { field: 'weightKg', before: 5, after: 7, steps: [step] },
          { field: 'customer', before: acme, after: birch, steps: [step] },
        ],
      },
    });
  });

  it('says what became of it, forward and back', async () => {
    const diff = (from: string, to: string) =>
      `diff(from: ${at(from, last)}, to: ${at(to, last)}) { kind fields { field before after } steps { at fields version { validFrom } } }`;
    const { customer } = await company.data<{ customer: Record<string, unknown> }>(
      'records',
      `{ customer(id: "${cedar}", at: ${at('2024-02-01', last)}) { added: ${diff('2023-01-01', '2024-02-01')} removed: ${diff('2024-02-01', '2024-07-01')}
        same: ${diff('2024-02-01', '2024-03-01')} absent: ${diff('2023-01-01', '2024-07-01')} back: ${diff('2024-07-01', '2024-02-01')} } }`,
    );
    const [name, tier] = ['Cedar', 'GOLD'];
    expect(customer).toMatchObject({
      added: {
        kind: 'ADDED',
        fields: [
          { field: 'name', before: null, after: name },
          { field: 'tier', after: tier },
        ],
      },
      removed: {
        kind: 'REMOVED',
        fields: [{ field: 'name', before: name, after: null }, {}],
        steps: [{ at: '2024-06-01T00:00:00Z', version: null }],
      },
      same: { kind: 'SAME', fields: [], steps: [] },
      // It came and went in between.
      absent: {
        kind: 'ABSENT',
        fields: [],
        steps: [{ fields: ['name', 'tier'] }, { fields: ['name', 'tier'], version: null }],
      },
      back: { kind: 'ADDED', steps: [{ at: '2024-06-01T00:00:00Z', version: { validFrom: '2024-01-01T00:00:00Z' } }] },
    });
  });

  it('is found by its key, as other subgraphs hand it over', async () => {
    const [from, to] = [first, last].map((time) => `2024-05-01T00:00:00Z@${formatInstant(time)}`);
    const { data } = await company.ask(
      'records',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on EntityDiff { kind before { name } } } }',
      { r: [{ __typename: 'EntityDiff', id: acme, type: 'Customer', from, to }] },
    );
    expect(data).toEqual({ _entities: [{ kind: 'CHANGED', before: { name: 'Acme' } }] });
  });

  it('refuses the future', async () => {
    const { errors } = await company.ask(
      'records',
      `{ customer(id: "${acme}") { diff(from: {}, to: {systemTime: "2200-01-01"}) { kind } } }`,
    );
    expect(errors?.[0]?.extensions?.code).toBe('SYSTEM_TIME_IN_FUTURE');
  });
});

describe('the differences of a type', () => {
  const query = `query ($from: AsOf!, $to: AsOf!, $filter: CustomerFilter, $first: Int, $after: String) {
    customersDiff(from: $from, to: $to, filter: $filter, first: $first, after: $after) {
      edges { cursor node { id kind before { name } after { ... on Customer { tier } } fields { field } } } pageInfo { hasNextPage endCursor } } }`;
  const from = () => ({ validTime: '2024-05-01', systemTime: formatInstant(first) });
  const to = () => ({ validTime: '2024-07-01', systemTime: formatInstant(last) });
  const read = async (variables: Record<string, unknown> = {}) =>
    (
      await company.data<{ customersDiff: Record<string, unknown> & Connection }>('records', query, {
        from: from(),
        to: to(),
        ...variables,
      })
    ).customersDiff;

  it('are the entities that are not the same, by id', async () => {
    company.resetCalls();
    const { edges } = await read();
    expect(edges.map(({ node }) => node)).toEqual([
      { id: acme, kind: 'CHANGED', before: { name: 'Acme' }, after: { tier: 'PLATINUM' }, fields: [{ field: 'tier' }] },
      {
        id: cedar,
        kind: 'REMOVED',
        before: { name: 'Cedar' },
        after: null,
        fields: [{ field: 'name' }, { field: 'tier' }],
      },
    ]);
    expect(company.calls).toEqual({ diffs: 1 });
    expect((await read({ filter: { tier: { eq: 'PLATINUM' } } })).edges).toHaveLength(1);
  });

  it('are paged by cursors that keep both moments', async () => {
    const one = await read({ first: 1 });
    expect(one.pageInfo.hasNextPage).toBe(true);
    const two = await read({ first: 1, after: one.pageInfo.endCursor, from: {}, to: {} });
    expect(two).toMatchObject({ edges: [{ node: { id: cedar, kind: 'REMOVED' } }], pageInfo: { hasNextPage: false } });
    const other = await company.ask('records', query, {
      from: { validTime: '2024-01-01' },
      to: {},
      after: one.pageInfo.endCursor,
    });
    expect(other.errors?.[0]?.extensions?.code).toBe('CURSOR_MOMENT');
  });
});
