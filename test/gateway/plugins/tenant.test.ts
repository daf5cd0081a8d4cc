// Whose data a request reads, in demo mode and in production.
import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { startTestGateway } from '../support.ts';

const KEY = { 'x-api-key': 'k' };
const demo = await startTestGateway({ ASOF_TENANT: 'acme' });
const production = await startTestGateway({
  ASOF_TENANT: 'acme',
  ASOF_MODE: 'production',
  ASOF_API_KEYS: createHash('sha256').update('k').digest('hex'),
});
const alone = await startTestGateway({}, { now: 'none' });
const aloneOfAcme = await startTestGateway({ ASOF_TENANT: 'acme' }, { now: 'none' });
afterAll(() => Promise.all([demo, production, alone, aloneOfAcme].map((gateway) => gateway.stop())));

const tenantSent = (gateway: typeof demo): unknown => gateway.things.requests.at(-1)?.headers['asof-tenant'];

describe('tenant', () => {
  it('is the configured one', async () => {
    await demo.data('{ headers }');
    expect(tenantSent(demo)).toBe('acme');
  });

  it('is the header’s in demo mode', async () => {
    await demo.data('{ headers }', { 'asof-tenant': 'test-1' });
    expect(tenantSent(demo)).toBe('test-1');
  });

  it('must have the form of a tenant', async () => {
    const { status, body } = await demo.post({ query: '{ headers }' }, { 'asof-tenant': 'a; DROP' });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'TENANT_INVALID', category: 'incorrect' });
  });

  it('cannot be chosen in production', async () => {
    const { status, body } = await production.post({ query: '{ headers }' }, { ...KEY, 'asof-tenant': 'other' });
    expect(status).toBe(403);
    expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(production.things.requests).toEqual([]);
  });

  it('is told to others’ subgraphs only when somebody named it', async () => {
    await alone.data('{ headers }');
    expect(tenantSent(alone)).toBeUndefined();
    await alone.data('{ headers }', { 'asof-tenant': 'test-1' });
    expect(tenantSent(alone)).toBe('test-1');
    await aloneOfAcme.data('{ headers }');
    expect(tenantSent(aloneOfAcme)).toBe('acme');
  });

  it('may be named in production when it is the configured one', async () => {
    await production.data('{ headers }', { ...KEY, 'asof-tenant': 'acme' });
    expect(tenantSent(production)).toBe('acme');
  });
});
