// What a caller meets when the graph is away or slow: a coded error, soon, and a store that heals without a restart.
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../core/ids.ts';
import { type Instant, OPEN_END } from '../../../core/instant.ts';
import { Neo4jClient } from '../../../stores/neo4j/client.ts';
import { openNeo4j } from '../../../stores/neo4j/store.ts';
import { type TcpProxy, tcpProxy, throughProxy } from '../../support/tcp-proxy.ts';
import { graphOptions, newTenant, openTestGraph, workAt } from './graph.ts';

const NOW = 1_750_000_000_000_000;

let proxy: TcpProxy;

beforeAll(async () => {
  await (await openTestGraph()).close();
  const { hostname, port } = new URL(graphOptions().uri);
  proxy = await tcpProxy({ host: hostname, port: Number(port) });
});
afterAll(() => proxy.close());

/** The error that a call fails with, and how long it took. */
async function failureOf(call: () => Promise<unknown>): Promise<{ error: unknown; tookMs: number }> {
  const start = performance.now();
  const error = await call().then(
    () => undefined,
    (cause: unknown) => cause,
  );
  return { error, tookMs: performance.now() - start };
}

describe('a graph that is down', () => {
  it('fails soon with a coded error, and is found again when it is back', async () => {
    const secret = `secret-${newId()}`;
    const { uri, user, password } = graphOptions();
    const graph = openNeo4j({ uri: throughProxy(uri, proxy), user, password });
    const tenant = newTenant();
    const entity = { type: 'Customer', id: newId() };
    const key = { id: entity.id, moment: { validTime: NOW as Instant, systemTime: NOW as Instant } };
    const scope = { tenant, dead: new Set<Instant>() };
    const values = { fields: { name: secret }, attributes: null };
    const state = { kind: 'entity', entity, validFrom: NOW as Instant, validTo: OPEN_END, values } as const;
    try {
      await graph.participant.apply(workAt(tenant, NOW, [state]));
      await proxy.cut();
      const calls = [
        () => graph.ping(),
        () => graph.reads.nodes(scope, [key]),
        () => graph.participant.apply(workAt(tenant, NOW + 1, [state])),
      ];
      for (const call of calls) {
        const { error, tookMs } = await failureOf(call);
        expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', cause: expect.any(Error) });
        expect(JSON.stringify([String(error), error])).not.toContain(password);
        expect(tookMs).toBeLessThan(5_000);
      }
      await proxy.join();
      const [node] = await graph.reads.nodes(scope, [key]);
      expect(node?.name).toBe(secret);
    } finally {
      await graph.close();
    }
  });

  it('that takes connections and says nothing fails in bounded time', async () => {
    const silent = await silentServer();
    const graph = openNeo4j({ ...graphOptions(), uri: `bolt://127.0.0.1:${silent.port}`, timeoutMs: 500 });
    const { error, tookMs } = await failureOf(() => graph.ping());
    expect(['STORE_UNAVAILABLE', 'STORE_TIMEOUT']).toContain((error as { code?: string }).code);
    expect(tookMs).toBeLessThan(4_000);
    await silent.close();
    await graph.close();
  });

  it('says so when it refuses the password, without repeating it', async () => {
    const graph = openNeo4j({ ...graphOptions(), password: 'not-the-password' });
    const { error } = await failureOf(() => graph.ping());
    // A graph without authentication takes any password.
    if (error !== undefined) {
      expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' });
      expect(String(error)).not.toContain('not-the-password');
    }
    await graph.close();
  });
});

describe('a statement that takes too long', () => {
  it('ends at its limit with an error of its own, and the next one works', async () => {
    const client = new Neo4jClient({ ...graphOptions(), timeoutMs: 300 });
    const slow = 'UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS total';
    const { error, tookMs } = await failureOf(() => client.read(slow, {}));
    expect(error).toMatchObject({ code: 'STORE_TIMEOUT', cause: expect.any(Error) });
    expect(tookMs).toBeLessThan(4_000);
    expect(await client.read('RETURN 1 AS one', {})).toEqual([{ one: 1 }]);
    await client.close();
  });
});

describe('numbers', () => {
  it('go out as integers where they are whole, up to the open end, and come back as they were', async () => {
    const client = new Neo4jClient(graphOptions());
    const whole = [0, -1, OPEN_END, -OPEN_END];
    const text = 'UNWIND $in.numbers AS number RETURN number, valueType(number) AS type';
    const rows = await client.read<{ number: number; type: string }>(text, { numbers: [...whole, 0.5] });
    expect(rows.map((row) => row.number)).toEqual([...whole, 0.5]);
    expect(rows.map((row) => row.type.split(' ')[0])).toEqual([...whole.map(() => 'INTEGER'), 'FLOAT']);
    await client.close();
  });
});

/** A server that accepts connections and never answers. */
async function silentServer(): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { port, close };
}
