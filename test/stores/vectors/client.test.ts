// The vector store goes away, stalls and comes back: coded errors at once, and no restart.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../core/ids.ts';
import { OPEN_END } from '../../../core/instant.ts';
import { pgvectorClient } from '../../../stores/vectors/pgvector/client.ts';
import { openVectors, type VectorsStore } from '../../../stores/vectors/store.ts';
import { at, entityChange, newTenant, workOf } from './histories.ts';
import { type PrivateVectors, startPrivateVectors } from './private-vectors.ts';

let server: PrivateVectors;
let store: VectorsStore;
const tenant = newTenant();
const id = newId();

beforeAll(async () => {
  server = await startPrivateVectors({ kept: true });
  store = openVectors({ url: server.url });
  const changes = [entityChange(id, at(0), OPEN_END, at(1), 'North Freight')];
  await store.participant.apply(workOf(tenant, { systemTime: at(1), changes }));
});

afterAll(async () => {
  await store.close();
  await server.remove();
});

const read = () =>
  store.reads.similar({ tenant, dead: new Set() }, 3, [{ id, moment: { validTime: at(1), systemTime: at(1) } }]);

async function failure(work: Promise<unknown>): Promise<{ error: unknown; tookMs: number }> {
  const start = performance.now();
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, tookMs: performance.now() - start };
}

describe('a store that goes away', () => {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    it(`fails at once after ${signal} and heals when it is back`, async () => {
      expect(await read()).toEqual([[]]);
      await server.stop(signal);
      for (let n = 0; n < 6; n += 1) {
        const { error, tookMs } = await failure(read());
        expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' });
        expect(tookMs).toBeLessThan(2_000);
      }
      await server.start();
      expect(await read()).toEqual([[]]);
    });
  }

  it('fails within its limits while it does not answer, and heals', async () => {
    const impatient = pgvectorClient({
      url: server.url,
      readTimeoutMs: 500,
      turnTimeoutMs: 500,
      connectTimeoutMs: 300,
    });
    const one = () => impatient.read('SELECT 1 AS one', []);
    await Promise.all(Array.from({ length: 4 }, one));
    server.pause();
    const began = await Promise.all(Array.from({ length: 8 }, () => failure(one())));
    const connecting = await failure(one());
    server.resume();
    for (const { error, tookMs } of began) {
      expect(['STORE_UNAVAILABLE', 'STORE_TIMEOUT']).toContain((error as { code: string }).code);
      expect(tookMs).toBeLessThan(1_000);
    }
    expect(connecting.error).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await one()).toEqual([{ one: 1 }]);
    await impatient.close();
  });

  it('is not taken for away while it is only busy', async () => {
    const patient = pgvectorClient({
      url: server.url,
      connectTimeoutMs: 500,
      readTimeoutMs: 30_000,
      turnTimeoutMs: 30_000,
    });
    const count = (to: number) => patient.read('SELECT count(*)::int AS n FROM generate_series(1, $1)', [to]);
    await Promise.all([1, 2, 3, 4].map(count));
    expect(await Promise.all(Array.from({ length: 12 }, () => count(600_000)))).toHaveLength(12);
    await patient.close();
  });

  it('does not refuse to be opened while the store is away', async () => {
    const away = openVectors({ url: 'postgres://postgres@127.0.0.1:1/postgres' });
    const { error } = await failure(away.participant.purge(tenant));
    expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await away.close();
  });
});

describe('a statement that takes too long', () => {
  it('is given up with a code, and the next one is served', async () => {
    const client = pgvectorClient({ url: server.url, readTimeoutMs: 100 });
    const { error } = await failure(client.read('SELECT sum(n) FROM generate_series(1, 3000000) n', []));
    expect(error).toMatchObject({ code: 'STORE_TIMEOUT' });
    const next = pgvectorClient({ url: server.url, readTimeoutMs: 20_000, connectTimeoutMs: 20_000 });
    expect(await next.read('SELECT 1 AS one', [])).toEqual([{ one: 1 }]);
    await Promise.all([client.close(), next.close()]);
  });
});

describe('a transaction', () => {
  it('is rolled back when its work fails, and its connection goes on', async () => {
    const client = pgvectorClient({ url: server.url, connectionsMax: 1 });
    const trouble = new Error('no');
    const work = client.write(async (run) => {
      await run('DELETE FROM vectors.point');
      throw trouble;
    });
    await expect(work).rejects.toBe(trouble);
    await expect(client.read('SELECT no_such_function()', [])).rejects.toThrow('no_such_function');
    expect(await client.read('SELECT count(*)::int AS count FROM vectors.point', [])).toEqual([{ count: 1 }]);
    await client.close();
  });

  it('of one client never sees the parameters of another', async () => {
    const clients = Array.from({ length: 4 }, () => pgvectorClient({ url: server.url }));
    const answers = clients.flatMap((client, index) =>
      Array.from({ length: 25 }, async (_, n) => {
        await sleep(n % 5);
        const [row] = await client.read<{ who: string }>(`SELECT $1::text || '-${index}' AS who, length($2::text)`, [
          `${n}`,
          'x'.repeat((n % 3) * 100_000),
        ]);
        return row?.who === `${n}-${index}`;
      }),
    );
    expect((await Promise.all(answers)).every(Boolean)).toBe(true);
    await Promise.all(clients.map((client) => client.close()));
  });
});
