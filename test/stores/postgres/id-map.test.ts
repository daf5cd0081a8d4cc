// A source's keys have one id each, for good, whoever asks first.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isId, newId } from '../../../core/ids.ts';
import { openPostgres, type PostgresStore } from '../../../stores/postgres/store.ts';
import { commit } from './commits.ts';
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

const keys = (count: number) => Array.from({ length: count }, (_, n) => ({ type: 'Load', externalId: `L-${n % 40}` }));

describe('ids of a source’s keys', () => {
  it('are made once, in the order of the keys, whatever repeats', async () => {
    const tenant = newTenant();
    const first = await store.ids.resolveIds(tenant, 'tms', keys(60));
    expect(first.every(isId)).toBe(true);
    expect(new Set(first).size).toBe(40);
    expect(first.slice(40)).toEqual(first.slice(0, 20));
    expect(await store.ids.resolveIds(tenant, 'tms', keys(60).toReversed())).toEqual(first.toReversed());
    expect(await store.ids.resolveIds(tenant, 'tms', [])).toEqual([]);
  });

  it('are told apart by source, type and tenant', async () => {
    const [tenant, other] = [newTenant(), newTenant()];
    const ids = await Promise.all([
      store.ids.resolveIds(tenant, 'a', [
        { type: 'Load', externalId: '1' },
        { type: 'Driver', externalId: '1' },
      ]),
      store.ids.resolveIds(tenant, 'b', [
        { type: 'Load', externalId: '1' },
        { type: null, externalId: '1' },
      ]),
      store.ids.resolveIds(other, 'a', [{ type: 'Load', externalId: '1' }]),
    ]);
    expect(new Set(ids.flat()).size).toBe(5);
  });

  it('are the same for all who ask at the same time', async () => {
    const tenant = newTenant();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        store.ids.resolveIds(tenant, 'tms', n % 2 ? keys(40) : keys(40).toReversed()),
      ),
    );
    for (const [n, answer] of answers.entries()) {
      expect(n % 2 ? answer : answer.toReversed()).toEqual(answers[1]);
    }
  });

  it('lead back to the entity', async () => {
    const tenant = newTenant();
    const [id = newId()] = await store.ids.resolveIds(tenant, 'tms', [{ type: 'Customer', externalId: 'C-1' }]);
    await commit(store, tenant, [{ id, type: 'Customer' }]);
    const found = await store.reads.lookup({ tenant, dead: new Set() }, [
      { source: 'tms', type: 'Customer', externalId: 'unknown' },
      { source: 'tms', type: 'Customer', externalId: 'C-1' },
      { source: 'tms', type: null, externalId: 'C-1' },
    ]);
    expect(found).toEqual([null, { type: 'Customer', id }, null]);
  });
});
