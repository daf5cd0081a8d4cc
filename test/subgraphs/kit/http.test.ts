// A subgraph over HTTP answers as it does in process, headers and errors included; it listens to this machine's programs.
import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../core/ids.ts';
import { type ServedSubgraph, serveSubgraph } from '../../../subgraphs/kit/http.ts';
import { entity, MemoryCompany } from '../../support/subgraphs.ts';

const company = new MemoryCompany();
const id = newId();
let served: ServedSubgraph;

beforeAll(async () => {
  await company.commit([entity('Customer', id, { name: 'Acme', tier: 'GOLD' }, '2024-02-01')]);
  served = await serveSubgraph(company.subgraph('records'), { port: 0, bodyBytesMax: 20_000 });
});
afterAll(() => served.close());

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(served.url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

describe('over HTTP', () => {
  it('answers POST only', async () => {
    const response = await fetch(served.url);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  it.each([
    ['{ customers { totalCount nodes { name tier moment } } }', {}, {}],
    ['{ customers { nodes { name } } }', {}, { 'asof-valid-time': '2024-01-01' }],
    ['{ customers { nodes { name } } }', {}, { 'asof-tenant': 'another' }],
    ['{ customers { nodes { name } } }', {}, { 'asof-system-time': 'soon' }],
    ['query Q($id: ID!) { customer(id: $id) { name } }', { id }, {}],
    ['{ customer(id: "17") { name } }', {}, {}],
    ['{ spaceships }', {}, {}],
  ])('%s has the same answer', async (query, variables: Record<string, unknown>, headers: Record<string, string>) => {
    const response = await post(JSON.stringify({ query, variables }), headers);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(await company.ask('records', query, variables, headers));
  });

  it('tells its SDL', async () => {
    const response = await post(JSON.stringify({ query: '{ _service { sdl } }' }));
    const { data } = (await response.json()) as { data: { _service: { sdl: string } } };
    expect(data._service.sdl).toContain('type Customer implements Entity');
  });

  it.each([
    ['evil.example.com', 403],
    ['evil.example.com:80', 403],
    ['127.0.0.1.evil.example.com', 403],
    ['localhost:1', 200],
    ['[::1]:1', 200],
  ])('addressed to %s is answered with %i, whichever page sent it there', async (host, status) => {
    const headers = { host, 'content-type': 'application/json' };
    const got = await new Promise((resolve, reject) => {
      const request = http.request(served.url, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject).end('{"query":"{ __typename }"}');
    });
    expect(got).toBe(status);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', ''])(
    'reads no body that a page may send without leave: %s',
    async (type) => {
      const response = await post('{"query":"{ __typename }"}', { 'content-type': type });
      expect(response.status).toBe(415);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    },
  );

  it('says that a port is taken', async () => {
    const port = Number(new URL(served.url).port);
    await expect(serveSubgraph(company.subgraph('graph'), { port })).rejects.toMatchObject({ code: 'SETUP_FAILED' });
  });

  it('finishes what is in flight when it closes, although sockets are kept, and waits no longer than its limit', async () => {
    const other = new MemoryCompany();
    const ask = (url: string) =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ customers { totalCount } }"}',
      }).then((response) => response.json());
    for (const released of [true, false]) {
      const closing = await serveSubgraph(other.subgraph('records'), { port: 0 });
      other.wait = Promise.resolve();
      await ask(closing.url);
      const { promise, resolve } = Promise.withResolvers<void>();
      other.wait = promise;
      other.resetCalls();
      const answer = ask(closing.url).catch(() => 'cut off');
      while (Object.keys(other.calls).length === 0) await new Promise((later) => setTimeout(later, 5));
      const since = performance.now();
      const closed = closing.close(released ? 30_000 : 100);
      if (released) resolve();
      expect(await answer).toEqual(
        released ? { data: { customers: { totalCount: 0 } }, extensions: expect.anything() } : 'cut off',
      );
      await closed;
      expect(performance.now() - since).toBeLessThan(3_000);
      resolve();
    }
  });

  it.each([
    ['{', 400, 'BAD_REQUEST'],
    ['{"query": 5}', 400, 'BAD_REQUEST'],
    ['[]', 400, 'BAD_REQUEST'],
    ['', 400, 'BAD_REQUEST'],
    [JSON.stringify({ query: `{ ${'a'.repeat(30_000)} }` }), 413, 'REQUEST_TOO_LARGE'],
  ])('refuses what is no request', async (body, status, code) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
  });
});
