// API keys: asked for on every road but health checks, and never shown.
import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { startTestGateway } from '../support.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const gateway = await startTestGateway({
  ASOF_MODE: 'production',
  ASOF_API_KEYS: `${sha256('first')},${sha256('second')}`,
});
afterAll(() => gateway.stop());

describe('API keys', () => {
  it.each<Record<string, string>>([
    { authorization: 'Bearer first' },
    { authorization: 'bearer second' },
    { 'x-api-key': 'second' },
  ])('let in: %o', async (headers) => {
    const { status, body } = await gateway.post({ query: '{ notes }' }, headers);
    expect(status).toBe(200);
    expect(body.data).toEqual({ notes: ['a', 'b'] });
  });

  it.each<Record<string, string>>([
    {},
    { authorization: 'Bearer wrong' },
    { authorization: 'Basic first' },
    { 'x-api-key': '' },
    { 'x-api-key': sha256('first') },
    { authorization: 'Bearer wrong', 'x-api-key': 'first' },
  ])('keep out: %o', async (headers) => {
    const { status, body, headers: sent } = await gateway.post({ query: '{ notes }' }, headers);
    expect(status).toBe(401);
    expect(sent.get('www-authenticate')).toContain('Bearer');
    expect(body.data).toBeUndefined();
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED', category: 'incorrect' });
  });

  it('guard the schema and every other page, but not health checks', async () => {
    expect((await gateway.post({ query: '{ __schema { queryType { name } } }' })).status).toBe(401);
    expect((await fetch(new URL('/', gateway.url), { headers: { accept: 'text/html' } })).status).toBe(401);
    expect((await fetch(new URL('/health/ready', gateway.url))).status).toBe(200);
  });

  it('go to no subgraph and into no log', async () => {
    await gateway.post({ query: '{ notes headers }' }, { authorization: 'Bearer first' });
    const headers = gateway.things.requests.at(-1)?.headers ?? {};
    expect(Object.keys(headers).sort()).toEqual(['asof-system-time', 'asof-tenant', 'asof-valid-time', 'x-request-id']);
    expect(JSON.stringify(gateway.lines)).not.toMatch(/Bearer|first|second/);
  });
});
