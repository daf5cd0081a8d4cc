// A process that follows the ledger: what it reads is whole and final, its clock is PostgreSQL's, and it outlives a cut.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, type Tenant } from '../../../core/ids.ts';
import { type Instant, OPEN_END } from '../../../core/instant.ts';
import { openPostgres, type PostgresOptions, type PostgresStore } from '../../../stores/postgres/store.ts';
import { type TcpProxy, tcpProxy } from '../../support/tcp-proxy.ts';
import { commit } from './commits.ts';
import { newTenant, openDatabase, type TestDatabase } from './database.ts';
import { LOAD } from './record-histories.ts';

let database: TestDatabase;
let store: PostgresStore;
beforeAll(async () => {
  database = await openDatabase();
  store = await openPostgres({ url: database.url });
});
afterAll(async () => {
  await store?.close();
  await database?.close();
});

/** A store of its own, as a process of its own would have one. */
async function withStore(options: Partial<PostgresOptions>, use: (store: PostgresStore) => Promise<void>) {
  const own = await openPostgres({ url: database.url, ...options });
  try {
    await use(own);
  } finally {
    await own.close();
  }
}

async function withProxy(use: (proxy: TcpProxy, url: string) => Promise<void>): Promise<void> {
  const target = new URL(database.url);
  const proxy = await tcpProxy({ host: target.hostname, port: Number(target.port) });
  try {
    await use(proxy, Object.assign(new URL(database.url), { port: String(proxy.port) }).href);
  } finally {
    await proxy.close();
  }
}

const clock = async (): Promise<number> => {
  const [row] = await database.owner<{ now: string }>('SELECT micros(clock_timestamp()) AS now');
  return Number(row?.now);
};

const lowerWatermark = (tenant: Tenant) =>
  database.owner(`UPDATE ledger.tenant SET last_t = last_t - interval '1 second' WHERE tenant = $1`, [tenant]);

describe('now', () => {
  it('of an empty tenant is 1970 in system time and PostgreSQL’s clock in valid time', async () => {
    const before = await clock();
    const reading = await store.now.read(newTenant());
    expect(reading).toMatchObject({ systemTime: 0, warning: null });
    expect(reading.validTime).toBeGreaterThanOrEqual(before - 2_000);
    expect(reading.validTime).toBeLessThanOrEqual(await clock());
  });

  it('follows a commit of another process by its notification, long before the poll', async () => {
    await withStore({ pollMs: 60_000 }, async (other) => {
      const tenant = newTenant();
      await other.now.read(tenant);
      const systemTime = await commit(store, tenant, [{ id: newId() }]);
      await expect.poll(async () => (await other.now.read(tenant)).systemTime, { timeout: 1_000 }).toBe(systemTime);
    });
  });

  it('follows by the poll when no notification comes', async () => {
    await withStore({ pollMs: 50 }, async (other) => {
      const tenant = newTenant();
      await other.now.read(tenant);
      const later = await clock();
      await database.owner('INSERT INTO ledger.tenant (tenant, last_t) VALUES ($1, instant($2))', [tenant, later]);
      await expect.poll(async () => (await other.now.read(tenant)).systemTime, { timeout: 1_000 }).toBe(later);
    });
  });

  it('asks nothing of PostgreSQL for a request, and once for many first ones', async () => {
    const statements: string[] = [];
    await withStore({ pollMs: 60_000, onStatement: (text) => statements.push(text) }, async (other) => {
      const tenant = newTenant();
      await Promise.all(Array.from({ length: 50 }, () => other.now.read(tenant)));
      const first = statements.length;
      expect(first).toBeLessThanOrEqual(4);
      for (let n = 0; n < 1_000; n += 1) await other.now.read(tenant);
      expect(statements).toHaveLength(first);
    });
  });

  it('shows a commit whole or not at all, and none that died, while others write', async () => {
    const [tenant, ids] = [newTenant(), [newId(), newId(), newId()]];
    await commit(
      store,
      tenant,
      ids.map((id) => ({ id, type: 'Load', name: '0' })),
    );
    let writing = true;
    const write = async (writer: number) => {
      for (let n = 1; n <= 12; n += 1) {
        const name = `${writer}.${n}`;
        const dies = n % 3 === 0;
        await commit(
          store,
          tenant,
          ids.map((id) => ({ id, type: 'Load', name: dies ? 'dead' : name })),
          dies ? 'quarantined' : 'committed',
        );
      }
    };
    const read = async (other: PostgresStore) => {
      let reads = 0;
      for (; writing; reads += 1) {
        const { systemTime } = await other.now.read(tenant);
        const scope = { tenant, dead: other.now.dead(tenant) };
        const moment = { validTime: (OPEN_END - 1) as Instant, systemTime };
        // One read for each entity: only the moment holds them together.
        const names = [];
        for (const id of ids) {
          const [version] = await other.reads.versions(scope, LOAD, [{ id, moment }]);
          names.push(version?.values.fields.reference);
        }
        if (systemTime > 0) expect(new Set(names).size).toBe(1);
        expect(names).not.toContain('dead');
      }
      expect(reads).toBeGreaterThan(5);
    };
    await withStore({}, async (other) => {
      const reading = [read(store), read(other)];
      await Promise.all([write(1), write(2)]);
      writing = false;
      await Promise.all(reading);
    });
  }, 30_000);

  it('stops for good when the ledger went back', async () => {
    const statements: string[] = [];
    await withStore({ pollMs: 50, onStatement: (text) => statements.push(text) }, async (other) => {
      const tenant = newTenant();
      await commit(store, tenant, [{ id: newId() }]);
      await other.now.read(tenant);
      expect(() => other.now.dead(newTenant())).toThrow('does not answer');
      await lowerWatermark(tenant);
      await expect
        .poll(() => other.now.read(tenant).catch((error) => error.code), { timeout: 1_000 })
        .toBe('LEDGER_WENT_BACK');
      await expect(other.now.read(newTenant())).rejects.toMatchObject({ code: 'LEDGER_WENT_BACK' });
      // It asks no more, neither by its poll nor because it has closed its connection.
      const asked = statements.length;
      await sleep(300);
      expect(statements).toHaveLength(asked);
    });
  });

  it('is not stopped for ever by a process that opened a commit and crashed', async () => {
    await withStore({ pollMs: 50, deadlineMs: 100 }, async (other) => {
      const tenant = newTenant();
      await other.now.read(tenant);
      await commit(other, tenant, [{ id: newId() }], 'pending');
      const later = await commit(store, tenant, [{ id: newId() }]);
      await sleep(200);
      await database.owner(
        `UPDATE ledger.commit SET deadline = clock_timestamp() WHERE tenant = $1 AND state = 'aborting'`,
        [tenant],
      );
      await expect.poll(async () => (await other.now.read(tenant)).systemTime, { timeout: 2_000 }).toBe(later);
      expect(other.now.dead(tenant).size).toBe(1);
    });
  });
});

describe('reaching a system time', () => {
  it('is granted up to the clock, and no commit gets a system time at or below it', async () => {
    const tenant = newTenant();
    await commit(store, tenant, [{ id: newId() }]);
    const { validTime } = await store.now.read(tenant);
    await store.now.reach(tenant, validTime);
    expect((await store.now.read(tenant)).systemTime).toBe(validTime);
    expect(await commit(store, tenant, [{ id: newId() }])).toBeGreaterThan(validTime);
  });

  it('is not granted to a tenant without commits, so that no reader stands in the way of its first load', async () => {
    const tenant = newTenant();
    const { validTime } = await store.now.read(tenant);
    await expect(store.now.reach(tenant, validTime)).rejects.toMatchObject({ code: 'SYSTEM_TIME_NOT_REACHED' });
    expect(await store.ledger.openBootstrap(tenant, false)).toBe('opened');
  });

  it('lets a process read its own write at once', async () => {
    const tenant = newTenant();
    await store.now.read(tenant);
    for (let n = 0; n < 10; n += 1) {
      const systemTime = await commit(store, tenant, [{ id: newId() }]);
      await store.now.reach(tenant, systemTime);
      expect((await store.now.read(tenant)).systemTime).toBeGreaterThanOrEqual(systemTime);
    }
  });

  it('is refused in the future, and gives up on a commit that stays pending', async () => {
    const tenant = newTenant();
    const future = ((await clock()) + 60_000_000) as Instant;
    await expect(store.now.reach(tenant, future)).rejects.toMatchObject({ code: 'SYSTEM_TIME_IN_FUTURE' });
    await withStore({ reachMs: 100 }, async (other) => {
      const systemTime = await commit(other, tenant, [{ id: newId() }], 'pending');
      await expect(other.now.reach(tenant, systemTime)).rejects.toMatchObject({ code: 'SYSTEM_TIME_NOT_REACHED' });
    });
  });
});

describe('with PostgreSQL away', () => {
  it('stands still with a warning, its clock goes on, and it follows again by itself', async () => {
    await withProxy(async (proxy, url) => {
      await withStore({ url, pollMs: 50 }, async (other) => {
        const tenant = newTenant();
        const before = await other.now.read(tenant);
        await proxy.cut();
        await expect.poll(async () => (await other.now.read(tenant)).warning, { timeout: 2_000 }).toMatch(/since 20/);
        const during = await other.now.read(tenant);
        expect(during.systemTime).toBe(before.systemTime);
        expect(during.validTime).toBeGreaterThan(before.validTime);
        await expect(other.now.read(newTenant())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
        await expect(other.now.reach(tenant, during.validTime)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });

        await proxy.join();
        const systemTime = await commit(store, tenant, [{ id: newId() }]);
        await expect
          .poll(() => other.now.read(tenant), { timeout: 8_000 })
          .toMatchObject({ systemTime, warning: null });
      });
    });
  });
});
