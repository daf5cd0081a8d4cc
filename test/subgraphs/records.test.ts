// The records subgraph: entities, lists, filters, orders, pages and look-ups, at moments.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Id, newId } from '../../core/ids.ts';
import { formatInstant, type Instant } from '../../core/instant.ts';
import { entity, fact, MemoryCompany } from '../support/subgraphs.ts';

const company = new MemoryCompany();
const [acme, birch, cedar, dana, l1, l2] = Array.from({ length: 6 }, newId) as [Id, Id, Id, Id, Id, Id];
interface Page {
  edges: { cursor: string; node: { moment: string } }[];
  pageInfo: { endCursor: string };
}

let first: Instant;
let corrected: Instant;
let aborted: Instant;

beforeAll(async () => {
  first = await company.commit([
    entity('Customer', acme, { name: 'Acme', tier: 'SILVER', creditLimit: '1000.00', paymentTermsDays: 30 }),
    entity('Customer', birch, { name: 'Birch', tier: 'GOLD', creditLimit: '250.5', paymentTermsDays: null }),
    entity('Customer', cedar, { name: 'Cedar', tier: 'GOLD', creditLimit: null }, '2024-03-01'),
    entity('Driver', dana, { name: 'Dana', hiredOn: '2020-02-29' }, '2024-01-01', '2024-06-01'),
    entity('Load', l1, {
      reference: 'L-1',
      weightKg: 900,
      customer: acme,
      driver: dana,
      pickupAt: 1_700_000_000_000_001,
    }),
    entity('Load', l2, { reference: 'L-2', weightKg: 1200, customer: birch, driver: null, pickupAt: null }),
  ]);
  corrected = await company.commit([entity('Customer', acme, { name: 'Acme', tier: 'PLATINUM' }, '2024-04-01')]);
  aborted = await company.commit([entity('Customer', birch, { name: 'Never seen' })], 'aborted');
});

const at = (validTime: string, systemTime?: Instant) =>
  `at: {validTime: "${validTime}"${systemTime === undefined ? '' : `, systemTime: "${formatInstant(systemTime)}"`}}`;

describe('one entity', () => {
  it('is read at two moments side by side, each with its own key', async () => {
    const { march, may, before } = await company.data(
      'records',
      `{ march: customer(id: "${acme}", ${at('2024-03-01')}) { ...C } may: customer(id: "${acme}", ${at('2024-05-01')}) { ...C }
         before: customer(id: "${acme}", ${at('2024-05-01', first)}) { ...C } }
       fragment C on Customer { moment tier version { validFrom validTo systemFrom systemTo } }`,
    );
    const [known, watermark] = [corrected, aborted].map(formatInstant);
    expect(march).toEqual({
      moment: `2024-03-01T00:00:00Z@${watermark}`,
      tier: 'SILVER',
      version: {
        validFrom: '2024-01-01T00:00:00Z',
        validTo: '2024-04-01T00:00:00Z',
        systemFrom: known,
        systemTo: null,
      },
    });
    expect(may).toMatchObject({ tier: 'PLATINUM', version: { validFrom: '2024-04-01T00:00:00Z', validTo: null } });
    // What was learned later does not show: not the tier, and not that the version would end.
    expect(before).toEqual({
      moment: `2024-05-01T00:00:00Z@${formatInstant(first)}`,
      tier: 'SILVER',
      version: { validFrom: '2024-01-01T00:00:00Z', validTo: null, systemFrom: formatInstant(first), systemTo: null },
    });
  });

  it('has exact decimals, instants and dates, and a name whatever its type calls it', async () => {
    const { load, driver, customer } = await company.data(
      'records',
      `{ load(id: "${l1}") { name reference weightKg pickupAt attributes }
         driver(id: "${dana}", ${at('2024-02-01')}) { hiredOn }
         customer(id: "${acme.toUpperCase()}", ${at('2024-02-01')}) { creditLimit } }`,
    );
    expect(load).toEqual({
      name: 'L-1',
      reference: 'L-1',
      weightKg: 900,
      pickupAt: '2023-11-14T22:13:20.000001Z',
      attributes: null,
    });
    expect(driver).toEqual({ hiredOn: '2020-02-29' });
    expect(customer).toEqual({ creditLimit: '1000.00' });
  });

  it('is null when it is unknown, of another type, or not visible then', async () => {
    const fields = `{ id } absent: customer(id: "${newId()}") { id } other: customer(id: "${l1}") { id }
      early: customer(id: "${acme}", ${at('2023-12-31T23:59:59.999999Z')}) { id }
      unknownThen: customer(id: "${acme}", ${at('2024-05-01', 0 as Instant)}) { id }
      ended: entity(id: "${dana}") { id } nothing: entity(id: "${newId()}") { id }`;
    const data = await company.data('records', `{ now: customer(id: "${acme}") ${fields} }`);
    const { now, ...rest } = data;
    expect(now).toEqual({ id: acme });
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
  });

  it('has references at the same moment, null where what they point to is not visible', async () => {
    const { then, later } = await company.data<{ then: { moment: string }; later: object }>(
      'records',
      `{ then: load(id: "${l1}", ${at('2024-05-01')}) { ...L } later: load(id: "${l1}", ${at('2024-07-01')}) { ...L } }
       fragment L on Load { moment customer { moment tier } driver { name } equipment { id } }`,
    );
    const moment = then.moment;
    expect(then).toEqual({ moment, customer: { moment, tier: 'PLATINUM' }, driver: { name: 'Dana' }, equipment: null });
    expect(later).toMatchObject({ driver: null, customer: { tier: 'PLATINUM' } });
  });

  it('is found by its id alone, and by the ids of stores and imports', async () => {
    company.records.external.push(
      { key: { source: 'neo4j', type: null, externalId: 'graphiti-1' }, type: 'Customer', id: acme },
      { key: { source: 'import', type: 'Customer', externalId: '17' }, type: 'Customer', id: birch },
      { key: { source: 'tms', type: 'Load', externalId: '17' }, type: 'Load', id: l2 },
    );
    const data = await company.data(
      'records',
      `{ entity(id: "${l2}") { ...E }
         node: lookup(store: NEO4J, externalId: "graphiti-1") { ...E } own: lookup(store: NEO4J, externalId: "${l1}") { ...E }
         row: lookup(store: POSTGRESQL, externalId: "${l1}") { ...E } point: lookup(store: VECTORS, externalId: "${dana}", ${at('2024-02-01')}) { ...E }
         imported: lookup(store: IMPORT, type: "Customer", externalId: "17") { ...E }
         tms: lookup(store: IMPORT, type: "Load", source: "tms", externalId: "17") { ...E }
         wrongType: lookup(store: NEO4J, externalId: "graphiti-1", type: "Load") { ...E }
         gone: lookup(store: VECTORS, externalId: "${dana}") { ...E } none: lookup(store: POSTGRESQL, externalId: "x") { ...E } }
       fragment E on Entity { __typename name }`,
    );
    expect(data).toEqual({
      entity: { __typename: 'Load', name: 'L-2' },
      node: { __typename: 'Customer', name: 'Acme' },
      own: { __typename: 'Load', name: 'L-1' },
      row: { __typename: 'Load', name: 'L-1' },
      point: { __typename: 'Driver', name: 'Dana' },
      imported: { __typename: 'Customer', name: 'Birch' },
      tms: { __typename: 'Load', name: 'L-2' },
      wrongType: null,
      gone: null,
      none: null,
    });
  });
});

describe('a list', () => {
  const names = async (args: string): Promise<unknown> => {
    const query = `{ customers(${args}) { nodes { name } } }`;
    const { customers } = await company.data<{ customers: { nodes: { name: string }[] } }>('records', query);
    return customers.nodes.map(({ name }) => name);
  };

  it('has what is visible at the moment, by id unless ordered otherwise', async () => {
    expect(await names(at('2024-02-01'))).toEqual(['Acme', 'Birch']);
    expect(await names('orderBy: [{field: name, direction: DESC}]')).toEqual(['Cedar', 'Birch', 'Acme']);
    expect(await names('orderBy: [{field: tier}, {field: name, direction: DESC}]')).toEqual(['Cedar', 'Birch', 'Acme']);
    expect(await names(`orderBy: [{field: creditLimit, direction: DESC}], ${at('2024-03-15')}`)).toEqual([
      'Acme',
      'Birch',
      'Cedar',
    ]);
    expect(await names(`orderBy: [{field: creditLimit}], ${at('2024-03-15')}`)).toEqual(['Birch', 'Acme', 'Cedar']);
  });

  it('lets through what its filter says', async () => {
    const filters: [string, string[]][] = [
      ['{name: {startsWith: "B"}}', ['Birch']],
      ['{name: {contains: "c"}, tier: {ne: "GOLD"}}', ['Acme']],
      ['{creditLimit: {gt: 250.4, lte: "1000"}}', ['Acme', 'Birch']],
      ['{creditLimit: {eq: "250.50"}}', ['Birch']],
      ['{creditLimit: {isNull: true}}', ['Cedar']],
      ['{paymentTermsDays: {in: [30, 60]}}', ['Acme']],
      ['{or: [{name: {eq: "Acme"}}, {and: [{tier: {eq: "GOLD"}}, {not: {name: {eq: "Birch"}}}]}]}', ['Acme', 'Cedar']],
      ['{}', ['Acme', 'Birch', 'Cedar']],
      ['{not: {}}', []],
    ];
    for (const [filter, expected] of filters) {
      const found = await names(`filter: ${filter}, orderBy: [{field: name}], ${at('2024-03-15')}`);
      expect(found, filter).toEqual(expected);
    }
    const { loads } = await company.data(
      'records',
      `{ loads(filter: {customer: {in: ["${birch}"]}, pickupAt: {isNull: true}}) { nodes { name } } }`,
    );
    expect(loads).toEqual({ nodes: [{ name: 'L-2' }] });
  });

  it('counts all pages, and asks the store only for what is selected', async () => {
    company.resetCalls();
    const counted = await company.data(
      'records',
      '{ customers(first: 1, filter: {tier: {eq: "GOLD"}}) { totalCount } }',
    );
    expect(counted).toEqual({ customers: { totalCount: 2 } });
    expect(company.calls).toEqual({ count: 1 });
    company.resetCalls();
    await company.data('records', '{ customers { nodes { name tier version { validFrom } } } }');
    expect(company.calls).toEqual({ list: 1 });
  });

  it('is paged to its end by cursors that keep their moment', async () => {
    const page = `query ($after: String) { customers(first: 2, after: $after, orderBy: [{field: tier}]) {
      edges { cursor node { name moment } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    const { customers } = await company.data<{ customers: Page }>('records', page);
    const { edges, pageInfo } = customers;
    expect(pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: edges[0]?.cursor,
      endCursor: edges[1]?.cursor,
    });
    await company.commit([entity('Customer', newId(), { name: 'Too late', tier: 'ZZZ' })]);
    const { customers: two } = await company.data('records', page, { after: pageInfo.endCursor });
    expect(two).toMatchObject({
      edges: [{ node: { name: 'Acme', moment: edges[0]?.node.moment } }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
  });

  it('can be asked for none', async () => {
    const { customers, drivers } = await company.data(
      'records',
      '{ customers(first: 0) { nodes { id } pageInfo { hasNextPage endCursor } } drivers(first: 0) { pageInfo { hasNextPage } } }',
    );
    expect(customers).toEqual({ nodes: [], pageInfo: { hasNextPage: true, endCursor: null } });
    expect(drivers).toEqual({ pageInfo: { hasNextPage: false } });
  });
});

describe('store calls', () => {
  it('are as many for 500 loads with their references as for 50', async () => {
    const big = new MemoryCompany();
    const customers = Array.from({ length: 30 }, newId);
    await big.commit([
      ...customers.map((id, n) => entity('Customer', id, { name: `Customer ${n}` })),
      ...Array.from({ length: 500 }, (_, n) =>
        entity('Load', newId(), { reference: `L-${n}`, customer: customers[n % 30] ?? null }),
      ),
      fact({ type: 'Customer', id: acme }, 'OWNS', { type: 'Customer', id: birch }),
    ]);
    for (const size of [50, 500]) {
      big.resetCalls();
      const { loads } = await big.data<{ loads: { nodes: unknown[] } }>(
        'records',
        `{ loads(first: ${size}) { totalCount nodes { customer { name } } } }`,
      );
      expect(loads.nodes).toHaveLength(size);
      expect(big.calls).toEqual({ list: 1, count: 1, versions: 1 });
    }
  });
});
