// The explore subgraph over a real graph: what is seen at a moment, filters, orders, pages, aggregations and limits.
import { parse, visit } from 'graphql';
import type { Driver, Plan } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AsofError } from '../../../core/errors.ts';
import { type Id, newId } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';
import { createExplore } from '../../../subgraphs/explore/server.ts';
import { openDriver } from '../../stores/neo4j/graph.ts';
import { schemaOf } from './operations.ts';
import { type At, customer, ExploredGraph, episode, fact } from './world.ts';

let world: ExploredGraph;
let driver: Driver;
const [acme, brook, cedar] = [newId(), newId(), newId()].sort() as [Id, Id, Id];
const [trusts, owes, letter] = [newId(), newId(), newId()].sort() as [Id, Id, Id];
const learned: Instant[] = [];
/** What was known after the first or the second commit, of a day. */
const known = (commit: 1 | 2, validTime: string): At => ({ systemTime: learned[commit - 1] as Instant, validTime });

beforeAll(async () => {
  world = await ExploredGraph.open();
  driver = openDriver();
  learned.push(
    await world.commit('2025-01-01T00:00:00.000001Z', [
      customer(acme, 'Acme', '2024-01-01'),
      customer(brook, 'Brook', '2024-01-01', '2024-06-01T09:30:00.000001Z'),
      customer(cedar, 'Cedar', '2024-03-01'),
      fact(trusts, [acme, 'TRUSTS', brook], '2024-02-01'),
      fact(owes, [acme, 'OWES', cedar], '2024-03-01', '2024-05-01'),
      episode(letter, 'Letter', [acme, brook], '2024-01-01'),
    ]),
    await world.commit('2025-02-01T00:00:00.000002Z', [
      customer(acme, 'Acme & Sons', '2024-04-01'),
      fact(trusts, [acme, 'TRUSTS', cedar], '2024-04-01'),
    ]),
  );
});
afterAll(async () => {
  await driver?.close();
  await world?.close();
});

describe('a moment', () => {
  const query = `{ exploreEntities { id name version { name validFrom validTo systemFrom systemTo }
    factsOutConnection { totalCount edges { properties { name validTo systemTo } node { name } } } mentionedBy { name } } }`;

  it('shows entities, their version, facts and episodes as they were', async () => {
    const { exploreEntities } = await world.data<{ exploreEntities: object[] }>(query, known(1, '2024-04-15'));
    expect(exploreEntities).toEqual([
      {
        id: acme,
        name: 'Acme',
        version: [
          {
            name: 'Acme',
            validFrom: '2024-01-01T00:00:00Z',
            validTo: null,
            systemFrom: '2025-01-01T00:00:00.000001Z',
            systemTo: null,
          },
        ],
        factsOutConnection: {
          totalCount: 2,
          edges: [
            { properties: { name: 'TRUSTS', validTo: null, systemTo: null }, node: { name: 'Brook' } },
            { properties: { name: 'OWES', validTo: '2024-05-01T00:00:00Z', systemTo: null }, node: { name: 'Cedar' } },
          ],
        },
        mentionedBy: [{ name: 'Letter' }],
      },
      expect.objectContaining({ name: 'Brook', mentionedBy: [{ name: 'Letter' }] }),
      expect.objectContaining({ name: 'Cedar', mentionedBy: [] }),
    ]);
  });

  it('follows either axis', async () => {
    const names = async (at: At) => {
      const data = await world.data<{ exploreEntities: { name: string; factsOut: object[] }[] }>(
        '{ exploreEntities { name factsOut(sort: [{name: ASC}]) { name } } }',
        at,
      );
      return data.exploreEntities.map(({ name, factsOut }) => [name, factsOut.length]);
    };
    expect(await names(known(2, '2024-04-15'))).toEqual([
      ['Acme & Sons', 1],
      ['Brook', 0],
      ['Cedar', 0],
    ]);
    expect(await names(known(2, '2024-07-01'))).toEqual([
      ['Acme & Sons', 1],
      [null, 0],
      ['Cedar', 0],
    ]);
    expect(await names(known(1, '2023-01-01'))).toEqual([
      [null, 0],
      [null, 0],
      [null, 0],
    ]);
  });

  it('shows all that is known by then as history, with ends as they were known', async () => {
    const history = `{ exploreVersions(where: {entity: {eq: "${acme}"}}, sort: [{systemFrom: ASC}, {validFrom: ASC}]) {
      name validFrom validTo systemTo visible of { id } } }`;
    const version = (
      name: string,
      validFrom: string,
      validTo: string | null,
      systemTo: string | null,
      visible: boolean,
    ) => ({
      name,
      validFrom: `${validFrom}T00:00:00Z`,
      validTo: validTo && `${validTo}T00:00:00Z`,
      systemTo,
      visible,
      of: [{ id: acme }],
    });
    expect(await world.data(history, known(1, '2024-04-15'))).toEqual({
      exploreVersions: [version('Acme', '2024-01-01', null, null, true)],
    });
    expect(await world.data(history, known(2, '2024-04-15'))).toEqual({
      exploreVersions: [
        version('Acme', '2024-01-01', null, '2025-02-01T00:00:00.000002Z', false),
        version('Acme', '2024-01-01', '2024-04-01', null, false),
        version('Acme & Sons', '2024-04-01', null, null, true),
      ],
    });
  });

  it('is the request’s, and is told in the answer', async () => {
    const answer = await world.ask('{ exploreRawCommunities { name } }', known(1, '2024-04-15T01:02:03.000004Z'));
    expect(answer).toEqual({
      data: { exploreRawCommunities: [] },
      extensions: { asOf: { validTime: '2024-04-15T01:02:03.000004Z', systemTime: '2025-01-01T00:00:00.000001Z' } },
    });
  });
});

describe('filters', () => {
  const found = async (where: string, at = known(2, '2024-04-15')) => {
    const query = `{ exploreEntitiesConnection(where: ${where}) { edges { node { name } } } }`;
    const data = await world.data<Record<string, { edges: { node: { name: string } }[] }>>(query, at);
    return data.exploreEntitiesConnection?.edges.map(({ node }) => node.name);
  };

  it.each([
    ['{name: {startsWith: "Acme"}}', ['Acme & Sons']],
    ['{name: {caseInsensitive: {contains: "ED"}}}', ['Cedar']],
    ['{OR: [{name: {in: ["Brook"]}}, {NOT: {name: {lt: "C"}}}]}', ['Brook', 'Cedar']],
    ['{factsOut: {some: {name: {eq: "Cedar"}}}}', ['Acme & Sons']],
    ['{factsInHistory: {some: {id: {eq: "ACME"}}}}', ['Brook', 'Cedar']],
    ['{factsOut: {none: {id: {contains: "-"}}}}', ['Brook', 'Cedar']],
    ['{factsInHistoryConnection: {some: {edge: {name: {eq: "TRUSTS"}, validTo: {eq: null}}}}}', ['Brook', 'Cedar']],
    ['{factsInHistoryConnection: {some: {edge: {systemTo: {eq: "2025-02-01T00:00:00.000002Z"}}}}}', ['Brook']],
    ['{factsInHistoryConnection: {aggregate: {count: {edges: {gt: 1}}}}}', ['Brook', 'Cedar']],
    [
      '{versions: {some: {validTo: {gte: "2024-06-01T09:30:00.000001Z", lt: "2024-06-01T09:30:00.000002Z"}}}}',
      ['Brook'],
    ],
    ['{versionsConnection: {aggregate: {node: {systemFrom: {max: {gt: "2025-02-01"}}}}}}', ['Acme & Sons']],
    ['{mentionedBy: {single: {source: {eq: "text"}}}}', ['Acme & Sons', 'Brook']],
  ])('%s', async (where, names) => {
    expect(await found(where.replace('ACME', acme))).toEqual(names);
  });

  it('take variables, fragments and directives', async () => {
    const query = `query ($where: ExploreEntityWhere, $no: Boolean!, $first: Int) {
      list: exploreEntitiesConnection(where: $where, first: $first) { ...C } }
      fragment C on ExploreEntitiesConnection { totalCount edges { node { ... on ExploreEntity { n: name id @skip(if: $no) } } } }`;
    const where = { versions: { some: { validFrom: { in: ['2024-03-01', '2024-03-02T00:00:00+02:00'] } } } };
    expect(await world.data(query, known(2, '2024-04-15'), { where, no: true, first: 5 })).toEqual({
      list: { totalCount: 1, edges: [{ node: { n: 'Cedar' } }] },
    });
  });
});

describe('pages', () => {
  it('follow each other in a complete order, whatever order is asked for', async () => {
    const query = `query ($after: String) { exploreVersionsConnection(first: 1, after: $after, sort: [{type: ASC}]) {
      totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor node { entity validFrom systemFrom } } } }`;
    type Page = {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string };
      edges: { node: object }[];
    };
    const seen: object[] = [];
    let after: string | null = null;
    do {
      const data: Record<string, Page> = await world.data(query, known(2, '2024-04-15'), { after });
      const page = data.exploreVersionsConnection as Page;
      expect(page).toMatchObject({ totalCount: 5, pageInfo: { hasPreviousPage: after !== null } });
      seen.push(...page.edges.map(({ node }) => node));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toHaveLength(5);
    expect(seen.map((one) => JSON.stringify(one))).toEqual(seen.map((one) => JSON.stringify(one)).sort());
  });

  it('say that more follows, at every level and by default', async () => {
    const data = await world.data(
      `{ exploreEntitiesConnection { pageInfo { hasNextPage } edges { node {
        factsInHistoryConnection(first: 1) { pageInfo { hasNextPage } } } } } }`,
      known(2, '2024-04-15'),
    );
    expect(data.exploreEntitiesConnection).toEqual({
      pageInfo: { hasNextPage: false },
      edges: [false, true, true].map((hasNextPage) => ({
        node: { factsInHistoryConnection: { pageInfo: { hasNextPage } } },
      })),
    });
  });

  it('are counted and aggregated over all of them', async () => {
    const data = await world.data(
      `{ exploreVersionsConnection(first: 1) { aggregate { count { nodes } node { validFrom { min max } systemTo { max } } } }
         exploreEntities(where: {id: {eq: "${acme}"}}) { factsOutHistoryConnection {
           aggregate { count { nodes edges } edge { validTo { min max } } } } } }`,
      known(2, '2024-04-15'),
    );
    expect(data.exploreVersionsConnection).toEqual({
      aggregate: {
        count: { nodes: 5 },
        node: {
          validFrom: { min: '2024-01-01T00:00:00Z', max: '2024-04-01T00:00:00Z' },
          systemTo: { max: '2025-02-01T00:00:00.000002Z' },
        },
      },
    });
    expect(data.exploreEntities).toEqual([
      {
        factsOutHistoryConnection: {
          aggregate: {
            count: { nodes: 2, edges: 4 },
            edge: { validTo: { min: '2024-04-01T00:00:00Z', max: '2024-05-01T00:00:00Z' } },
          },
        },
      },
    ]);
  });
});

describe('raw', () => {
  it('is what Graphiti has just now, with exact times, whatever the moment', async () => {
    const data = await world.data(
      `{ exploreRawEntities(where: {uuid: {eq: "${acme}"}}) { name labels createdAt
          relatesToConnection(sort: {edge: {name: ASC}}) { edges { properties { name validAt invalidAt } node { name } } }
          mentionedBy { name validAt } } }`,
      known(1, '1999-01-01'),
    );
    expect(data.exploreRawEntities).toEqual([
      {
        name: 'Acme & Sons',
        labels: ['Customer'],
        createdAt: '2025-01-01T00:00:00.000001Z',
        relatesToConnection: {
          edges: [
            {
              properties: { name: 'OWES', validAt: '2024-03-01T00:00:00Z', invalidAt: '2024-05-01T00:00:00Z' },
              node: { name: 'Cedar' },
            },
            {
              properties: { name: 'TRUSTS', validAt: '2024-04-01T00:00:00Z', invalidAt: null },
              node: { name: 'Cedar' },
            },
          ],
        },
        mentionedBy: [{ name: 'Letter', validAt: '2024-01-01T00:00:00Z' }],
      },
    ]);
  });
});

describe('limits', () => {
  const nested = (depth: number): string => (depth === 0 ? 'id' : `id factsOut { ${nested(depth - 1)} }`);
  const condition = (depth: number): string => (depth === 0 ? '{}' : `{NOT: ${condition(depth - 1)}}`);

  it.each([
    ['PAGE_TOO_LARGE', '{ exploreEntities(limit: 1001) { id } }'],
    [
      'PAGE_TOO_LARGE',
      '{ exploreEntitiesConnection { edges { node { versionsConnection(first: -1) { totalCount } } } } }',
    ],
    ['REQUEST_TOO_LARGE', `{ exploreEntities { ${nested(4)} } }`],
    ['FILTER_INVALID', `{ exploreEntities(where: ${condition(30)}) { id } }`],
    ['FILTER_INVALID', `{ exploreEntities(where: {id: {in: [${'"x",'.repeat(3000)}]}}) { id } }`],
    ['FILTER_INVALID', '{ exploreEntities(limit: 0) { id } }'],
    ['FILTER_INVALID', '{ exploreEntities(offset: -1) { id } }'],
    ['CURSOR_INVALID', '{ exploreEntitiesConnection(after: "abc") { totalCount } }'],
    ['INSTANT_INVALID', '{ exploreVersions(where: {validFrom: {gt: "yesterday"}}) { name } }'],
    ['GRAPHQL_VALIDATION_FAILED', '{ exploreEntities { tenant } }'],
  ])('%s', async (code, query) => {
    const { data, errors } = await world.ask(query, known(2, '2024-04-15'));
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual([code]);
    expect(Object.values(data ?? { nothing: null })).toEqual([null]);
  });

  it.each([
    [new AsofError('STORE_TIMEOUT', 'Neo4j took longer than its limit for one statement.'), /^Neo4j took longer/],
    [new Error('Invalid input: MATCH (n)'), /^Something is wrong in Asof; its log has the details/],
  ])('let out nothing of a store’s trouble but its code', async (trouble, message) => {
    const broken = createExplore({
      now: { read: () => Promise.reject(trouble), reach: async () => undefined, dead: () => new Set() },
      tenant: world.tenant,
      logger: { warn: () => undefined, error: () => undefined },
      exploration: { run: () => Promise.reject(trouble) },
    });
    const headers = { 'asof-valid-time': '2024-01-01', 'asof-system-time': '2025-01-01' };
    const { data, errors } = await broken.handle({ query: '{ exploreEntities { id } }', headers });
    expect(data).toEqual({ exploreEntities: null });
    expect(errors).toEqual([
      expect.objectContaining({ message: expect.stringMatching(message), path: ['exploreEntities'] }),
    ]);
    expect(JSON.stringify(errors)).not.toMatch(/MATCH|stack/);
  });
});

describe('the schema', () => {
  it('reads only, under names of its own', () => {
    const schema = schemaOf(world.subgraph.sdl);
    expect(schema.getMutationType()).toBeUndefined();
    expect(schema.getSubscriptionType()).toBeUndefined();
    const types = parse(world.subgraph.sdl).definitions.flatMap((one) =>
      'name' in one && one.name ? [one.name.value] : [],
    );
    expect(types.filter((name) => !name.startsWith('Explore'))).toEqual(['DateTime', 'Query']);
    const roots = Object.values(schema.getQueryType()?.getFields() ?? {});
    expect(roots.filter(({ name, type }) => !name.startsWith('explore') || String(type).endsWith('!'))).toEqual([]);
  });

  it('describes everything', () => {
    const described: object = {
      enter: (node: { kind: string; name?: { value: string }; description?: object }) => {
        if (/Definition$/.test(node.kind) && node.name?.value !== 'Query' && !node.description)
          silent.push(node.name?.value);
      },
    };
    const silent: unknown[] = [];
    visit(parse(world.subgraph.sdl), described);
    expect(silent).toEqual([]);
  });

  it.each(['exploreEntities', 'exploreVersions', 'exploreEpisodes', 'exploreRawEntities', 'exploreRawEpisodes'])(
    'reads %s by an index, whose order pages of Asof’s record follow',
    async (root) => {
      world.statements.length = 0;
      await world.data(`{ ${root}(limit: 3) { __typename } }`, known(1, '2024-04-15'));
      const parameters = {
        asofTenant: '',
        asofGroup: '',
        asofValidTime: 0,
        asofSystemTime: 0,
        asofDead: [],
        asofOpenEnd: 0,
      };
      const text = world.statements.at(-1)?.replace('CYPHER 5', 'EXPLAIN') ?? '';
      const { summary } = await driver.executeQuery(text, { ...parameters, param0: 3 });
      const operators = operatorsOf(summary.plan || undefined);
      expect(operators.filter((name) => /Scan/.test(name))).toEqual([]);
      if (!root.includes('Raw')) expect(operators.filter((name) => /Sort|Top/.test(name))).toEqual([]);
    },
  );

  it('is read by one statement for each root field', async () => {
    await world.data('{ exploreEntities { id } }', known(1, '2024-04-15'));
    world.statements.length = 0;
    await world.data(
      '{ a: exploreEntities { factsOut { versions { name } } } b: exploreEpisodesConnection { totalCount } }',
      known(1, '2024-04-15'),
    );
    expect(world.statements).toHaveLength(2);
  });
});

const operatorsOf = (plan: Plan | undefined): string[] =>
  plan ? [plan.operatorType.replace(/@.*/, ''), ...plan.children.flatMap(operatorsOf)] : [];
