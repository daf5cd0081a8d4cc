// Calls of subgraphs: the same in process and over HTTP, each entity asked for once, trouble on its own fields only.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { fakeSubgraphs, serveSubgraph, startTestGateway } from './support.ts';

const local = await startTestGateway();
const fakes = fakeSubgraphs();
const [thingsServer, notesServer] = await Promise.all([serveSubgraph(fakes.things), serveSubgraph(fakes.notes)]);
const remote = await startTestGateway(
  {},
  {
    fakes,
    subgraphs: [
      { name: 'things', url: thingsServer.url },
      { name: 'notes', url: notesServer.url },
    ],
  },
);
afterAll(() => Promise.all([local.stop(), remote.stop(), thingsServer.close(), notesServer.close()]));
afterEach(() => {
  for (const { notes, things } of [local, remote]) {
    notes.intercept = undefined;
    things.extensions = undefined;
    notes.requests.length = 0;
  }
});

describe('in process and over HTTP', () => {
  it.each([
    '{ thing(id: "a") { id moment name note tags } }',
    '{ things(count: 6, distinct: 2) { id note tags } }',
    '{ a: thing(id: "a", at: {systemTime: "2020-01-01T00:00:00Z"}) { note } b: thing(id: "a") { note } }',
    '{ fails notes things(count: 3, distinct: 2) { broken note } }',
    'mutation { touch(id: "m") { id note } }',
    '{ headers noteHeaders }',
  ])('the same bytes: %s', async (query) => {
    for (const gateway of [local, remote]) gateway.things.extensions = { warnings: ['Careful.'] };
    const headers = {
      'asof-valid-time': '2024-06-01',
      'asof-tenant': 'acme',
      'x-request-id': 'r1',
      traceparent: '00-1-2-01',
    };
    const [here, there] = await Promise.all([local.post({ query }, headers), remote.post({ query }, headers)]);
    expect(there.text).toBe(here.text);
    expect(here.body.data).toBeTruthy();
  });

  it('the same headers of ours', async () => {
    const ours = (gateway: typeof local): unknown => {
      const { headers = {} } = gateway.notes.requests.at(-1) ?? {};
      return Object.fromEntries(Object.entries(headers).filter(([name]) => /^(asof-|x-request-id)/.test(name)));
    };
    await Promise.all([local, remote].map((gateway) => gateway.post({ query: '{ notes }' }, { 'x-request-id': 'r2' })));
    expect(ours(remote)).toEqual(ours(local));
    expect(Object.keys(ours(local) as object)).toHaveLength(4);
  });
});

describe.each([
  ['in process', local],
  ['over HTTP', remote],
] as const)('representations, %s', (_where, gateway) => {
  it('are sent once for each entity, and every place in the list is filled', async () => {
    const query = '{ things(count: 30, distinct: 3) { id note tags } }';
    const { things } = (await gateway.data(query)) as { things: { id: string; note: string }[] };
    expect(gateway.notes.requests).toHaveLength(1);
    expect(gateway.notes.requests[0]?.variables?.representations).toHaveLength(3);
    expect(things).toHaveLength(30);
    for (const [index, { id, note }] of things.entries()) {
      expect(id).toBe(`t${index % 3}`);
      expect(note).toMatch(new RegExp(`^${id} at `));
    }
  });

  it('put an error of one on every place of that entity', async () => {
    gateway.notes.intercept = async ({ variables }) => ({
      data: {
        _entities: Array.from(
          { length: (variables?.representations as unknown[] | undefined)?.length ?? 0 },
          (__, index) => (index === 1 ? { note: null } : { note: 'n' }),
        ),
      },
      errors: [{ message: 'No.', path: ['_entities', 1, 'note'], extensions: { code: 'FORBIDDEN' } }],
    });
    const { body } = await gateway.post({ query: '{ things(count: 4, distinct: 2) { note } }' });
    expect(body.data?.things).toEqual([{ note: 'n' }, { note: null }, { note: 'n' }, { note: null }]);
    expect(body.errors?.map(({ path }) => path)).toEqual([
      ['things', 1, 'note'],
      ['things', 3, 'note'],
    ]);
  });
});

describe('a subgraph in trouble', () => {
  const QUERY = '{ notes things(count: 2) { name n: note tags } }';
  const PATHS = [['notes'], ['things', 0, 'n'], ['things', 0, 'tags'], ['things', 1, 'n'], ['things', 1, 'tags']];

  it('that is away leaves its own fields null, each with an error, and heals without a restart', async () => {
    const subgraph = fakeSubgraphs();
    const server = await serveSubgraph(subgraph.notes);
    const gateway = await startTestGateway(
      {},
      { fakes: subgraph, subgraphs: [subgraph.things, { name: 'notes', url: server.url }] },
    );
    expect((await gateway.post({ query: QUERY })).body.errors).toBeUndefined();

    await server.close();
    const { status, body } = await gateway.post({ query: QUERY });
    expect(status).toBe(200);
    expect(body.data).toEqual({
      notes: null,
      things: [0, 1].map((n) => ({ name: `Thing t${n}`, n: null, tags: null })),
    });
    expect(body.errors?.map(({ path }) => path)).toEqual(expect.arrayContaining(PATHS));
    for (const { extensions, message } of body.errors ?? []) {
      expect(extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', category: 'unavailable' });
      expect(message).not.toContain('127.0.0.1');
    }

    const again = http.createServer((request, response) => {
      request.resume().on('end', () => response.end('{"data":{"notes":["back"]}}'));
    });
    await new Promise<void>((resolve) => again.listen(Number(new URL(server.url).port), '127.0.0.1', resolve));
    expect(await gateway.data('{ notes }')).toEqual({ notes: ['back'] });
    const told = gateway.lines.filter(({ msg }) => /cannot be reached|answers again/.test(String(msg)));
    expect(told.map(({ level }) => level)).toEqual([40, 30]);
    await gateway.stop();
    again.closeAllConnections();
    again.close();
  });

  it.each([
    ['no JSON', 502, '<html>Bad Gateway</html>', 'SUBGRAPH_UNAVAILABLE'],
    ['no GraphQL', 200, '{"ok":true}', 'SUBGRAPH_UNAVAILABLE'],
    ['nothing', 200, '', 'SUBGRAPH_UNAVAILABLE'],
    ['too much', 200, JSON.stringify({ data: { notes: ['x'.repeat(5_000)] } }), 'SUBGRAPH_UNAVAILABLE'],
    [
      'a coded refusal with another status',
      401,
      '{"errors":[{"message":"Who?","extensions":{"code":"UNAUTHENTICATED"}}]}',
      'UNAUTHENTICATED',
    ],
  ])('that sends %s', async (_what, status, text, code) => {
    const server = http.createServer((request, response) => {
      request.resume().on('end', () => response.writeHead(status).end(text));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const subgraph = fakeSubgraphs();
    const gateway = await startTestGateway(
      { ASOF_SUBGRAPH_ANSWER_BYTES_MAX: '2048' },
      { fakes: subgraph, subgraphs: [subgraph.things, { name: 'notes', url }] },
    );
    const { body } = await gateway.post({ query: '{ notes headers }' });
    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(body.data).toMatchObject({ notes: null, headers: expect.any(Array) });
    await gateway.stop();
    server.closeAllConnections();
    server.close();
  });

  it('that answers for the wrong number of entities', async () => {
    local.notes.intercept = async () => ({ data: { _entities: [{ note: 'only one' }] } });
    const { body } = await local.post({ query: '{ things(count: 2) { id note } }' });
    expect(body.errors?.[0]?.extensions.code).toBe('SUBGRAPH_UNAVAILABLE');
    expect(body.data?.things).toEqual([
      { id: 't0', note: null },
      { id: 't1', note: null },
    ]);
  });

  it('that drops every new socket is asked once', async () => {
    let asked = 0;
    const server = http.createServer((request) => {
      asked += 1;
      request.socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const subgraph = fakeSubgraphs();
    const gateway = await startTestGateway(
      {},
      { fakes: subgraph, subgraphs: [subgraph.things, { name: 'notes', url }] },
    );
    const { body } = await gateway.post({ query: '{ notes }' });
    expect(body.errors?.[0]?.extensions.code).toBe('SUBGRAPH_UNAVAILABLE');
    expect(asked).toBe(1);
    await gateway.stop();
    server.close();
  });

  it('that drops a kept socket just as it is used again is asked once more, for queries only', async () => {
    let dropped = 0;
    const seen = new WeakSet<object>();
    const server = http.createServer((request, response) => {
      request.resume().on('end', () => {
        if (seen.has(request.socket)) {
          dropped += 1;
          request.socket.destroy();
          return;
        }
        seen.add(request.socket);
        response.end('{"data":{"notes":["n"],"touch":null}}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const subgraph = fakeSubgraphs();
    const gateway = await startTestGateway(
      {},
      {
        fakes: subgraph,
        subgraphs: [
          { name: 'things', url },
          { name: 'notes', url },
        ],
      },
    );
    for (let n = 0; n < 3; n += 1) expect(await gateway.data('{ notes }')).toEqual({ notes: ['n'] });
    expect(dropped).toBe(2);

    await gateway.data('mutation { touch(id: "a") { id } }');
    const { body } = await gateway.post({ query: 'mutation { touch(id: "a") { id } }' });
    expect(body.errors?.[0]?.extensions.code).toBe('SUBGRAPH_UNAVAILABLE');
    await gateway.stop();
    server.closeAllConnections();
    server.close();
  });
});
