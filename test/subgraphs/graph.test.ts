// The graph subgraph: facts and episodes of entities that arrive by key, as a router sends them.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Id, newId } from '../../core/ids.ts';
import { formatInstant, type Instant, OPEN_END, parseInstant } from '../../core/instant.ts';
import { entity, fact, MemoryCompany } from '../support/subgraphs.ts';

const company = new MemoryCompany();
const ids = Array.from({ length: 4 }, newId) as [Id, Id, Id, Id];
const [acme, dana, tractor, episode] = ids;
const customer = { type: 'Customer', id: acme };
const driver = { type: 'Driver', id: dana };
const trusts = fact(customer, 'TRUSTS', driver, '2024-02-01', '2024-08-01');
const drives = fact(driver, 'DRIVES', { type: 'Equipment', id: tractor }, '2024-03-01');
let known: Instant;
let corrected: Instant;

beforeAll(async () => {
  known = await company.commit([
    entity('Customer', acme, { name: 'Acme' }),
    entity('Driver', dana, { name: 'Dana' }, '2024-01-01', '2024-06-01'),
    { ...trusts, values: { name: 'TRUSTS', fact: 'Acme trusts Dana.', episodes: [episode, newId()] } },
    drives,
    {
      kind: 'episode',
      id: episode,
      validFrom: parseInstant('2024-01-15'),
      validTo: OPEN_END,
      values: {
        name: 'call 1',
        source: 'message',
        sourceDescription: 'telephone',
        content: 'We trust Dana.',
        mentions: [driver],
      },
    },
  ]);
  corrected = await company.commit([
    { ...trusts, validFrom: parseInstant('2024-04-01'), validTo: OPEN_END, values: null },
  ]);
});

const key = (type: string, id: string, validTime = '2024-03-15', systemTime: Instant = corrected) => ({
  __typename: type,
  id,
  moment: `${formatInstant(parseInstant(validTime))}@${formatInstant(systemTime)}`,
});

const entities = async <Node = Record<string, unknown>>(
  selection: string,
  representations: readonly object[],
  variables: Record<string, unknown> = {},
): Promise<Node[]> => {
  const query = `query ($representations: [_Any!]!${'after' in variables ? ', $after: String' : ''}) {
    _entities(representations: $representations) { __typename ... on Entity { ${selection} } } }`;
  return (await company.data<{ _entities: Node[] }>('graph', query, { representations, ...variables }))._entities;
};

describe('an entity in the graph', () => {
  it('has its facts, with both ends and episodes at the same moment', async () => {
    const [found] = await entities(
      `facts { totalCount nodes { id name fact validFrom validTo systemFrom systemTo
         subject { __typename id moment } object { __typename id moment }
         episodes { id name source sourceDescription content validFrom validTo mentions { id moment } } } }`,
      [key('Customer', acme)],
    );
    const { moment } = key('Customer', acme);
    expect(found).toEqual({
      __typename: 'Customer',
      facts: {
        totalCount: 1,
        nodes: [
          {
            id: trusts.id,
            name: 'TRUSTS',
            fact: 'Acme trusts Dana.',
            validFrom: '2024-02-01T00:00:00Z',
            validTo: '2024-04-01T00:00:00Z',
            systemFrom: formatInstant(corrected),
            systemTo: null,
            subject: { __typename: 'Customer', id: acme, moment },
            object: { __typename: 'Driver', id: dana, moment },
            episodes: [
              {
                id: episode,
                name: 'call 1',
                source: 'message',
                sourceDescription: 'telephone',
                content: 'We trust Dana.',
                validFrom: '2024-01-15T00:00:00Z',
                validTo: null,
                mentions: [{ id: dana, moment }],
              },
            ],
          },
        ],
      },
    });
  });

  it('has at each moment what was known then', async () => {
    const moments = [
      key('Customer', acme, '2024-05-01', known),
      key('Customer', acme, '2024-05-01'),
      key('Customer', acme, '2024-01-31'),
    ];
    const found = await entities('facts { nodes { validTo systemTo } }', moments);
    expect(found).toEqual([
      { __typename: 'Customer', facts: { nodes: [{ validTo: '2024-08-01T00:00:00Z', systemTo: null }] } },
      { __typename: 'Customer', facts: { nodes: [] } },
      { __typename: 'Customer', facts: { nodes: [] } },
    ]);
  });

  it('is there, with its facts, where no version of it is visible', async () => {
    const found = await entities('id facts(name: ["DRIVES"], direction: OUT) { nodes { object { id } } }', [
      key('Driver', dana, '2024-07-01'),
      key('Load', newId()),
    ]);
    expect(found).toEqual([
      { __typename: 'Driver', id: dana, facts: { nodes: [{ object: { id: tractor } }] } },
      { __typename: 'Load', id: expect.any(String), facts: { nodes: [] } },
    ]);
  });

  it('is asked for facts by type and direction', async () => {
    const selections =
      'out: facts(direction: OUT) { ...F } in: facts(direction: IN) { ...F } both: facts { ...F } none: facts(name: []) { ...F } named: facts(name: ["TRUSTS", "OWNS"]) { ...F }';
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Driver { ${selections} } } } fragment F on FactConnection { totalCount nodes { name } }`;
    const { _entities } = await company.data('graph', query, { r: [key('Driver', dana)] });
    const page = (...names: string[]) => ({ totalCount: names.length, nodes: names.map((name) => ({ name })) });
    expect(_entities).toEqual([
      { out: page('DRIVES'), in: page('TRUSTS'), both: page('DRIVES', 'TRUSTS'), none: page(), named: page('TRUSTS') },
    ]);
  });
});

describe('pages of facts', () => {
  type Facts = {
    facts: {
      nodes: { id: string; object: { moment: string } }[];
      pageInfo: { endCursor: string | null; hasNextPage: boolean };
    };
  };

  it('lead to the end, newest first, at the moment of the first page', async () => {
    const hub = newId();
    const drafts = Array.from({ length: 7 }, (_, n) =>
      fact({ type: 'Load', id: hub }, 'STOPS_AT', { type: 'OtherEntity', id: newId() }, `2024-01-0${1 + (n % 3)}`),
    );
    const then = await company.commit(drafts);
    const selection =
      'facts(first: 3, after: $after) { nodes { id object { moment } } pageInfo { endCursor hasNextPage } }';
    const seen: string[] = [];
    let after: string | null = null;
    let at = then;
    do {
      const [node]: Facts[] = await entities<Facts>(selection, [key('Load', hub, '2024-03-01', at)], { after });
      seen.push(...(node?.facts.nodes ?? []).map(({ id }) => id));
      expect(new Set(node?.facts.nodes.map(({ object }) => object.moment))).toEqual(
        new Set([key('', '', '2024-03-01', then).moment]),
      );
      after = node?.facts.pageInfo.hasNextPage ? (node.facts.pageInfo.endCursor ?? null) : null;
      // What is learned in between, at a later moment of the parent, is not on the pages that follow.
      at = await company.commit([{ ...fact({ type: 'Load', id: hub }, 'STOPS_AT', customer) }]);
    } while (after !== null);
    const newestFirst = [...drafts].sort((a, b) => b.validFrom - a.validFrom || (a.id < b.id ? 1 : -1));
    expect(seen).toEqual(newestFirst.map(({ id }) => id));
  });
});

describe('store calls', () => {
  const selection =
    'facts(first: 5) { totalCount nodes { fact object { facts(first: 1) { nodes { name } } } episodes { name } } }';

  it('are as many for 500 entities of several types and moments as for 50', async () => {
    const big = new MemoryCompany();
    const drivers = Array.from({ length: 20 }, newId);
    const parents = Array.from({ length: 500 }, (_, n) => ({
      type: ['Customer', 'Load', 'Invoice'][n % 3] ?? '',
      id: newId(),
    }));
    const at = await big.commit([
      ...drivers.map((id) => entity('Driver', id, { name: 'Driver' })),
      ...parents.map((parent, n) => fact(parent, 'KNOWS', { type: 'Driver', id: drivers[n % 20] as Id })),
    ]);
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Entity { ${selection} } } }`;
    for (const size of [50, 500]) {
      big.resetCalls();
      const representations = parents
        .slice(0, size)
        .map(({ type, id }, n) => key(type, id, n % 2 ? '2024-03-01' : '2024-04-01', at));
      const { _entities } = await big.data<{ _entities: { facts: { totalCount: number } }[] }>('graph', query, {
        r: representations,
      });
      expect(_entities.map(({ facts }) => facts.totalCount)).toEqual(new Array(size).fill(1));
      // The facts of the parents, those of the objects, and the counts.
      expect(big.calls).toEqual({ facts: 2, factCounts: 1 });
    }
  }, 30_000);
});

describe('representations', () => {
  it('are refused one by one when they are malformed', async () => {
    const good = key('Customer', acme);
    const representations = [
      good,
      { ...good, __typename: 'Spaceship' },
      { ...good, id: 'no-id' },
      { ...good, moment: 'yesterday' },
      { ...good, moment: undefined },
      { __typename: 'Customer', id: acme, moment: '2024-01-01@2999' },
      'text',
      key('Driver', dana),
      key('Customer', acme, '2024-03-15', parseInstant('2200-01-01')),
    ];
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Entity { facts { totalCount } } } }';
    const { data, errors } = await company.ask('graph', query, { r: representations });
    const counted = (totalCount: number) => ({ facts: { totalCount } });
    expect(data).toEqual({
      _entities: [counted(1), null, null, null, null, null, null, counted(2), { facts: { totalCount: null } }],
    });
    expect(errors?.map(({ path, extensions }) => [path?.[1], extensions?.code])).toEqual([
      [1, 'TYPE_UNKNOWN'],
      [2, 'ID_INVALID'],
      [3, 'MOMENT_INVALID'],
      [4, 'MOMENT_INVALID'],
      [5, 'MOMENT_INVALID'],
      [6, 'TYPE_UNKNOWN'],
      [8, 'SYSTEM_TIME_IN_FUTURE'],
    ]);
  });
});
