// Headers of the client that the operator named reach every subgraph; an API key of the gateway's never does.
import { createHash } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestGateway } from '../support.ts';

const ASOF_API_KEYS = createHash('sha256').update('key').digest('hex');
const open = await startTestGateway({ ASOF_FORWARD_HEADERS: 'Authorization, x-team,x-request-id' });
const keyed = await startTestGateway({ ASOF_FORWARD_HEADERS: 'authorization', ASOF_API_KEYS });
afterAll(() => Promise.all([open.stop(), keyed.stop()]));

const sent = (gateway: typeof open) => [...gateway.things.requests, ...gateway.notes.requests].map((r) => r.headers);
beforeEach(() => {
  for (const { things, notes } of [open, keyed]) for (const fake of [things, notes]) fake.requests.length = 0;
});

describe('headers to pass on', () => {
  it('reach every subgraph, in every call, and others do not', async () => {
    await open.data('{ thing(id: "a") { name note } }', {
      authorization: 'Bearer u',
      'x-team': 'north',
      'x-other': 'o',
    });
    expect(sent(open)).toHaveLength(2);
    for (const headers of sent(open)) {
      expect(headers).toMatchObject({ authorization: 'Bearer u', 'x-team': 'north' });
      expect(headers).not.toHaveProperty('x-other');
    }
  });

  it('that the client did not send are not made up', async () => {
    await open.data('{ notes }');
    expect(Object.keys(sent(open)[0] ?? {}).sort()).toEqual([
      'asof-system-time',
      'asof-tenant',
      'asof-valid-time',
      'x-request-id',
    ]);
  });

  it('give way to what Asof sends itself', async () => {
    const { headers } = await open.post({ query: '{ notes }' }, { 'x-request-id': 'not harmless: <>' });
    expect(sent(open)[0]?.['x-request-id']).toBe(headers.get('x-request-id'));
  });

  it('may be sent by pages of this machine', async () => {
    const response = await fetch(open.url, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:3000', 'access-control-request-method': 'POST' },
    });
    expect(response.headers.get('access-control-allow-headers')?.split(',')).toContain('x-team');
  });
});

describe('an API key, where “authorization” is passed on', () => {
  it('is taken from x-api-key alone, and the other one is the subgraphs’', async () => {
    const { status } = await keyed.post({ query: '{ notes }' }, { authorization: 'Bearer u', 'x-api-key': 'key' });
    expect(status).toBe(200);
    expect(sent(keyed)[0]).toMatchObject({ authorization: 'Bearer u' });
    expect(JSON.stringify(sent(keyed))).not.toContain('"key"');
  });

  it('in it is no key, and reaches no subgraph', async () => {
    const { status, body } = await keyed.post({ query: '{ notes }' }, { authorization: 'Bearer key' });
    expect(status).toBe(401);
    expect(body.errors?.[0]?.message).toContain('x-api-key');
    expect(body.errors?.[0]?.message).not.toContain('Bearer');
    expect(sent(keyed)).toEqual([]);
  });
});
