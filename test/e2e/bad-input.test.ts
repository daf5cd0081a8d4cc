// Wrong input over HTTP: a coded error that helps, never a stack trace; and what is not there is null without an error.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, parseTenant } from '../../core/ids.ts';
import { OPEN_END, parseInstant } from '../../core/instant.ts';
import { type RunningAsof, startAsof } from '../support/asof.ts';

const tenant = parseTenant(`bad-${newId()}`);
const customer = newId();

let asof: RunningAsof;
let cursor = '';
beforeAll(async () => {
  asof = await startAsof();
  const names = ['A', 'B', 'C'];
  await asof.committer.commit(
    tenant,
    'test',
    names.map((name, n) => ({
      kind: 'entity',
      entity: { type: 'Customer', id: n === 0 ? customer : newId() },
      validFrom: parseInstant('2025-01-01'),
      validTo: OPEN_END,
      values: { fields: { name }, attributes: null },
    })),
  );
  const page = await asof.query('{ customers(first: 1) { pageInfo { endCursor } } }', { tenant });
  cursor = (page.data?.customers as { pageInfo: { endCursor: string } } | undefined)?.pageInfo.endCursor ?? '';
}, 60_000);
afterAll(() => asof?.stop());

const read = (at: string): string => `{ customer(id: "${customer}", at: ${at}) { name } }`;

const wrong: [what: string, query: () => string, code: string][] = [
  ['a malformed instant', () => read('{validTime: "yesterday"}'), 'INSTANT_INVALID'],
  ['an instant without an offset', () => read('{validTime: "2025-03-01T10:00:00"}'), 'INSTANT_INVALID'],
  ['an instant that is a number', () => read('{validTime: 1740000000}'), 'INSTANT_INVALID'],
  ['a day that is not there', () => read('{systemTime: "2025-02-30"}'), 'INSTANT_INVALID'],
  ['an instant out of range', () => read('{validTime: "2300-01-01"}'), 'INSTANT_OUT_OF_RANGE'],
  ['a system time in the future', () => read('{systemTime: "2200-01-01"}'), 'SYSTEM_TIME_IN_FUTURE'],
  ['an id that is none', () => '{ customer(id: "17") { name } }', 'ID_INVALID'],
  ['a page that is too large', () => '{ customers(first: 100000) { totalCount } }', 'PAGE_TOO_LARGE'],
  [
    'pages within pages that multiply',
    () => '{ customers(first: 1000) { nodes { facts(first: 100) { nodes { fact } } } } }',
    'REQUEST_TOO_LARGE',
  ],
  ['a negative page', () => '{ customers(first: -1) { totalCount } }', 'PAGE_TOO_LARGE'],
  [
    'a page of facts that is too large',
    () => `{ customer(id: "${customer}") { facts(first: 5000) { totalCount } } }`,
    'PAGE_TOO_LARGE',
  ],
  ['a cursor that is none', () => '{ customers(after: "abc") { totalCount nodes { id } } }', 'CURSOR_INVALID'],
  ['a cursor of another field', () => `{ drivers(after: "${cursor}") { nodes { id } } }`, 'CURSOR_FOREIGN'],
  [
    'a cursor of another order',
    () => `{ customers(after: "${cursor}", orderBy: [{field: name}]) { nodes { id } } }`,
    'CURSOR_FOREIGN',
  ],
  [
    'a cursor with another moment',
    () => `{ customers(after: "${cursor}", at: {validTime: "2025-06-01"}) { nodes { id } } }`,
    'CURSOR_MOMENT',
  ],
  ['an unknown type', () => `{ lookup(store: IMPORT, externalId: "1", type: "Ship") { id } }`, 'TYPE_UNKNOWN'],
  [
    'a decimal that is none',
    () => '{ customers(filter: {creditLimit: {gt: "much"}}) { totalCount } }',
    'DECIMAL_INVALID',
  ],
  ['a text that is too long', () => `{ search(text: "${'x'.repeat(2000)}") { nodes { id } } }`, 'REQUEST_TOO_LARGE'],
  ['an unknown field', () => '{ customers { shoeSize } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['no GraphQL', () => '{ customers(', 'GRAPHQL_PARSE_FAILED'],
];

describe('wrong input', () => {
  it.each(wrong)('%s', async (_, query, code) => {
    const response = await asof.query(query(), { tenant });
    expect(response.errors?.map((error) => error.extensions?.code)).toEqual([code]);
    expect(response.errors?.[0]?.message.length).toBeGreaterThan(10);
    expect(JSON.stringify(response)).not.toMatch(/stacktrace|node_modules|\n\s+at /);
  });

  it.each([
    ['asof-valid-time', 'soon', 'INSTANT_INVALID'],
    ['asof-system-time', '2200-01-01', 'SYSTEM_TIME_IN_FUTURE'],
    ['asof-min-system-time', '2200-01-01', 'SYSTEM_TIME_IN_FUTURE'],
    ['asof-tenant', '../etc', 'TENANT_INVALID'],
  ])('in the header %s', async (header, value, code) => {
    const response = await asof.query('{ customers { totalCount } }', {
      headers: { 'asof-tenant': tenant, [header]: value },
    });
    expect(response.errors?.map((error) => error.extensions?.code)).toEqual([code]);
  });
});

describe('what is not there', () => {
  it.each([
    ['an unknown id', () => `{ found: customer(id: "${newId()}") { name } }`],
    ['an id of another type', () => `{ found: driver(id: "${customer}") { name } }`],
    ['an unknown id of any type', () => `{ found: entity(id: "${newId()}") { id } }`],
    [
      'a moment before any data',
      () => `{ found: customer(id: "${customer}", at: {validTime: "1990-01-01"}) { name facts { totalCount } } }`,
    ],
    [
      'a system time before any data',
      () => `{ found: customer(id: "${customer}", at: {systemTime: "1990-01-01"}) { name } }`,
    ],
    ['a key that no store has', () => '{ found: lookup(store: NEO4J, externalId: "nobody") { id } }'],
  ])('%s is null without an error', async (_, query) => {
    const response = await asof.query(query(), { tenant });
    expect(response.errors).toBeUndefined();
    expect(response.data).toEqual({ found: null });
  });
});
