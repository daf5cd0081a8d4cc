// The ledger's part of an adoption: who may begin it, who may go on with it, and what is seen when it ends.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instant } from '../../../core/instant.ts';
import { type Adoptions, adoptions } from '../../../stores/postgres/adoption.ts';
import { PostgresClients } from '../../../stores/postgres/client.ts';
import { PostgresLedger } from '../../../stores/postgres/ledger.ts';
import { newTenant, openDatabase, type TestDatabase } from './database.ts';

let database: TestDatabase;
let clients: PostgresClients;
beforeAll(async () => {
  database = await openDatabase();
  clients = new PostgresClients({ url: database.url });
});
afterAll(async () => {
  await clients?.close();
  await database?.close();
});

/** A process: what it adopts is told apart from what others do. */
function openProcess(): { adoption: Adoptions; ledger: PostgresLedger } {
  const ledger = new PostgresLedger(clients);
  return { ledger, adoption: adoptions(clients, ledger) };
}

const PAST = 1_700_000_000_000_000 as Instant;
const expire = (tenant: string) =>
  database.owner(
    `WITH a AS (UPDATE ledger.adoption SET deadline = 'epoch' WHERE tenant = $1)
     UPDATE ledger.commit SET deadline = 'epoch' WHERE tenant = $1 AND kind = 'bootstrap'`,
    [tenant],
  );
const watermark = async (tenant: string) =>
  (await database.owner<{ w: string }>('SELECT watermark AS w FROM ledger.watermark(ARRAY[$1])', [tenant]))[0]?.w;

describe('an adoption of an empty tenant', () => {
  it('keeps others out while it runs, and is seen all at once when it is closed', async () => {
    const tenant = newTenant();
    const [one, other] = [openProcess(), openProcess()];
    expect(await one.adoption.open(tenant, false)).toMatchObject({
      outcome: 'opened',
      mode: 'bootstrap',
      progress: null,
    });
    expect(await other.adoption.open(tenant, false)).toEqual({ outcome: 'running' });
    await one.ledger.recordBootstrap(tenant, [PAST]);
    expect(await one.adoption.save(tenant, { at: 1 })).toBeGreaterThan(PAST);
    expect(await other.adoption.save(tenant, { at: 9 })).toBeNull();
    expect(await other.adoption.close(tenant, { at: 9 })).toBe(false);
    expect(await watermark(tenant)).toBe('0');
    expect(await one.adoption.close(tenant, { at: 2 })).toBe(true);
    expect(await watermark(tenant)).toBe(String(PAST));
    expect(await one.adoption.read(tenant)).toMatchObject({ state: 'done', mode: 'bootstrap', progress: { at: 2 } });
    expect(await other.adoption.open(tenant, false)).toEqual({ outcome: 'done' });
  });

  it('is gone on with, and nothing of it is lost, once the process that had it was silent or let it go', async () => {
    const tenant = newTenant();
    const [dead, next, last] = [openProcess(), openProcess(), openProcess()];
    await dead.adoption.open(tenant, false);
    await dead.ledger.recordBootstrap(tenant, [PAST]);
    await dead.adoption.save(tenant, { at: 1 });
    await expire(tenant);
    expect(await next.adoption.open(tenant, false)).toMatchObject({ outcome: 'resumed', progress: { at: 1 } });
    // Whoever was given up cannot go on.
    await expect(dead.ledger.recordBootstrap(tenant, [PAST])).rejects.toMatchObject({
      code: 'IMPORT_BOOTSTRAP_REFUSED',
    });
    expect(await dead.adoption.save(tenant, { at: 7 })).toBeNull();
    await next.adoption.release(tenant);
    expect(await last.adoption.open(tenant, false)).toMatchObject({ outcome: 'resumed', progress: { at: 1 } });
    expect(await last.adoption.close(tenant, { at: 3 })).toBe(true);
    expect(await watermark(tenant)).toBe(String(PAST));
  });

  it('begins anew when an import has purged its load', async () => {
    const tenant = newTenant();
    const [adopter, importer] = [openProcess(), openProcess()];
    await adopter.adoption.open(tenant, false);
    await adopter.ledger.recordBootstrap(tenant, [PAST]);
    await adopter.adoption.save(tenant, { at: 1 });
    await expire(tenant);
    expect(await importer.ledger.openBootstrap(tenant, false)).toBe('abandoned');
    expect(await importer.ledger.openBootstrap(tenant, true)).toBe('opened');
    expect(await adopter.adoption.save(tenant, { at: 2 })).toBeNull();
    expect(await adopter.adoption.open(tenant, false)).toEqual({ outcome: 'running' });
    await importer.ledger.recordBootstrap(tenant, [PAST]);
    await importer.ledger.closeBootstrap(tenant);
    expect(await adopter.adoption.open(tenant, false)).toMatchObject({
      outcome: 'opened',
      mode: 'commits',
      progress: null,
    });
  });

  it('gives up an import that was left behind only when it is told to', async () => {
    const tenant = newTenant();
    const [adopter, importer] = [openProcess(), openProcess()];
    await importer.ledger.openBootstrap(tenant, false);
    await expire(tenant);
    expect(await adopter.adoption.open(tenant, false)).toEqual({ outcome: 'abandoned' });
    expect(await adopter.adoption.open(tenant, true)).toMatchObject({ outcome: 'opened', mode: 'bootstrap' });
  });
});

describe('an adoption of a tenant with commits', () => {
  it('holds nothing, and lets one process at it at a time', async () => {
    const tenant = newTenant();
    const [one, other] = [openProcess(), openProcess()];
    const { systemTime } = await one.ledger.open(tenant, [], 'test');
    await one.ledger.settle(tenant, systemTime, 'committed');
    expect(await one.adoption.open(tenant, false)).toMatchObject({ outcome: 'opened', mode: 'commits' });
    expect(await other.adoption.open(tenant, false)).toEqual({ outcome: 'running' });
    const next = await other.ledger.open(tenant, [], 'test');
    await other.ledger.settle(tenant, next.systemTime, 'committed');
    expect(await watermark(tenant)).toBe(String(next.systemTime));
    await one.adoption.release(tenant);
    expect(await other.adoption.open(tenant, false)).toMatchObject({ outcome: 'resumed', mode: 'commits' });
    expect(await other.adoption.close(tenant, null)).toBe(true);
    expect(await watermark(tenant)).toBe(String(next.systemTime));
  });
});
