// The landing page: for browsers, in demo mode, with nothing loaded from elsewhere.
import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { startTestGateway } from '../support.ts';

const hash = createHash('sha256').update('k').digest('hex');
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const demo = await startTestGateway({ ASOF_TENANT: 'acme' });
const keyed = await startTestGateway({ ASOF_API_KEYS: hash });
const production = await startTestGateway({ ASOF_MODE: 'production', ASOF_API_KEYS: hash });
afterAll(() => Promise.all([demo.stop(), keyed.stop(), production.stop()]));

const page = async (
  url: string | URL,
  headers: Record<string, string> = BROWSER,
): Promise<{ response: Response; html: string }> => {
  const response = await fetch(url, { headers });
  return { response, html: await response.text() };
};

describe('the landing page', () => {
  it.each(['/', '/graphql'])('is at %s for browsers', async (path) => {
    const { response, html } = await page(new URL(path, demo.url));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(html).toContain('https://studio.apollographql.com/sandbox/explorer');
    for (const word of ['asof-valid-time', 'asof-system-time', 'asof-min-system-time', 'asOf', 'at: {', 'curl'])
      expect(html).toContain(word);
    expect(html).toContain('<code>acme</code>');
    expect(html).not.toContain('{{');
  });

  it('says that the demo is open, or that a key is needed', async () => {
    expect((await page(demo.url)).html).toContain('this gateway is open');
    expect((await page(keyed.url)).html).toContain('need an API key');
  });

  it('loads nothing and runs nothing but its own style and script', async () => {
    const { response, html } = await page(demo.url);
    expect(html).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)="(?!data:)/);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    for (const tag of ['style', 'script']) {
      const text = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(html)?.[1] ?? '';
      expect(policy).toContain(`${tag}-src 'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
  });

  it('offers only queries that the schema can answer', async () => {
    const { html } = await page(demo.url);
    expect(html).toContain('__typename');
    expect(html).not.toContain('customers(first: 3) {\n    totalCount');
  });

  it('is not in the way of programs', async () => {
    const { response } = await page(demo.url, { accept: 'application/json' });
    expect(response.status).toBe(400);
    const query = await page(`${demo.url}?query=%7Bnotes%7D`, { ...BROWSER, 'apollo-require-preflight': '1' });
    expect(query.response.headers.get('content-type')).toContain('json');
  });

  it('is not there in production, with or without a key', async () => {
    expect((await page(new URL('/', production.url))).response.status).toBe(401);
    expect((await page(new URL('/', production.url), { ...BROWSER, 'x-api-key': 'k' })).response.status).toBe(404);
  });
});
