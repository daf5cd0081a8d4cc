// The moment of an operation: which of the ways to ask wins, that it is one for the whole, and what the answer says of it.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { AsofError } from '../../../core/errors.ts';
import { at, FakeNow, startTestGateway } from '../support.ts';

const NOW = { validTime: '2025-06-01T12:00:00Z', systemTime: '2025-06-01T00:00:00Z' };
const THING = '{ thing(id: "a") { moment note } }';

const gateway = await startTestGateway();
const alone = await startTestGateway({}, { now: 'none' });
afterAll(() => Promise.all([gateway.stop(), alone.stop()]));

beforeEach(() => {
  gateway.now.reading = new FakeNow().reading;
  gateway.now.reached.length = 0;
  gateway.now.fault = undefined;
  for (const { things, notes } of [gateway, alone]) {
    for (const fake of [things, notes]) {
      fake.requests.length = 0;
      fake.extensions = undefined;
    }
  }
});

describe('precedence, for each axis on its own', () => {
  const extension = { validTime: '2024-01-01', systemTime: '2024-02-02' };
  const header = { validTime: '2023-01-01', systemTime: '2023-02-02' };
  type Source = 'extension' | 'header' | 'both' | 'none';
  const sources: Source[] = ['extension', 'header', 'both', 'none'];
  const table = sources.flatMap((validTime) => sources.map((systemTime) => ({ validTime, systemTime })));

  it.each(table)('valid time by $validTime, system time by $systemTime', async (by) => {
    const asOf: Record<string, string> = {};
    const headers: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const axis of ['validTime', 'systemTime'] as const) {
      const byExtension = by[axis] === 'extension' || by[axis] === 'both';
      const byHeader = by[axis] === 'header' || by[axis] === 'both';
      if (byExtension) asOf[axis] = extension[axis];
      if (byHeader) headers[axis === 'validTime' ? 'asof-valid-time' : 'asof-system-time'] = header[axis];
      expected[axis] = byExtension
        ? `${extension[axis]}T00:00:00Z`
        : byHeader
          ? `${header[axis]}T00:00:00Z`
          : NOW[axis];
    }
    const { body } = await gateway.post({ query: THING, extensions: { asOf } }, headers);
    expect(body.extensions).toEqual({ asOf: expected });
    expect(body.data?.thing).toMatchObject({ moment: `${expected.validTime}@${expected.systemTime}` });
  });

  it('lets a null in the extension fall through', async () => {
    const headers = { 'asof-valid-time': '2023-01-01' };
    const { body } = await gateway.post(
      { query: THING, extensions: { asOf: { validTime: null, systemTime: null } } },
      headers,
    );
    expect(body.extensions?.asOf).toEqual({ validTime: '2023-01-01T00:00:00Z', systemTime: NOW.systemTime });
  });

  it('leaves a field’s own argument to the subgraph, beside a field without one', async () => {
    const query =
      '{ then: thing(id: "a", at: {validTime: "2020-01-01T00:00:00Z"}) { note } now: thing(id: "a") { note } }';
    expect(await gateway.data(query)).toEqual({
      // biome-ignore lint/suspicious/noThenProperty: a GraphQL alias
      then: { note: `a at 2020-01-01T00:00:00Z@${NOW.systemTime}` },
      now: { note: `a at ${NOW.validTime}@${NOW.systemTime}` },
    });
  });
});

describe('one moment for an operation', () => {
  it('reads now once, and tells every call of every subgraph the same', async () => {
    gateway.now.reads = 0;
    const query = '{ a: thing(id: "a") { note } b: thing(id: "b") { note } headers noteHeaders }';
    await gateway.post({ query }, { 'asof-valid-time': '2024-03-01T10:00:00.000001+02:00' });
    expect(gateway.now.reads).toBe(1);
    const sent = [...gateway.things.requests, ...gateway.notes.requests].map(({ headers }) => [
      headers['asof-valid-time'],
      headers['asof-system-time'],
    ]);
    expect(sent.length).toBeGreaterThanOrEqual(3);
    for (const moment of sent) expect(moment).toEqual(['2024-03-01T08:00:00.000001Z', NOW.systemTime]);
  });

  it('says the moment also when a field failed', async () => {
    const { body } = await gateway.post({ query: '{ fails }' });
    expect(body.errors).toHaveLength(1);
    expect(body.extensions?.asOf).toEqual(NOW);
  });

  it('needs no ledger for the schema', async () => {
    gateway.now.fault = new AsofError('STORE_UNAVAILABLE', 'The ledger was never read.');
    const { body } = await gateway.post({ query: '{ __schema { queryType { name } } __typename }' });
    expect(body).toEqual({ data: { __schema: { queryType: { name: 'Query' } }, __typename: 'Query' } });
  });

  it('says so, coded, when the ledger was never read', async () => {
    gateway.now.fault = new AsofError('STORE_UNAVAILABLE', 'The ledger was never read.');
    const { status, body } = await gateway.post({ query: THING });
    expect(status).toBe(503);
    expect(body.errors).toEqual([
      { message: 'The ledger was never read.', extensions: { code: 'STORE_UNAVAILABLE', category: 'unavailable' } },
    ]);
  });
});

describe('system times beyond F', () => {
  it('asks the ledger to grant one that is asked for, and reads at it', async () => {
    const { body } = await gateway.post({ query: THING }, { 'asof-system-time': '2025-06-01T06:00:00Z' });
    expect(gateway.now.reached).toEqual([at('2025-06-01T06:00:00Z')]);
    expect(body.extensions?.asOf).toMatchObject({ systemTime: '2025-06-01T06:00:00Z' });
  });

  it('asks nothing for one at or below F', async () => {
    await gateway.post({ query: THING }, { 'asof-system-time': NOW.systemTime });
    expect(gateway.now.reached).toEqual([]);
  });

  it('refuses one in the future', async () => {
    const { status, body } = await gateway.post({ query: THING }, { 'asof-system-time': '2200-01-01' });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions.code).toBe('SYSTEM_TIME_IN_FUTURE');
    expect(gateway.things.requests).toEqual([]);
  });

  it('waits for the least one, and then reads at the F that was reached', async () => {
    const { body } = await gateway.post({ query: THING }, { 'asof-min-system-time': '2025-06-01T03:00:00Z' });
    expect(gateway.now.reached).toEqual([at('2025-06-01T03:00:00Z')]);
    expect(body.extensions?.asOf).toMatchObject({ systemTime: '2025-06-01T03:00:00Z' });
  });

  it('does not wait for one that is reached already', async () => {
    await gateway.post({ query: THING }, { 'asof-min-system-time': '2025-05-01' });
    expect(gateway.now.reached).toEqual([]);
  });
});

describe('malformed moments', () => {
  it.each([
    ['a header that is no instant', {}, { 'asof-valid-time': 'yesterday' }, 'INSTANT_INVALID'],
    ['an empty header', {}, { 'asof-system-time': ' ' }, 'INSTANT_INVALID'],
    ['a date-time without offset', { validTime: '2024-01-01T00:00:00' }, {}, 'INSTANT_INVALID'],
    ['seven fraction digits', { systemTime: '2024-01-01T00:00:00.1234567Z' }, {}, 'INSTANT_INVALID'],
    ['a year out of range', { validTime: '0001-01-01' }, {}, 'INSTANT_OUT_OF_RANGE'],
    ['a number', { validTime: 17 }, {}, 'INSTANT_INVALID'],
    ['an unknown axis', { valid_time: '2024-01-01' }, {}, 'INSTANT_INVALID'],
    ['no object', '2024-01-01', {}, 'INSTANT_INVALID'],
    ['a least system time that is no instant', {}, { 'asof-min-system-time': '12' }, 'INSTANT_INVALID'],
  ])('refuses %s', async (_what, asOf, headers, code) => {
    const { status, body, text } = await gateway.post(
      { query: THING, extensions: { asOf } },
      headers as Record<string, string>,
    );
    expect(status).toBe(400);
    expect(body.data).toBeUndefined();
    expect(body.errors?.map(({ extensions }) => extensions)).toEqual([{ code, category: 'incorrect' }]);
    expect(text).not.toContain('stack');
    expect(gateway.things.requests).toEqual([]);
  });
});

describe('warnings', () => {
  it('passes on what now and the subgraphs warn of, each once', async () => {
    gateway.now.reading = { ...gateway.now.reading, warning: 'The ledger cannot be read since 12:00.' };
    gateway.things.extensions = { warnings: ['Slow.', 'Slow.'] };
    gateway.notes.extensions = { warnings: ['Slow.', 7] };
    const { body } = await gateway.post({ query: THING });
    expect(body.extensions?.warnings).toEqual(['The ledger cannot be read since 12:00.', 'Slow.']);
  });

  it('says nothing when there is nothing to say', async () => {
    const { body } = await gateway.post({ query: THING });
    expect(Object.keys(body.extensions ?? {})).toEqual(['asOf']);
  });
});

describe('a gateway that follows no ledger', () => {
  it('sends no moment where nobody asked for one, and no tenant', async () => {
    const { body } = await alone.post({ query: '{ headers }' });
    expect(body).toEqual({ data: { headers: [] } });
  });

  it('passes on what was asked, axis by axis, and the least system time', async () => {
    const headers = { 'asof-valid-time': '2024-01-01', 'asof-min-system-time': '2024-05-01' };
    const { body } = await alone.post({ query: '{ headers }' }, headers);
    expect(body.data?.headers).toEqual([
      'asof-min-system-time: 2024-05-01T00:00:00Z',
      'asof-valid-time: 2024-01-01T00:00:00Z',
    ]);
    expect(body.extensions).toEqual({ asOf: { validTime: '2024-01-01T00:00:00Z' } });
  });

  it('tells the moment that the subgraph says it used', async () => {
    alone.things.extensions = { asOf: NOW };
    const { body } = await alone.post({ query: THING });
    expect(body.extensions).toEqual({ asOf: NOW });
  });

  it('warns when subgraphs used different ones', async () => {
    alone.things.extensions = { asOf: NOW };
    alone.notes.extensions = { asOf: { ...NOW, systemTime: '2025-05-31T00:00:00Z' } };
    const { body } = await alone.post({ query: '{ headers noteHeaders }' });
    expect(body.extensions?.warnings).toHaveLength(1);
  });
});
