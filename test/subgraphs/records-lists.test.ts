// What lists of the records subgraph have beyond pages: ranges and paths in filters, orders by time, groups and sums.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Id, newId } from '../../core/ids.ts';
import { entity, MemoryCompany } from '../support/subgraphs.ts';

const company = new MemoryCompany();
const [acme, birch, cedar] = Array.from({ length: 3 }, newId) as [Id, Id, Id];

beforeAll(async () => {
  await company.commit([
    { ...entity('Customer', acme, { name: 'Acme', tier: 'GOLD', creditLimit: '10.50', paymentTermsDays: 30 }) },
    withAttributes(entity('Customer', birch, { name: 'Birch', tier: 'GOLD', creditLimit: '2' }, '2024-02-01'), {
      fleet: { size: 12, names: ['x'] },
      rating: 'AA',
    }),
    withAttributes(entity('Customer', cedar, { name: 'Cedar', tier: null, creditLimit: null }, '2024-01-15'), {
      rating: 7,
    }),
  ]);
  await company.commit(
    [acme, birch, acme].map((customer, n) =>
      entity('Load', newId(), { reference: `L-${n}`, customer, weightKg: 10 * n, status: 'BOOKED' }),
    ),
  );
});

function withAttributes(draft: ReturnType<typeof entity>, attributes: Record<string, unknown>) {
  const values = draft.kind === 'entity' && draft.values ? { ...draft.values, attributes } : null;
  return { ...draft, values } as typeof draft;
}

const names = async (args: string): Promise<unknown> => {
  const { customers } = await company.data<{ customers: { nodes: { name: string }[] } }>(
    'records',
    `{ customers(${args}) { nodes { name } } }`,
  );
  return customers.nodes.map(({ name }) => name);
};

describe('a filter', () => {
  it('takes ranges of texts, ids, and values within JSON', async () => {
    const filters: [string, string[]][] = [
      ['{name: {gt: "Acme", lte: "Birch"}}', ['Birch']],
      [`{id: {in: ["${acme}", "${cedar.toUpperCase()}"]}}`, ['Acme', 'Cedar']],
      [`{id: {ne: "${acme}"}}`, ['Birch', 'Cedar']],
      ['{attributes: [{path: ["fleet", "size"], gte: 12}]}', ['Birch']],
      ['{attributes: [{path: ["fleet", "names", "0"], eq: "x"}, {path: ["rating"], startsWith: "A"}]}', ['Birch']],
      ['{attributes: [{path: ["rating"], in: [7, "B"]}]}', ['Cedar']],
      ['{attributes: [{path: ["rating"], isNull: true}]}', ['Acme']],
      // A text is no number, and null neither: both hold neither way.
      ['{not: {attributes: [{path: ["rating"], lt: 5}]}}', ['Cedar']],
    ];
    for (const [filter, expected] of filters) {
      expect(await names(`filter: ${filter}, orderBy: [{field: name}]`), filter).toEqual(expected);
    }
  });

  it('is refused when it cannot be used', async () => {
    const code = async (filter: string) =>
      (await company.ask('records', `{ customers(filter: ${filter}) { nodes { id } } }`)).errors?.[0]?.extensions?.code;
    expect(await code('{id: {eq: "x"}}')).toBe('ID_INVALID');
    expect(await code('{attributes: [{path: ["a"], eq: null}]}')).toBe('FILTER_INVALID');
    expect(await code('{attributes: [{eq: 1}]}')).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

describe('an order', () => {
  it('may be by time, and by a reference', async () => {
    expect(await names('orderBy: [{field: validFrom}]')).toEqual(['Acme', 'Cedar', 'Birch']);
    expect(await names('orderBy: [{field: systemFrom}, {field: validFrom, direction: DESC}]')).toEqual([
      'Birch',
      'Cedar',
      'Acme',
    ]);
    const { loads } = await company.data<{ loads: { nodes: unknown[] } }>(
      'records',
      '{ loads(orderBy: [{field: customer, direction: DESC}, {field: reference}]) { nodes { reference } } }',
    );
    expect(loads.nodes).toEqual(['L-1', 'L-0', 'L-2'].map((reference) => ({ reference })));
  });
});

describe('an aggregate', () => {
  it('counts and sums up what its list has, largest groups first', async () => {
    company.resetCalls();
    const { customers, loads } = await company.data(
      'records',
      `{ customers { aggregate(by: [tier], of: [creditLimit, paymentTermsDays]) { groups { keys { field value } count values { field count sum avg min max } } hasMore } }
         loads(filter: {weightKg: {gt: 0}}) { aggregate(by: [customer], of: [weightKg], first: 1) { groups { keys { value } count values { sum } } hasMore } } }`,
    );
    const empty = { count: 0, sum: null, avg: null, min: null, max: null };
    expect(customers).toEqual({
      aggregate: {
        groups: [
          {
            keys: [{ field: 'tier', value: 'GOLD' }],
            count: 2,
            values: [
              { field: 'creditLimit', count: 2, sum: '12.5', avg: '6.25', min: '2', max: '10.5' },
              { field: 'paymentTermsDays', count: 1, sum: '30', avg: '30', min: '30', max: '30' },
            ],
          },
          {
            keys: [{ field: 'tier', value: null }],
            count: 1,
            values: [
              { field: 'creditLimit', ...empty },
              { field: 'paymentTermsDays', ...empty },
            ],
          },
        ],
        hasMore: false,
      },
    });
    expect(loads).toEqual({
      aggregate: { groups: [{ keys: [{ value: acme }], count: 1, values: [{ sum: '20' }] }], hasMore: true },
    });
    expect(company.calls).toEqual({ aggregate: 2 });
  });

  it('is of all entities together when nothing is named, and refuses a field twice', async () => {
    const { customers } = await company.data(
      'records',
      '{ customers { aggregate { groups { keys { field } count values { field } } } totalCount totalCountExact } }',
    );
    expect(customers).toEqual({
      aggregate: { groups: [{ keys: [], count: 3, values: [] }] },
      totalCount: 3,
      totalCountExact: true,
    });
    const { errors } = await company.ask('records', '{ customers { aggregate(by: [tier, tier]) { hasMore } } }');
    expect(errors?.[0]?.extensions?.code).toBe('FILTER_INVALID');
  });
});
