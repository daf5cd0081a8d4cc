// `asof gateway` over three plain HTTP subgraphs that have nothing of Asof in them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Alone, composed } from './alone.ts';
import { type PlainName, type PlainServer, Shop } from './plain-subgraphs.ts';

const NAMES: readonly PlainName[] = ['catalog', 'people', 'stock'];
const directory = mkdtempSync(join(tmpdir(), 'asof-alone-'));
const shop = new Shop();
const servers = new Map<PlainName, PlainServer>();
let supergraph = '';
let gateway: Alone;

beforeAll(async () => {
  for (const name of NAMES) servers.set(name, await shop.start(name));
  supergraph = await composed(directory, Object.fromEntries([...servers].map(([name, { url }]) => [name, url])));
  gateway = await Alone.start(['--supergraph', supergraph], {
    ASOF_HOME: directory,
    ASOF_FORWARD_HEADERS: 'authorization,x-request-id,x-team',
  });
});
afterAll(async () => {
  expect(await gateway?.stop()).toBe(0);
  await Promise.all([...servers.values()].map((server) => server.close()));
  rmSync(directory, { recursive: true });
});
beforeEach(() => {
  shop.take();
  shop.journal.length = 0;
});

const calls = (): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { subgraph } of shop.take()) counts[subgraph] = (counts[subgraph] ?? 0) + 1;
  return counts;
};

describe('right answers', () => {
  it('for entities and their interface, from whichever subgraph they come', async () => {
    const query = `{ products { __typename sku title reviews { stars author { name } } ... on Book { pages } ... on Lamp { watts inStock: shipping } }
      me { reviews { product { __typename title price } } } }`;
    expect(await gateway.data(query)).toEqual({
      products: [
        { __typename: 'Book', sku: 'b1', title: 'Dune', reviews: [{ stars: 5, author: { name: 'Ada' } }], pages: 612 },
        {
          __typename: 'Lamp',
          sku: 'l1',
          title: 'Anglepoise',
          reviews: [
            { stars: 2, author: { name: 'Bob' } },
            { stars: 4, author: { name: 'Ada' } },
          ],
          watts: 9,
          inStock: 20,
        },
        { __typename: 'Book', sku: 'b2', title: 'Emma', reviews: [], pages: 474 },
      ],
      me: {
        reviews: [
          { product: { __typename: 'Book', title: 'Dune', price: 12 } },
          { product: { __typename: 'Lamp', title: 'Anglepoise', price: 90 } },
        ],
      },
    });
  });

  it('for unions, in which each member has fields of its own', async () => {
    const query = `{ search(text: "d") { __typename ... on Book { title reviews { stars } } ... on Lamp { watts }
      ... on Shelf { label products { title ... on Lamp { shipping } } } } }`;
    expect(await gateway.data(query)).toEqual({
      search: [
        { __typename: 'Book', title: 'Dune', reviews: [{ stars: 5 }] },
        { __typename: 'Shelf', label: 'Window', products: [{ title: 'Anglepoise', shipping: 20 }, { title: 'Emma' }] },
        { __typename: 'Lamp', watts: 9 },
      ],
    });
  });

  it('for @requires, which brings another subgraph’s fields along', async () => {
    expect(await gateway.data('{ product(sku: "b1") { ... on Book { shipping } } }')).toEqual({
      product: { shipping: 4 },
    });
    const asked = shop.take().find(({ subgraph }) => subgraph === 'stock');
    expect(asked?.variables.representations).toEqual([{ __typename: 'Book', sku: 'b1', weight: 400 }]);
  });

  it('for @provides, which saves a call', async () => {
    const ask = (fields: string) => gateway.data(`{ product(sku: "b1") { ... on Book { lastBuyer { ${fields} } } } }`);
    expect(await ask('name')).toEqual({ product: { lastBuyer: { name: 'Bob, as the stock knows him' } } });
    expect(calls()).toEqual({ catalog: 1, stock: 1 });
    expect(await ask('reviews { stars }')).toEqual({ product: { lastBuyer: { reviews: [{ stars: 2 }] } } });
    expect(calls()).toEqual({ catalog: 1, stock: 1, people: 1 });
  });

  it('with variables, fragments, aliases and directives', async () => {
    const body = {
      query: `query Two($a: ID!, $b: ID!, $deep: Boolean!) { a: product(sku: $a) { ...P } b: product(sku: $b) { ...P } }
        query Other { me { id } }
        fragment P on Product { title reviews @include(if: $deep) { stars } }`,
      variables: { a: 'b1', b: 'nothing', deep: true },
      operationName: 'Two',
    };
    expect(await gateway.ask(body)).toEqual({ data: { a: { title: 'Dune', reviews: [{ stars: 5 }] }, b: null } });
  });
});

describe('mutations', () => {
  it('are done one after the other, in the order of the document, and read from every subgraph', async () => {
    const query = `mutation { one: rename(sku: "b1", title: "Arrakis") { title reviews { stars } }
      two: review(sku: "l1", stars: 1) { stars author { name } product { title } }
      three: reserve(sku: "b1", count: 2) four: review(sku: "b2", stars: 3) { id } five: rename(sku: "l1", title: "Desk") { title } }`;
    expect(await gateway.data(query)).toEqual({
      one: { title: 'Arrakis', reviews: [{ stars: 5 }] },
      two: { stars: 1, author: { name: 'Bob' }, product: { title: 'Anglepoise' } },
      three: 2,
      four: { id: 'r9' },
      five: { title: 'Desk' },
    });
    expect(shop.journal).toEqual(['rename b1', 'review l1', 'reserve b1', 'review b2', 'rename l1']);
  });

  it('go on after one that failed, as GraphQL has it', async () => {
    const { data, errors } = await gateway.ask(
      'mutation { discontinue(sku: "b1") { title } reserve(sku: "b1", count: 1) }',
    );
    expect(data).toEqual({ discontinue: null, reserve: 1 });
    expect(errors).toEqual([
      {
        message: 'It still sells.',
        path: ['discontinue'],
        extensions: { code: 'STILL_SELLS', since: 1965, serviceName: 'catalog' },
      },
    ]);
  });
});

describe('errors of subgraphs', () => {
  it('pass with message, code, details and path', async () => {
    const { data, errors } = await gateway.ask('{ users { name email } products { ... on Lamp { inStock } } }');
    expect(data).toMatchObject({ users: [{ email: 'ada@example.com' }, { name: 'Bob', email: null }] });
    expect(errors).toHaveLength(2);
    expect(errors).toEqual(
      expect.arrayContaining([
        {
          message: 'Only Bob may see that.',
          path: ['users', 1, 'email'],
          extensions: { code: 'FORBIDDEN', category: 'incorrect', owner: 'u2', serviceName: 'people' },
        },
        {
          message: 'The lamps were not counted.',
          path: ['products', 1, 'inStock'],
          extensions: { code: 'NOT_COUNTED', serviceName: 'stock' },
        },
      ]),
    );
  });

  it('pass without a code of their own, too, but never with a stack trace', async () => {
    const { data, errors } = await gateway.ask('{ products { title rating ... on Book { isbn } } }');
    expect(data?.products).toMatchObject([{ title: 'Dune', rating: null, isbn: null }, { rating: null }, {}]);
    const byService = Object.groupBy(errors ?? [], ({ extensions }) => String(extensions.serviceName));
    expect(byService.catalog).toEqual(
      [0, 2].map((index) => ({
        message: 'The register of books is closed.',
        path: ['products', index, 'isbn'],
        extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'catalog' },
      })),
    );
    expect(byService.people).toEqual(
      [0, 1, 2].map((index) => ({
        message: 'stars is not iterable',
        path: ['products', index, 'rating'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', serviceName: 'people' },
      })),
    );
  });

  it('are masked when the operator wants only those with a code', async () => {
    const masking = await Alone.start(['--supergraph', supergraph], {
      ASOF_HOME: directory,
      ASOF_SUBGRAPH_ERRORS: 'coded',
    });
    const { errors } = await masking.ask('{ product(sku: "b1") { ... on Book { isbn } } users { email } }');
    await masking.stop();
    expect(errors?.map(({ extensions: { code } }) => code).sort()).toEqual(['FORBIDDEN', 'INTERNAL']);
    expect(JSON.stringify(errors)).not.toContain('register');
  });
});

describe('headers', () => {
  const query = '{ products { title reviews { stars } ... on Book { inStock } } }';
  const ours = ({ headers }: { headers: object }) => Object.keys(headers).filter((name) => name.startsWith('asof-'));

  it('of Asof are sent to nobody when nobody asked for a moment', async () => {
    expect(await gateway.ask(query)).toEqual({ data: expect.anything() });
    const arrived = shop.take();
    expect(new Set(arrived.map(({ subgraph }) => subgraph))).toEqual(new Set(NAMES));
    expect(arrived.flatMap(ours)).toEqual([]);
  });

  it('of a moment go to every subgraph when one was asked for', async () => {
    const body = { query, extensions: { asOf: { validTime: '2025-03-01' } } };
    const { errors, extensions } = await gateway.ask(body, { 'asof-system-time': '2025-04-01T00:00:00.000001Z' });
    expect(errors).toBeUndefined();
    const moment = { validTime: '2025-03-01T00:00:00Z', systemTime: '2025-04-01T00:00:00.000001Z' };
    expect(extensions).toEqual({ asOf: moment });
    const arrived = shop.take();
    expect(arrived).toHaveLength(3);
    for (const { headers } of arrived) {
      expect(headers).toMatchObject({ 'asof-valid-time': moment.validTime, 'asof-system-time': moment.systemTime });
      expect(headers).not.toHaveProperty('asof-tenant');
    }
  });

  it('that the operator named reach every subgraph, and no others do', async () => {
    await gateway.data(query, {
      authorization: 'Bearer of-a-user',
      'x-request-id': 'r-17',
      'x-team': 'north',
      'x-secret': 's',
      cookie: 'a=b',
    });
    const arrived = shop.take();
    expect(arrived).toHaveLength(3);
    for (const { headers } of arrived) {
      expect(headers).toMatchObject({ authorization: 'Bearer of-a-user', 'x-request-id': 'r-17', 'x-team': 'north' });
      expect(headers).not.toHaveProperty('x-secret');
      expect(headers).not.toHaveProperty('cookie');
    }
  });
});

describe('a subgraph that is down', () => {
  const query = '{ products { title reviews { stars } ... on Book { inStock } } me { name } warehouse }';
  const rest = { products: [{ title: 'Dune', reviews: [{ stars: 5 }], inStock: null }, {}, {}], me: { name: 'Ada' } };

  it('leaves the others’ fields standing, and answers again as soon as it is back', async () => {
    const stock = servers.get('stock') as PlainServer;
    await stock.close();
    const { data, errors } = await gateway.ask(query);
    expect(data).toMatchObject({ ...rest, warehouse: null });
    expect(errors?.map(({ path }) => path)).toEqual(
      expect.arrayContaining([['warehouse'], ['products', 0, 'inStock'], ['products', 2, 'inStock']]),
    );
    for (const { extensions } of errors ?? []) expect(extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    expect(errors).toHaveLength(3);

    servers.set('stock', await shop.start('stock', stock.port));
    expect(await gateway.data(query)).toMatchObject({ warehouse: 'Leeds', products: [{ inStock: 3 }, {}, {}] });
  });

  it('at the start stops nothing: it is named in the log, and asked again with each request', async () => {
    const stock = servers.get('stock') as PlainServer;
    await stock.close();
    const early = await Alone.start(['--supergraph', supergraph], { ASOF_HOME: directory });
    await early.command.until(/“stock” cannot be reached \(.*ECONNREFUSED/);
    expect(early.command.stdout).toContain('SUBGRAPH_UNAVAILABLE');
    expect(early.command.stdout).not.toMatch(/“(catalog|people)” cannot/);
    expect((await early.ask(query)).data).toMatchObject(rest);
    servers.set('stock', await shop.start('stock', stock.port));
    expect(await early.data('{ warehouse }')).toEqual({ warehouse: 'Leeds' });
    expect(await early.stop()).toBe(0);
  });
});
