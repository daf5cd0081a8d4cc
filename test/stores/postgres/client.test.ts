// Connections belong to one tenant, are bounded, say in codes what went wrong, and come back by themselves.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';
import { type ClientOptions, PostgresClients, tenantUrl } from '../../../stores/postgres/client.ts';
import { openPostgres } from '../../../stores/postgres/store.ts';
import { tcpProxy } from '../../support/tcp-proxy.ts';
import { newTenant, openDatabase, type TestDatabase } from './database.ts';
import { LOAD } from './record-histories.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database?.close());

async function withClients(options: Partial<ClientOptions>, use: (clients: PostgresClients) => Promise<void>) {
  const clients = new PostgresClients({ url: database.url, ...options });
  try {
    await use(clients);
  } finally {
    await clients.close();
  }
}

const statement = (text: string) => ({ text, values: [] });
const sleepFor = (seconds: number) => statement(`SELECT pg_sleep(${seconds})`);

describe('a tenant’s connections', () => {
  it('are the tenant’s own, by the driver and by Prisma, whatever options the URL has', async () => {
    await withClients({ url: `${database.url}?options=-c%20work_mem%3D5MB` }, async (clients) => {
      const [one, two] = [newTenant(), newTenant()];
      const text = `SELECT current_setting('asof.tenant') AS tenant, current_setting('work_mem') AS memory`;
      for (const tenant of [one, two, one]) {
        expect(await clients.query(tenant, statement(text))).toEqual([{ tenant, memory: '5MB' }]);
        expect(await clients.prisma(tenant, (prisma) => prisma.$queryRawUnsafe(text))).toMatchObject([{ tenant }]);
      }
    });
    expect(tenantUrl('postgres:///asof?host=/run', newTenant())).toContain('&options=');
  });

  it('of many tenants are bounded, and work in flight ends in peace', async () => {
    await withClients({ tenantsMax: 2, poolSize: 1 }, async (clients) => {
      const tenants = Array.from({ length: 12 }, newTenant);
      const text = `SELECT current_setting('asof.tenant') AS tenant FROM pg_sleep(0.05)`;
      const answers = await Promise.all(
        tenants.map((tenant) => clients.query<{ tenant: string }>(tenant, statement(text))),
      );
      expect(answers.map(([row]) => row?.tenant)).toEqual(tenants);
      const count = async () => {
        const [row] = await database.owner<{ count: string }>(
          `SELECT count(*) FROM pg_stat_activity WHERE application_name = 'asof' AND query = $1`,
          [text],
        );
        return Number(row?.count);
      };
      await expect.poll(count, { timeout: 2_000 }).toBeLessThanOrEqual(2);
    });
  });

  it('roll back a transaction that fails, and are used again', async () => {
    await withClients({ poolSize: 1 }, async (clients) => {
      const [tenant, id] = [newTenant(), newId()];
      const insert = {
        text: 'INSERT INTO entity (tenant, id, type) VALUES ($1, $2, $3)',
        values: [tenant, id, 'Load'],
      };
      const failing = clients.transaction(tenant, async (query) => {
        await query(insert);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await clients.query(tenant, statement('SELECT id FROM entity'))).toEqual([]);
    });
  });
});

describe('trouble', () => {
  it('of a slow statement is a time-out, by the driver and by Prisma', async () => {
    await withClients({ statementTimeoutMs: 100 }, async (clients) => {
      const tenant = newTenant();
      const timeout = { code: 'STORE_TIMEOUT' };
      await expect(clients.query(tenant, sleepFor(2))).rejects.toMatchObject(timeout);
      await expect(clients.prisma(tenant, (p) => p.$queryRawUnsafe('SELECT 1 FROM pg_sleep(2)'))).rejects.toMatchObject(
        timeout,
      );
    });
  });

  it('of connections that are all in use is no trouble of the server: others wait their turn, within a limit', async () => {
    const tenant = newTenant();
    await withClients({ poolSize: 1, connectTimeoutMs: 200 }, async (clients) => {
      const turns = [1, 2, 3].map(() => clients.query(tenant, sleepFor(0.15)));
      await expect(Promise.all(turns)).resolves.toHaveLength(3);
    });
    await withClients({ poolSize: 1, turnTimeoutMs: 200 }, async (clients) => {
      const first = clients.query(tenant, sleepFor(0.6));
      const second = { code: 'STORE_TIMEOUT', message: expect.stringContaining('became free') };
      await expect(clients.query(tenant, statement('SELECT 1'))).rejects.toMatchObject(second);
      await expect(clients.prisma(tenant, (p) => p.$queryRawUnsafe('SELECT 1'))).rejects.toMatchObject(second);
      await first;
    });
  });

  it('of a server that is not there or lets nobody in is coded, with a cause and without the password', async () => {
    const { host, pathname } = new URL(database.url);
    for (const url of [
      `postgres://asof_app:geheim@127.0.0.1:1${pathname}`,
      `postgres://asof_app:geheim@${host}${pathname}`,
    ]) {
      await withClients({ url }, async (clients) => {
        for (const attempt of [
          () => clients.query(newTenant(), statement('SELECT 1')),
          () => clients.prisma(newTenant(), (prisma) => prisma.$queryRawUnsafe('SELECT 1')),
        ]) {
          const failure = await attempt().catch((error: unknown) => error);
          expect(failure).toMatchObject({ code: 'STORE_UNAVAILABLE', cause: expect.any(Error) });
          expect(String(failure)).not.toContain('geheim');
        }
      });
    }
  });

  it('ends when the server is back, without a restart: connections that were cut are replaced', async () => {
    const target = new URL(database.url);
    const proxy = await tcpProxy({ host: target.hostname, port: Number(target.port) });
    const store = await openPostgres({ url: Object.assign(new URL(database.url), { port: String(proxy.port) }).href });
    try {
      const scope = { tenant: newTenant(), dead: new Set<Instant>() };
      const moment = { validTime: 1 as Instant, systemTime: 1 as Instant };
      const read = () => store.reads.versions(scope, LOAD, [{ id: newId(), moment }]);
      const list = () => store.reads.count(scope, LOAD, { moment, filter: null });
      expect([await read(), await list()]).toEqual([[null], { total: 0, isExact: true }]);
      await proxy.cut();
      await expect(read()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      await expect(list()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      await proxy.join();
      expect([await read(), await list()]).toEqual([[null], { total: 0, isExact: true }]);
    } finally {
      await store.close();
      await proxy.close();
    }
  });

  it('of a connection that the server ends is that of one statement', async () => {
    await withClients({ poolSize: 1 }, async (clients) => {
      const tenant = newTenant();
      const [row] = await clients.query<{ pid: number }>(tenant, statement('SELECT pg_backend_pid() AS pid'));
      const ended = clients.query(tenant, statement('SELECT pg_terminate_backend(pg_backend_pid())'));
      await expect(ended).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      const [after] = await clients.query<{ pid: number }>(tenant, statement('SELECT pg_backend_pid() AS pid'));
      expect(after?.pid).not.toBe(row?.pid);
    });
  });
});
