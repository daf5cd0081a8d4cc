// What a subgraph answers when something is wrong: a code for what the caller did, a mask for what is ours.
import { beforeAll, describe, expect, it } from 'vitest';
import { makeCursor } from '../../../core/cursor.ts';
import { AsofError } from '../../../core/errors.ts';
import { newId } from '../../../core/ids.ts';
import { type Instant, parseInstant } from '../../../core/instant.ts';
import { formatMoment } from '../../../core/moment.ts';
import { entity, MemoryCompany } from '../../support/subgraphs.ts';

const company = new MemoryCompany();
const id = newId();
const cursors: Record<string, string> = {};

beforeAll(async () => {
  const systemTime = await company.commit([entity('Customer', id, { name: 'Acme', tier: 'GOLD' })]);
  const { customers } = await company.data<{ customers: { pageInfo: { endCursor: string } } }>(
    'records',
    '{ customers { pageInfo { endCursor } } }',
  );
  cursors.good = customers.pageInfo.endCursor;
  const moment = { validTime: systemTime, systemTime };
  const scope = ['customers', company.tenant, null, []];
  cursors.badPosition = makeCursor(scope, moment, { values: [1], id });
  cursors.badId = makeCursor(scope, moment, { values: [], id: 'x' });
  cursors.future = makeCursor(
    scope,
    { validTime: systemTime, systemTime: parseInstant('2200-01-01') },
    { values: [], id },
  );
  cursors.otherTenant = makeCursor(['customers', 'another', null, []], moment, { values: [], id });
});

const deep = (levels: number): string => (levels === 0 ? 'tier: {eq: "GOLD"}' : `not: {${deep(levels - 1)}}`);

describe('bad input', () => {
  it.each([
    ['a malformed instant', `{ customer(id: "${id}", at: {validTime: "1.3.2024"}) { id } }`, 'INSTANT_INVALID'],
    ['an instant that is no text', `{ customer(id: "${id}", at: {validTime: 5}) { id } }`, 'INSTANT_INVALID'],
    [
      'an instant without offset',
      `{ customer(id: "${id}", at: {validTime: "2024-03-01T10:00:00"}) { id } }`,
      'INSTANT_INVALID',
    ],
    ['a day that is not there', `{ customer(id: "${id}", at: {validTime: "2024-02-30"}) { id } }`, 'INSTANT_INVALID'],
    [
      'an instant out of range',
      `{ customer(id: "${id}", at: {systemTime: "1500-01-01"}) { id } }`,
      'INSTANT_OUT_OF_RANGE',
    ],
    [
      'a system time in the future',
      `{ customer(id: "${id}", at: {systemTime: "2200-01-01"}) { id } }`,
      'SYSTEM_TIME_IN_FUTURE',
    ],
    ['a malformed id', '{ customer(id: "17") { id } }', 'ID_INVALID'],
    ['a malformed id of any type', '{ entity(id: "17") { id } }', 'ID_INVALID'],
    ['an overlong external id', `{ lookup(store: NEO4J, externalId: "${'x'.repeat(1001)}") { id } }`, 'ID_INVALID'],
    ['a look-up of an import without type', '{ lookup(store: IMPORT, externalId: "17") { id } }', 'FILTER_INVALID'],
    [
      'a look-up of a type that is not there',
      '{ lookup(store: NEO4J, type: "Spaceship", externalId: "1") { id } }',
      'TYPE_UNKNOWN',
    ],
    ['a source of another store', '{ lookup(store: NEO4J, source: "tms", externalId: "1") { id } }', 'FILTER_INVALID'],
    ['an external id with U+0000', '{ lookup(store: NEO4J, externalId: "\\u0000") { id } }', 'ID_INVALID'],
    ['a page too large', '{ customers(first: 1001) { nodes { id } } }', 'PAGE_TOO_LARGE'],
    ['a negative page', '{ customers(first: -1) { nodes { id } } }', 'PAGE_TOO_LARGE'],
    ['a filter too deep', `{ customers(filter: {${deep(5)}}) { nodes { id } } }`, 'FILTER_INVALID'],
    [
      'a filter too wide',
      `{ customers(filter: {or: [${'{tier: {eq: "GOLD"}},'.repeat(101)}]}) { nodes { id } } }`,
      'FILTER_INVALID',
    ],
    [
      'too many values',
      `{ customers(filter: {tier: {in: [${'"GOLD",'.repeat(1001)}]}}) { nodes { id } } }`,
      'FILTER_INVALID',
    ],
    ['an empty or', '{ customers(filter: {or: []}) { nodes { id } } }', 'FILTER_INVALID'],
    ['a condition of null', '{ customers(filter: {tier: {eq: null}}) { nodes { id } } }', 'FILTER_INVALID'],
    ['a text with U+0000', '{ customers(filter: {tier: {eq: "\\u0000"}}) { nodes { id } } }', 'FILTER_INVALID'],
    ['a reference that is no id', '{ loads(filter: {customer: {eq: "x"}}) { nodes { id } } }', 'ID_INVALID'],
    ['a decimal that is none', '{ invoices(filter: {amount: {gt: "much"}}) { nodes { id } } }', 'DECIMAL_INVALID'],
    ['a float in exponent form', '{ invoices(filter: {amount: {gt: 1e3}}) { nodes { id } } }', 'DECIMAL_INVALID'],
    ['a date that is none', '{ invoices(filter: {dueOn: {lt: "2024-02-30"}}) { nodes { id } } }', 'DATE_INVALID'],
    ['a date of the year 0', '{ invoices(filter: {dueOn: {gt: "0000-01-01"}}) { nodes { id } } }', 'DATE_INVALID'],
    [
      'an order by a field twice',
      '{ customers(orderBy: [{field: tier}, {field: tier}]) { nodes { id } } }',
      'FILTER_INVALID',
    ],
    ['a query that does not parse', '{ customers(', 'GRAPHQL_PARSE_FAILED'],
    ['a field that is not there', '{ spaceships { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a query without end', `{ ${'a '.repeat(300_000)} }`, 'REQUEST_TOO_LARGE'],
  ])('%s is %s', async (_name, query, code) => {
    const { errors } = await company.ask('records', query);
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual([code]);
    expect(errors?.[0]?.message.length).toBeLessThan(300);
  });

  it.each([
    [{ after: 'not a cursor' }, 'CURSOR_INVALID'],
    [{ after: Buffer.from('[1]').toString('base64url') }, 'CURSOR_INVALID'],
    [{ after: 'x'.repeat(5_000) }, 'CURSOR_INVALID'],
    [{ after: () => `${cursors.good}x`.slice(3) }, 'CURSOR_INVALID'],
    [{ after: () => cursors.badPosition }, 'CURSOR_INVALID'],
    [{ after: () => cursors.badId }, 'CURSOR_INVALID'],
    [{ after: () => cursors.otherTenant }, 'CURSOR_FOREIGN'],
    [{ after: () => cursors.good, filter: { tier: { eq: 'GOLD' } } }, 'CURSOR_FOREIGN'],
    [{ after: () => cursors.good, orderBy: [{ field: 'tier' }] }, 'CURSOR_FOREIGN'],
    [{ after: () => cursors.good, at: { validTime: '2024-01-01' } }, 'CURSOR_MOMENT'],
    [{ after: () => cursors.future }, 'SYSTEM_TIME_IN_FUTURE'],
    [{ at: { validTime: 'soon' } }, 'INSTANT_INVALID'],
    [{ at: 'soon' }, 'BAD_USER_INPUT'],
    [{ first: 'many' }, 'BAD_USER_INPUT'],
  ])('variables %j are %s', async (variables: Record<string, unknown>, code) => {
    const query = `query ($first: Int, $after: String, $filter: CustomerFilter, $orderBy: [CustomerOrder!], $at: AsOf) {
      customers(first: $first, after: $after, filter: $filter, orderBy: $orderBy, at: $at) { nodes { id } } }`;
    const given = Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'function' ? value() : value,
    ]);
    const { errors } = await company.ask('records', query, Object.fromEntries(given));
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual([code]);
  });

  it.each([
    ['{ search(text: "  ") { nodes { id } } }', 'FILTER_INVALID'],
    ['{ search(text: "a\\u0000") { nodes { id } } }', 'FILTER_INVALID'],
    [`{ search(text: "${'x'.repeat(1001)}") { nodes { id } } }`, 'REQUEST_TOO_LARGE'],
    ['{ search(text: "x", first: 101) { nodes { id } } }', 'PAGE_TOO_LARGE'],
    ['{ search(text: "x", after: "W10") { nodes { id } } }', 'CURSOR_INVALID'],
  ])('%s is %s', async (query, code) => {
    const { errors } = await company.ask('search', query);
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual([code]);
  });

  it('says in its headers is an error of the whole request', async () => {
    const response = await company.ask('records', '{ customers { nodes { id } } }', {}, { 'asof-valid-time': 'soon' });
    expect(response).toEqual({
      errors: [expect.objectContaining({ extensions: { code: 'INSTANT_INVALID', category: 'incorrect' } })],
    });
  });

  it('takes nothing from the other fields of a request', async () => {
    const { data, errors } = await company.ask(
      'records',
      `{ bad: customer(id: "17") { id } good: customer(id: "${id}") { name } }`,
    );
    expect(data).toEqual({ bad: null, good: { name: 'Acme' } });
    expect(errors).toMatchObject([{ path: ['bad'], extensions: { code: 'ID_INVALID' } }]);
  });
});

describe('trouble', () => {
  const query = `{ customer(id: "${id}") { name } }`;

  it('of a store is told with its code, and logged with its cause', async () => {
    const broken = new MemoryCompany();
    broken.trouble = new AsofError('STORE_UNAVAILABLE', 'PostgreSQL does not answer.', {
      cause: new Error('ECONNREFUSED 10.1.2.3'),
    });
    const { data, errors } = await broken.ask('records', query);
    expect(data).toEqual({ customer: null });
    expect(errors).toEqual([
      {
        message: 'PostgreSQL does not answer.',
        path: ['customer'],
        extensions: { code: 'STORE_UNAVAILABLE', category: 'unavailable' },
      },
    ]);
    expect(broken.logged).toHaveLength(1);
    broken.trouble = null;
    expect(await broken.ask('records', query)).toMatchObject({ data: { customer: null } });
  });

  it('that nobody foresaw is masked, and found in the log by its id', async () => {
    const broken = new MemoryCompany();
    broken.trouble = new TypeError('secret: undefined is not a function');
    const { errors } = await broken.ask('records', query);
    const errorId = errors?.[0]?.extensions?.errorId;
    expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL', category: 'fault', errorId });
    expect(JSON.stringify(errors)).not.toMatch(/secret|TypeError|\.ts|at /);
    expect(broken.logged).toEqual([{ details: { err: broken.trouble, errorId }, message: expect.any(String) }]);
  });

  it('of a whole batch is logged once, and not for each of its keys', async () => {
    const broken = new MemoryCompany();
    const ids = [newId(), newId(), newId()];
    const systemTime = await broken.commit(ids.map((each) => entity('Customer', each, { name: 'Acme' })));
    broken.trouble = new AsofError('STORE_UNAVAILABLE', 'Neo4j does not answer.');
    const moment = formatMoment({ validTime: systemTime, systemTime });
    const { errors } = await broken.ask(
      'graph',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Customer { facts { nodes { id } } } } }',
      { r: ids.map((each) => ({ __typename: 'Customer', id: each, moment })) },
    );
    expect(errors).toHaveLength(3);
    expect(broken.logged).toHaveLength(1);
  });

  it('of one key of a batch leaves the others standing', async () => {
    const systemTime = company.ledger.watermark(company.tenant);
    const representation = (s: Instant) => ({
      __typename: 'Customer',
      id,
      moment: `2025-01-02@${new Date(s / 1000).toISOString()}`,
    });
    const { data, errors } = await company.ask(
      'records',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Customer { name } } }',
      {
        r: [representation((systemTime + 1000) as Instant), representation(parseInstant('2100-01-01'))],
      },
    );
    expect(data).toEqual({ _entities: [{ name: 'Acme' }, { name: null }] });
    expect(errors).toMatchObject([{ path: ['_entities', 1, 'name'], extensions: { code: 'SYSTEM_TIME_IN_FUTURE' } }]);
  });

  it('of a store that never answers ends at the deadline', async () => {
    const slow = new MemoryCompany({ deadlineMs: 50 });
    const { promise, resolve } = Promise.withResolvers<void>();
    slow.wait = promise;
    const { errors } = await slow.ask('records', '{ customers { nodes { id } totalCount } }');
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['REQUEST_TIMEOUT']);
    expect(slow.calls).toEqual({ list: 1 });
    resolve();
    await new Promise((done) => setTimeout(done, 20));
    // What was still to be asked when the deadline passed is not asked any more.
    expect(slow.calls).toEqual({ list: 1 });
  });
});
