// The three subgraphs behind a plain @apollo/gateway: entities and their moments travel, and batches stay batches.
import { composeServices } from '@apollo/composition';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Id, newId } from '../../core/ids.ts';
import { formatInstant, type Instant } from '../../core/instant.ts';
import { entity, fact, MemoryCompany } from '../support/subgraphs.ts';

const NAMES = ['records', 'graph', 'search'] as const;
type Name = (typeof NAMES)[number];

const company = new MemoryCompany();
const [acme, dana, l1] = [newId(), newId(), newId()];
let known: Instant;
let server: ApolloServer;

beforeAll(async () => {
  known = await company.commit([
    entity('Customer', acme, { name: 'Acme', tier: 'SILVER' }),
    entity('Customer', acme, { name: 'Acme', tier: 'GOLD' }, '2024-05-01'),
    entity('Driver', dana, { name: 'Dana', licenseClass: 'A' }, '2024-01-01', '2024-06-01'),
    entity('Load', l1, { reference: 'L-1', customer: acme }),
    fact({ type: 'Customer', id: acme }, 'TRUSTS', { type: 'Driver', id: dana }, '2024-02-01'),
  ]);
  await company.commit([entity('Driver', dana, { name: 'Dana', licenseClass: 'B' }, '2024-03-01', '2024-06-01')]);
  server = new ApolloServer({ gateway: gatewayOf(company) });
  await server.start();
});
afterAll(() => server.stop());

/** A router that knows nothing of Asof: it sends no headers and plans as Federation has it. */
function gatewayOf(of: MemoryCompany): ApolloGateway {
  const subgraphs = NAMES.map((name) => ({ name, url: `http://${name}`, typeDefs: parse(of.subgraph(name).sdl) }));
  const { supergraphSdl = '', errors } = composeServices(subgraphs);
  if (errors) throw new Error(errors.join('\n'));
  const buildService = ({ name }: { name: string }) =>
    ({
      process: ({ request }) => of.ask(name as Name, request.query ?? '', request.variables ?? {}),
    }) as GraphQLDataSource;
  return new ApolloGateway({
    supergraphSdl,
    buildService,
    logger: { ...console, warn: () => undefined, info: () => undefined, debug: () => undefined },
  });
}

async function ask<Answer = Record<string, unknown>>(query: string, on: ApolloServer = server) {
  const { body } = await on.executeOperation({ query });
  if (body.kind !== 'single') throw new Error('The answer came in parts.');
  return { data: body.singleResult.data as Answer, errors: body.singleResult.errors };
}

const at = (validTime: string, systemTime?: Instant) =>
  `at: {validTime: "${validTime}"${systemTime === undefined ? '' : `, systemTime: "${formatInstant(systemTime)}"`}}`;

describe('one query', () => {
  it('reads records, facts and neighbours at two moments side by side', async () => {
    const { data, errors } = await ask(
      `{ march: customer(id: "${acme}", ${at('2024-03-15')}) { ...C } marchAsKnown: customer(id: "${acme}", ${at('2024-03-15', known)}) { ...C }
         july: customer(id: "${acme}", ${at('2024-07-01')}) { ...C } }
       fragment C on Customer { name tier facts { nodes { name object { __typename id name ... on Driver { licenseClass } } } }
         similar(first: 1) { __typename ... on Load { reference customer { tier } } } }`,
    );
    expect(errors).toBeUndefined();
    const dana1 = { __typename: 'Driver', id: dana, name: 'Dana' };
    const trusts = (object: object) => ({ nodes: [{ name: 'TRUSTS', object }] });
    expect(data.march).toMatchObject({ tier: 'SILVER', facts: trusts({ ...dana1, licenseClass: 'B' }) });
    expect(data.marchAsKnown).toMatchObject({ tier: 'SILVER', facts: trusts({ ...dana1, licenseClass: 'A' }) });
    expect(data.july).toEqual({
      name: 'Acme',
      tier: 'GOLD',
      facts: trusts({ ...dana1, name: null, licenseClass: null }),
      similar: [{ __typename: 'Load', reference: 'L-1', customer: { tier: 'GOLD' } }],
    });
  });

  it('reaches everything through the interface, from whichever store it starts', async () => {
    const fragment =
      'fragment E on Entity { __typename id name version { validFrom } facts { totalCount } similar { id name version { validFrom } facts { totalCount } } ... on Customer { tier } }';
    const moment = at('2024-03-15');
    const { data, errors } = await ask(
      `{ entity(id: "${acme}", ${moment}) { ...E } lookup(store: NEO4J, externalId: "${acme}", ${moment}) { ...E }
         search(text: "Acme", first: 1, ${moment}) { nodes { ...E } } } ${fragment}`,
    );
    expect(errors).toBeUndefined();
    const expected = { __typename: 'Customer', id: acme, name: 'Acme', tier: 'SILVER', facts: { totalCount: 1 } };
    expect(data.entity).toMatchObject(expected);
    expect(data.lookup).toEqual(data.entity);
    expect(data.search).toMatchObject({ nodes: [data.entity] });
  });

  it('leaves the other stores standing when one has trouble', async () => {
    const half = new MemoryCompany();
    const id = newId();
    await half.commit([entity('Customer', id, { name: 'Acme' })]);
    const halfServer = new ApolloServer({ gateway: gatewayOf(half) });
    const { data, errors } = await ask(
      `{ customer(id: "${id}") { name facts(first: -1) { totalCount } similar { id } } }`,
      halfServer,
    );
    expect(data).toEqual({ customer: { name: 'Acme', facts: null, similar: [] } });
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['PAGE_TOO_LARGE']);
    await halfServer.stop();
  });
});

describe('store calls', () => {
  it('are as many for 500 customers with facts, objects, their records and neighbours as for 50', async () => {
    const big = new MemoryCompany();
    const bigServer = new ApolloServer({ gateway: gatewayOf(big) });
    const drivers = Array.from({ length: 20 }, newId);
    const customers = Array.from({ length: 500 }, newId);
    await big.commit([
      ...drivers.map((id, n) => entity('Driver', id, { name: `Driver ${n}`, status: 'ACTIVE' })),
      ...customers.flatMap((id, n) => [
        entity('Customer', id, { name: `Customer ${n}` }),
        fact({ type: 'Customer', id }, 'TRUSTS', { type: 'Driver', id: drivers[n % 20] as Id }),
      ]),
    ]);
    const counted = [];
    for (const size of [50, 500]) {
      big.resetCalls();
      const { data, errors } = await ask<{ customers: { nodes: unknown[] } }>(
        `{ customers(first: ${size}) { totalCount nodes { name facts { totalCount nodes { object { name ... on Driver { status } } } } } } }`,
        bigServer,
      );
      expect(errors).toBeUndefined();
      expect(data.customers.nodes).toHaveLength(size);
      counted.push({ ...big.calls });
    }
    expect(counted[1]).toEqual(counted[0]);
    expect(counted[0]).toEqual({ list: 1, count: 1, facts: 1, factCounts: 1, versions: 1 });
    await bigServer.stop();
  }, 60_000);
});
