// Which pages may read answers: Sandbox and those of this machine, in demo mode only.
import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { isAllowedOrigin } from '../../../gateway/plugins/cors.ts';
import { startTestGateway } from '../support.ts';

const SANDBOX = 'https://studio.apollographql.com';
const hash = createHash('sha256').update('k').digest('hex');
const demo = await startTestGateway();
const keyed = await startTestGateway({ ASOF_API_KEYS: hash });
const production = await startTestGateway({ ASOF_MODE: 'production', ASOF_API_KEYS: hash });
afterAll(() => Promise.all([demo.stop(), keyed.stop(), production.stop()]));

const preflight = (url: string, headers: Record<string, string>): Promise<Response> =>
  fetch(url, { method: 'OPTIONS', headers: { 'access-control-request-method': 'POST', ...headers } });

describe('preflight', () => {
  const asked =
    'content-type, asof-valid-time, asof-system-time, asof-min-system-time, asof-tenant, authorization, x-api-key';

  it.each([demo.url, keyed.url])('lets Sandbox send every header of ours', async (url) => {
    const response = await preflight(url, { origin: SANDBOX, 'access-control-request-headers': asked });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(SANDBOX);
    expect(response.headers.get('vary')).toContain('Origin');
    const allowed = response.headers.get('access-control-allow-headers')?.split(',') ?? [];
    expect(allowed).toEqual(expect.arrayContaining(asked.split(', ')));
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('lets a public page of an allowed origin call a private address, when it asks', async () => {
    const wanted = { 'access-control-request-private-network': 'true' };
    const sandbox = await preflight(demo.url, { origin: SANDBOX, ...wanted });
    expect(sandbox.headers.get('access-control-allow-private-network')).toBe('true');
    const unasked = await preflight(demo.url, { origin: SANDBOX });
    expect(unasked.headers.get('access-control-allow-private-network')).toBeNull();
    const stranger = await preflight(demo.url, { origin: 'https://evil.example.com', ...wanted });
    expect(stranger.headers.get('access-control-allow-private-network')).toBeNull();
    expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('allows nothing in production', async () => {
    const response = await preflight(production.url, { origin: SANDBOX });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.status).toBe(401);
  });
});

describe('origins', () => {
  it.each([SANDBOX, 'http://localhost:3000', 'https://127.0.0.1', 'http://[::1]:8080', 'http://app.localhost'])(
    'may be %s',
    (origin) => {
      expect(isAllowedOrigin(origin)).toBe(true);
    },
  );

  it.each([
    'http://studio.apollographql.com',
    'https://studio.apollographql.com.evil.com',
    'https://x.studio.apollographql.com',
    'null',
    'http://localhost.evil.com',
    'file://',
    'http://192.168.0.9',
  ])('may not be %s', (origin) => {
    expect(isAllowedOrigin(origin)).toBe(false);
  });

  it('see the answer and the request’s id', async () => {
    const { headers } = await demo.post({ query: '{ notes }' }, { origin: 'http://localhost:3000' });
    expect(headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    expect(headers.get('access-control-expose-headers')).toBe('x-request-id');
  });
});
