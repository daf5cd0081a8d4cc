// The ledger's rules under concurrency: system times rise, holds exclude, and the watermark stays below what is pending.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, type Tenant } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';
import { PostgresClients } from '../../../stores/postgres/client.ts';
import { PostgresLedger, toInstant } from '../../../stores/postgres/ledger.ts';
import { newTenant, openDatabase, type TestDatabase } from './database.ts';

let database: TestDatabase;
let clients: PostgresClients;
let ledger: PostgresLedger;
beforeAll(async () => {
  database = await openDatabase();
  clients = new PostgresClients({ url: database.url });
  ledger = new PostgresLedger(clients, { heldWaitMs: 300 });
});
afterAll(async () => {
  await clients?.close();
  await database?.close();
});

async function watermark(tenant: Tenant): Promise<Instant> {
  const text = 'SELECT watermark FROM ledger.watermark(ARRAY[$1])';
  const [row] = await clients.query<{ watermark: string }>(tenant, { text, values: [tenant] });
  return toInstant(row?.watermark ?? '');
}

/** Lets the commits of a tenant, or its bootstrap load, be past their deadline. */
const makeOverdue = (tenant: Tenant) =>
  database.owner(`UPDATE ledger.commit SET deadline = clock_timestamp() - interval '1 second' WHERE tenant = $1`, [
    tenant,
  ]);

describe('system times', () => {
  it('are unique and rise in the order in which commits open, however many open at once', async () => {
    const tenant = newTenant();
    let last = 0;
    const open = async () => {
      for (let n = 0; n < 25; n += 1) {
        const before = last;
        const { systemTime } = await ledger.open(tenant, [newId()], 'test');
        expect(systemTime).toBeGreaterThan(before);
        last = Math.max(last, systemTime);
        times.push(systemTime);
      }
    };
    const times: Instant[] = [];
    await Promise.all(Array.from({ length: 8 }, open));
    expect(new Set(times).size).toBe(200);
  });

  it('go on rising when the clock is behind the last one', async () => {
    const tenant = newTenant();
    const { systemTime } = await ledger.open(tenant, [], 'test');
    await database.owner(`UPDATE ledger.tenant SET last_t = last_t + interval '1 hour' WHERE tenant = $1`, [tenant]);
    const next = await ledger.open(tenant, [], 'test');
    expect(next.systemTime).toBe(systemTime + 3_600_000_000 + 1);
  });
});

describe('the watermark', () => {
  it('never reaches a commit that is pending, nor falls, while commits open and settle at random', async () => {
    const tenant = newTenant();
    const pending = new Set<Instant>();
    let writing = true;
    const write = async () => {
      for (let n = 0; n < 15; n += 1) {
        const { systemTime } = await ledger.open(tenant, [newId()], 'test');
        pending.add(systemTime);
        await sleep(Math.random() * 6);
        const dies = Math.random() < 0.3;
        if (dies) await ledger.settle(tenant, systemTime, 'aborting');
        if (dies) await sleep(Math.random() * 3);
        // It leaves the set just before it settles: what is in the set is unsettled for certain.
        pending.delete(systemTime);
        expect(await ledger.settle(tenant, systemTime, dies ? 'aborted' : 'committed')).toBe(true);
      }
    };
    const watch = async () => {
      for (let last = 0; writing; ) {
        const reached = await watermark(tenant);
        // Opened before the answer and unsettled after it; a commit that opened since has a later system time anyway.
        for (const systemTime of pending) expect(reached).toBeLessThan(systemTime);
        expect(reached).toBeGreaterThanOrEqual(last);
        last = reached;
      }
    };
    const watching = [watch(), watch()];
    await Promise.all(Array.from({ length: 6 }, write));
    writing = false;
    await Promise.all(watching);
    expect(await watermark(tenant)).toBeGreaterThan(0);
  });

  it('waits for an opener that has its system time and has not committed its row', async () => {
    const tenant = newTenant();
    let reached: Instant | undefined;
    const opened = await clients.transaction(tenant, async (query) => {
      const text = `SELECT opened FROM ledger.open('{}', 'test', 10000)`;
      const [row] = await query<{ opened: string }>({ text, values: [] });
      watermark(tenant).then((at) => {
        reached = at;
      });
      await sleep(100);
      expect(reached).toBeUndefined();
      return toInstant(row?.opened ?? '');
    });
    await expect.poll(() => reached).toBeDefined();
    expect(reached).toBeLessThan(opened);
  });

  it('of one tenant is not stopped by another', async () => {
    const [slow, quick] = [newTenant(), newTenant()];
    await ledger.open(slow, [], 'test');
    const { systemTime } = await ledger.open(quick, [], 'test');
    await ledger.settle(quick, systemTime, 'committed');
    expect(await watermark(quick)).toBe(systemTime);
    expect(await watermark(slow)).toBe(0);
  });

  it('stands at the last system time while nothing happens', async () => {
    const tenant = newTenant();
    const { systemTime } = await ledger.open(tenant, [], 'test');
    await ledger.settle(tenant, systemTime, 'committed');
    const { systemTime: next } = await ledger.open(tenant, [], 'test');
    expect(await watermark(tenant)).toBe(systemTime);
    await ledger.settle(tenant, next, 'committed');
    expect(await watermark(tenant)).toBe(next);
  });
});

describe('holds', () => {
  it('let one commit at a time write an entity, and the next one in as soon as it is done', async () => {
    const [tenant, id] = [newTenant(), newId()];
    let inside = 0;
    const patient = new PostgresLedger(clients, { heldWaitMs: 10_000 });
    const write = async () => {
      const { systemTime } = await patient.open(tenant, [newId(), id], 'test');
      inside += 1;
      expect(inside).toBe(1);
      await sleep(5);
      inside -= 1;
      await patient.settle(tenant, systemTime, 'committed');
    };
    await Promise.all(Array.from({ length: 6 }, write));
  });

  it('that last are an error with the id, and leave nothing behind', async () => {
    const [tenant, id, other] = [newTenant(), newId(), newId()];
    await ledger.open(tenant, [id], 'test');
    await expect(ledger.open(tenant, [other, id], 'test')).rejects.toMatchObject({
      code: 'ENTITY_HELD',
      details: { id },
    });
    await expect(ledger.open(tenant, [other], 'test')).resolves.toBeDefined();
  });
});

describe('a commit', () => {
  it('is decided once: of many who settle it, one succeeds, and nothing follows a final state', async () => {
    const tenant = newTenant();
    const { systemTime } = await ledger.open(tenant, [], 'test');
    expect(await ledger.settle(tenant, systemTime, 'aborted')).toBe(false);
    const settled = await Promise.all(
      Array.from({ length: 10 }, (_, n) => ledger.settle(tenant, systemTime, n % 2 ? 'committed' : 'aborting')),
    );
    expect(settled.filter(Boolean)).toHaveLength(1);
    if ((await ledger.state(tenant, systemTime)) === 'aborting') await ledger.settle(tenant, systemTime, 'aborted');
    for (const state of ['committed', 'aborting', 'aborted', 'quarantined'] as const) {
      expect(await ledger.settle(tenant, systemTime, state)).toBe(false);
    }
    expect(await ledger.state(newTenant(), systemTime)).toBe(null);
  });

  it('past its deadline is given up by whoever comes next, and quarantined when nobody undoes it', async () => {
    const [tenant, id] = [newTenant(), newId()];
    const { systemTime } = await ledger.open(tenant, [id], 'test');
    expect(await ledger.unfinished(tenant)).toEqual([]);
    await makeOverdue(tenant);
    expect(await ledger.unfinished(tenant)).toEqual([systemTime]);
    expect(await ledger.settle(tenant, systemTime, 'committed')).toBe(false);
    await makeOverdue(tenant);
    const { dead, systemTime: next } = await ledger.open(tenant, [id], 'test');
    expect(await ledger.state(tenant, systemTime)).toBe('quarantined');
    expect([...dead]).toEqual([systemTime]);
    expect(await ledger.unfinished(tenant)).toEqual([]);
    await ledger.settle(tenant, next, 'committed');
    expect(await watermark(tenant)).toBe(next);
  });
});

describe('a bootstrap load', () => {
  const past = [5, 1_000, 1_700_000_000_000_000].map((n) => n as Instant);

  it('keeps everything unseen until it is closed, and lets no other commit in meanwhile', async () => {
    const tenant = newTenant();
    expect(await ledger.openBootstrap(tenant, false)).toBe('opened');
    await ledger.recordBootstrap(tenant, past);
    await ledger.recordBootstrap(tenant, past);
    expect(await watermark(tenant)).toBe(0);
    await expect(ledger.open(tenant, [newId()], 'test')).rejects.toMatchObject({ code: 'ENTITY_HELD' });
    await ledger.closeBootstrap(tenant);
    expect(await watermark(tenant)).toBe(past.at(-1));
    await expect(ledger.openBootstrap(tenant, true)).rejects.toMatchObject({ code: 'IMPORT_BOOTSTRAP_REFUSED' });
    await expect(ledger.open(tenant, [newId()], 'test')).resolves.toBeDefined();
  });

  it('is refused beside another, after a commit, and with system times that are not past', async () => {
    const refused = { code: 'IMPORT_BOOTSTRAP_REFUSED' };
    const [tenant, busy] = [newTenant(), newTenant()];
    await ledger.openBootstrap(tenant, false);
    await expect(new PostgresLedger(clients).openBootstrap(tenant, true)).rejects.toMatchObject(refused);
    await expect(ledger.recordBootstrap(tenant, [0 as Instant])).rejects.toMatchObject(refused);
    await expect(ledger.recordBootstrap(tenant, [9_000_000_000_000_000 as Instant])).rejects.toMatchObject(refused);
    await ledger.open(busy, [], 'test');
    await expect(ledger.openBootstrap(busy, false)).rejects.toMatchObject(refused);
  });

  it('that was left behind is reported, begins anew, and its old process cannot go on', async () => {
    const tenant = newTenant();
    await ledger.openBootstrap(tenant, false);
    await ledger.recordBootstrap(tenant, past);
    await makeOverdue(tenant);
    expect(await ledger.unfinished(tenant)).toEqual([]);
    const other = new PostgresLedger(clients);
    const refused = { code: 'IMPORT_BOOTSTRAP_REFUSED' };
    expect(await other.openBootstrap(tenant, false)).toBe('abandoned');
    // Who heard of it has it: two that purge it would delete what one of them has begun anew.
    for (const restart of [false, true])
      await expect(ledger.openBootstrap(tenant, restart)).rejects.toMatchObject(refused);
    expect(await other.openBootstrap(tenant, true)).toBe('opened');
    await expect(ledger.recordBootstrap(tenant, past)).rejects.toMatchObject(refused);
    await expect(ledger.closeBootstrap(tenant)).rejects.toMatchObject(refused);
    await other.recordBootstrap(tenant, [7 as Instant]);
    await other.closeBootstrap(tenant);
    expect(await watermark(tenant)).toBe(7);
  });

  it('that brought nothing leaves the tenant empty', async () => {
    const tenant = newTenant();
    await ledger.openBootstrap(tenant, false);
    await ledger.closeBootstrap(tenant);
    expect(await watermark(tenant)).toBe(0);
    expect(await ledger.openBootstrap(tenant, false)).toBe('opened');
    await ledger.recordBootstrap(tenant, [1 as Instant]);
    await ledger.closeBootstrap(tenant);
    expect(await watermark(tenant)).toBe(1);
  });
});
