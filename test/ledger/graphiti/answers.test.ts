// What an adopted graph answers over GraphQL: its nodes beside records, by name, by their own ids and by their likeness.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphitiId } from '../../../core/graphiti-ids.ts';
import { formatInstant, type Instant, OPEN_END } from '../../../core/instant.ts';
import { type RunningAsof, startAsof } from '../../support/asof.ts';
import { adopted, newTenant, START, TestGraph } from './graph.ts';

const tenant = newTenant();
const uuids = {
  acme: randomUUID(),
  ida: randomUUID(),
  quarry: randomUUID(),
  fact: randomUUID(),
  episode: randomUUID(),
};
const idOf = (name: keyof typeof uuids) => graphitiId(uuids[name], START);
const later = (START + 1_000_000) as Instant;

let asof: RunningAsof;
let graph: TestGraph;
beforeAll(async () => {
  asof = await startAsof();
  graph = new TestGraph(tenant);
  await graph.nodes([
    { uuid: uuids.acme, labels: ['Customer'], name: 'Acme Furniture', createdAt: START, properties: { tier: 'GOLD' } },
    { uuid: uuids.ida, labels: ['Person', 'Driver'], name: 'Ida Frost', createdAt: START },
    {
      uuid: uuids.quarry,
      labels: ['Depot'],
      name: 'Quarry Depot',
      createdAt: START,
      properties: { summary: 'Where trailers wait for furniture.', docks: 4, open: true, name_embedding: [0.1, 0.2] },
    },
  ]);
  await graph.episodes([{ uuid: uuids.episode, createdAt: START, validAt: START, mentions: [uuids.ida, uuids.acme] }]);
  await graph.edges([
    {
      uuid: uuids.fact,
      from: uuids.ida,
      to: uuids.acme,
      name: 'SERVES',
      createdAt: START,
      validAt: START,
      properties: { fact: 'Ida serves Acme.', episodes: [uuids.episode] },
    },
  ]);
  await adopted({ stores: asof.stores, tenant });
}, 120_000);
afterAll(async () => {
  await graph?.close();
  await asof?.stop();
});

const ask = async (query: string, variables: Record<string, unknown> = {}, since?: Instant) => {
  const headers = since && { headers: { 'asof-min-system-time': formatInstant(since) } };
  const answer = await asof.query(query, { tenant, variables, ...headers });
  expect(answer.errors).toBeUndefined();
  return answer.data;
};

describe('an adopted node of a registered type', () => {
  it('is found by its id, with a name and no other field, and is in no list of records', async () => {
    const query = `query ($id: ID!) { customer(id: $id) { id name tier creditLimit } customers(first: 5) { edges { node { id } } } }`;
    expect(await ask(query, { id: idOf('acme') })).toEqual({
      customer: { id: idOf('acme'), name: 'Acme Furniture', tier: null, creditLimit: null },
      customers: { edges: [] },
    });
  });

  it('has the type of the first of its labels that is registered', async () => {
    const query = `query ($id: ID!) { driver(id: $id) { name } customer(id: $id) { name } entity(id: $id) { __typename name } }`;
    expect(await ask(query, { id: idOf('ida') })).toEqual({
      driver: { name: 'Ida Frost' },
      customer: null,
      entity: { __typename: 'Driver', name: 'Ida Frost' },
    });
  });

  it('is not there before Graphiti knew of it', async () => {
    const query = `query ($id: ID!, $at: AsOf) { customer(id: $id, at: $at) { name } }`;
    const unknown = { systemTime: '2024-12-31T00:00:00Z' };
    expect(await ask(query, { id: idOf('acme'), at: unknown })).toEqual({ customer: null });
    // What was true before then, Graphiti may have learned later.
    const before = { validTime: '2024-12-31T00:00:00Z' };
    expect(await ask(query, { id: idOf('acme'), at: before })).toEqual({ customer: { name: 'Acme Furniture' } });
  });
});

describe('an adopted node of no registered type', () => {
  it('is an OtherEntity with its labels, its summary and all its properties', async () => {
    const query = `query ($id: ID!) { otherEntity(id: $id) { name labels summary attributes } otherEntities(first: 5) { edges { node { id } } } }`;
    expect(await ask(query, { id: idOf('quarry') })).toEqual({
      otherEntity: {
        name: 'Quarry Depot',
        labels: ['Depot'],
        summary: 'Where trailers wait for furniture.',
        attributes: { docks: 4, open: true },
      },
      otherEntities: { edges: [{ node: { id: idOf('quarry') } }] },
    });
  });
});

describe('the whole graph', () => {
  it('is found by Graphiti’s own uuids', async () => {
    const query = `query ($uuid: String!) { lookup(store: NEO4J, externalId: $uuid) { __typename id name } }`;
    expect(await ask(query, { uuid: uuids.acme })).toEqual({
      lookup: { __typename: 'Customer', id: idOf('acme'), name: 'Acme Furniture' },
    });
    expect(await ask(query, { uuid: uuids.fact })).toEqual({ lookup: null });
  });

  it('has facts with the names of both ends, and the episodes from which they were learned', async () => {
    const query = `query ($id: ID!) { driver(id: $id) { facts(first: 5) { edges { node {
      id name fact subject { id name } object { __typename id name } episodes { id name content mentions { id name } } } } } } }`;
    expect(await ask(query, { id: idOf('ida') })).toEqual({
      driver: {
        facts: {
          edges: [
            {
              node: {
                id: idOf('fact'),
                name: 'SERVES',
                fact: 'Ida serves Acme.',
                subject: { id: idOf('ida'), name: 'Ida Frost' },
                object: { __typename: 'Customer', id: idOf('acme'), name: 'Acme Furniture' },
                episodes: [
                  {
                    id: idOf('episode'),
                    name: `Episode ${uuids.episode.slice(0, 4)}`,
                    content: `Content of ${uuids.episode}.`,
                    mentions: expect.arrayContaining([
                      { id: idOf('ida'), name: 'Ida Frost' },
                      { id: idOf('acme'), name: 'Acme Furniture' },
                    ]),
                  },
                ],
              },
            },
          ],
        },
      },
    });
  });

  it('is searched, and like itself', async () => {
    const query = `query ($id: ID!) {
      search(text: "furniture", first: 5) { edges { node { id } } }
      customer(id: $id) { similar(first: 1) { id name } } }`;
    const data = await ask(query, { id: idOf('acme') });
    expect(JSON.stringify(data)).toContain(idOf('quarry'));
  });

  it('reads a list of many missing records in two calls, not one for each', async () => {
    const query = `query ($id: ID!) { driver(id: $id) { facts(first: 5) { edges { node { subject { name } object { name } } } } } }`;
    await ask(query, { id: idOf('ida') });
    const before = asof.calls();
    await ask(query, { id: idOf('ida') });
    const after = asof.calls();
    // At the root and for each type at the ends: its records, and then its nodes.
    expect(after.postgres - before.postgres).toBe(6);
  });
});

describe('a record that is stated of an adopted node later', () => {
  it('wins, and leaves Graphiti’s own node alone', async () => {
    const [node] = await graph.run('MATCH (n:Entity {uuid: $uuid}) RETURN properties(n) AS p', { uuid: uuids.acme });
    const { systemTime } = await asof.committer.commit(tenant, 'test', [
      {
        kind: 'entity',
        entity: { type: 'Customer', id: idOf('acme') },
        validFrom: later,
        validTo: OPEN_END,
        values: { fields: { name: 'Acme Furniture Ltd', tier: 'GOLD' }, attributes: null },
      },
    ]);
    const query = `query ($id: ID!, $before: AsOf) {
      now: customer(id: $id) { name tier }
      before: customer(id: $id, at: $before) { name tier }
      customers(first: 5) { edges { node { id } } } }`;
    const before = { validTime: '2025-01-01T00:00:00.500000Z' };
    expect(await ask(query, { id: idOf('acme'), before }, systemTime)).toEqual({
      now: { name: 'Acme Furniture Ltd', tier: 'GOLD' },
      before: { name: 'Acme Furniture', tier: null },
      customers: { edges: [{ node: { id: idOf('acme') } }] },
    });
    const [after] = await graph.run('MATCH (n:Entity {uuid: $uuid}) RETURN properties(n) AS p', { uuid: uuids.acme });
    expect(after).toEqual(node);
  });
});
