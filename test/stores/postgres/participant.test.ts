// PostgreSQL's part of a commit: whole or not at all, the same when done twice, undone without a trace.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommitWork } from '../../../core/commit.ts';
import { type Id, newId, type Tenant } from '../../../core/ids.ts';
import { type Instant, OPEN_END } from '../../../core/instant.ts';
import { openPostgres, type PostgresStore } from '../../../stores/postgres/store.ts';
import { change, commit, type Stated } from './commits.ts';
import { newTenant, openDatabase, type TestDatabase } from './database.ts';

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

/** All rows of a tenant's customers: [name, validFrom, validTo, systemFrom, systemTo]. */
const rows = async (tenant: Tenant) =>
  (
    await database.owner<{ row: unknown[] }>(
      `SELECT json_build_array(name, micros(valid_from), micros(valid_to), micros(system_from), micros(system_to)) AS row
       FROM customer_version WHERE tenant = $1 ORDER BY system_from, valid_from`,
      [tenant],
    )
  ).map(({ row }) => row);

async function work(tenant: Tenant, stated: readonly Stated[]): Promise<CommitWork> {
  const { systemTime, dead } = await store.ledger.open(tenant, [...new Set(stated.map(({ id }) => id))], 'test');
  return { tenant, systemTime, dead, changes: stated.map((each) => change(each, systemTime)) };
}

const types = (tenant: Tenant, ids: readonly Id[]) => store.reads.types({ tenant, dead: new Set() }, ids);

describe('apply', () => {
  it('ends what a statement overlaps and states the rest of it again', async () => {
    const [tenant, id] = [newTenant(), newId()];
    const first = await commit(store, tenant, [{ id, name: 'A', validFrom: 10 }]);
    const second = await commit(store, tenant, [{ id, name: 'B', validFrom: 20, validTo: 30 }]);
    const third = await commit(store, tenant, [{ id, name: null, validFrom: 25 }]);
    expect(await rows(tenant)).toEqual([
      ['A', 10, OPEN_END, first, second],
      ['A', 10, 20, second, OPEN_END],
      ['B', 20, 30, second, third],
      ['A', 30, OPEN_END, second, third],
      ['B', 20, 25, third, OPEN_END],
    ]);
  });

  it('is the same when done twice, and verified only when it is there', async () => {
    const [tenant, id] = [newTenant(), newId()];
    await commit(store, tenant, [{ id, name: 'A' }]);
    const twice = await work(tenant, [
      { id, name: 'B', validFrom: 2_000 },
      { id, name: null, validFrom: 3_000 },
    ]);
    expect(await store.participant.verify(twice)).toBe(false);
    await store.participant.apply(twice);
    const once = await rows(tenant);
    await store.participant.apply(twice);
    expect(await rows(tenant)).toEqual(once);
    expect(await store.participant.verify(twice)).toBe(true);
  });

  it('of a commit that was given up is refused once a later one has written', async () => {
    const [tenant, id] = [newTenant(), newId()];
    const late = await work(tenant, [{ id, name: 'late' }]);
    await store.ledger.settle(tenant, late.systemTime, 'aborting');
    await store.ledger.settle(tenant, late.systemTime, 'aborted');
    await commit(store, tenant, [{ id, name: 'B' }]);
    const before = await rows(tenant);
    await expect(store.participant.apply(late)).rejects.toMatchObject({ code: 'COMMIT_ABORTED' });
    expect(await rows(tenant)).toEqual(before);
  });

  it('removes what dead commits left of the same entity', async () => {
    const [tenant, id] = [newTenant(), newId()];
    const first = await commit(store, tenant, [{ id, name: 'A' }]);
    await commit(store, tenant, [{ id, name: 'dead', validFrom: 2_000 }], 'quarantined');
    const third = await commit(store, tenant, [{ id, name: 'C', validFrom: 3_000 }]);
    expect(await rows(tenant)).toEqual([
      ['A', 1_000, OPEN_END, first, third],
      ['A', 1_000, 3_000, third, OPEN_END],
      ['C', 3_000, OPEN_END, third, OPEN_END],
    ]);
  });

  it('refuses an id that has another type, and writes nothing of the commit', async () => {
    const [tenant, id, other] = [newTenant(), newId(), newId()];
    await commit(store, tenant, [{ id, type: 'Load' }]);
    const wrong = await work(tenant, [{ id: other }, { id, type: 'Customer' }]);
    await expect(store.participant.apply(wrong)).rejects.toMatchObject({ code: 'IMPORT_ROW_INVALID', details: { id } });
    await store.ledger.settle(tenant, wrong.systemTime, 'aborting');
    await store.ledger.settle(tenant, wrong.systemTime, 'aborted');
    const both = await work(tenant, [
      { id: other, type: 'Load' },
      { id: other, type: 'Customer' },
    ]);
    await expect(store.participant.apply(both)).rejects.toMatchObject({ code: 'IMPORT_ROW_INVALID' });
    expect(await rows(tenant)).toEqual([]);
    expect(await types(tenant, [id, other])).toEqual(['Load', null]);
  });

  it('refuses a value that PostgreSQL cannot hold', async () => {
    const [tenant, id] = [newTenant(), newId()];
    const wrong = await work(tenant, [{ id, name: 'a\0b' }]);
    await expect(store.participant.apply(wrong)).rejects.toMatchObject({ code: 'IMPORT_ROW_INVALID' });
  });

  it('takes the past of a bootstrap load, each change at its own system time', async () => {
    const [tenant, id] = [newTenant(), newId()];
    await store.ledger.openBootstrap(tenant, false);
    await store.ledger.recordBootstrap(tenant, [100 as Instant, 200 as Instant]);
    const load = {
      tenant,
      systemTime: 1 as Instant,
      dead: new Set<Instant>(),
      changes: [
        change({ id, name: 'A', validFrom: 10 }, 100 as Instant),
        change({ id, name: 'B', validFrom: 20 }, 200 as Instant),
      ],
    };
    await store.participant.apply(load);
    await store.participant.apply(load);
    await store.ledger.closeBootstrap(tenant);
    expect(await rows(tenant)).toEqual([
      ['A', 10, OPEN_END, 100, 200],
      ['A', 10, 20, 200, OPEN_END],
      ['B', 20, OPEN_END, 200, OPEN_END],
    ]);
    expect(await store.participant.verify(load)).toBe(true);
  });
});

describe('compensate', () => {
  it('leaves the store as it was, with the changes at hand or after a crash without them', async () => {
    for (const crashed of [false, true]) {
      const [tenant, id, fresh] = [newTenant(), newId(), newId()];
      await commit(store, tenant, [{ id, name: 'A' }]);
      const before = await rows(tenant);
      const undone = await work(tenant, [{ id, name: 'B', validFrom: 2_000 }, { id: fresh }]);
      await store.participant.apply(undone);
      const known = crashed ? { ...undone, changes: [] } : undone;
      await store.participant.compensate(known);
      await store.participant.compensate(known);
      expect(await rows(tenant)).toEqual(before);
    }
  });

  it('forgets ids that were new, so that they may become another type', async () => {
    const [tenant, id] = [newTenant(), newId()];
    const undone = await work(tenant, [{ id }]);
    await store.participant.apply(undone);
    await store.participant.compensate(undone);
    expect(await types(tenant, [id])).toEqual([null]);
  });
});

describe('purge', () => {
  it('deletes all of one tenant and nothing of another', async () => {
    const [tenant, other, id] = [newTenant(), newTenant(), newId()];
    await commit(store, tenant, [{ id }]);
    await commit(store, other, [{ id }]);
    await store.ids.resolveIds(tenant, 'source', [{ type: null, externalId: '1' }]);
    await store.participant.purge(tenant);
    expect(await rows(tenant)).toEqual([]);
    expect(await types(tenant, [id])).toEqual([null]);
    expect(await rows(other)).toHaveLength(1);
    expect(await types(other, [id])).toEqual(['Customer']);
  });
});
