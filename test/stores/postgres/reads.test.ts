// Records read at a moment equal a scan of a list in memory: versions, lists with filter, order and pages, and counts.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registry } from '../../../core/entity-types.ts';
import { newId } from '../../../core/ids.ts';
import { type Instant, OPEN_END } from '../../../core/instant.ts';
import type { Filter, RecordVersion } from '../../../core/reads.ts';
import type { ListPosition } from '../../../core/record-queries.ts';
import { openPostgres, type PostgresStore } from '../../../stores/postgres/store.ts';
import { RecordModel } from '../../support/record-model.ts';
import { commit } from './commits.ts';
import { newTenant, openDatabase, type TestDatabase } from './database.ts';
import { anyFilter, anyHistory, anyMoment, anyOrder, LOAD, onHistories, visibleAt } from './record-histories.ts';

const READS = 40;

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

describe('records at a moment', () => {
  it('finds the one version of each key, keys at many moments side by side', async () => {
    await onHistories(store, anyHistory, async (scope, written) => {
      const keys = fc
        .sample(fc.tuple(fc.constantFrom(...written.ids, newId()), anyMoment(written)), READS)
        .map(([id, moment]) => ({ id, moment }));
      const expected = keys.map(
        ({ id, moment }) => visibleAt(written, moment).find((version) => version.id === id) ?? null,
      );
      expect(await store.reads.versions(scope, LOAD, keys)).toEqual(expected);
    });
  });

  it('lists and counts what a filter lets through, in order, page by page', async () => {
    await onHistories(store, anyHistory, async (scope, written) => {
      const queries = fc.sample(
        fc.tuple(anyMoment(written), fc.option(anyFilter), anyOrder, fc.integer({ min: 1, max: 4 })),
        10,
      );
      for (const [moment, filter, order, first] of queries) {
        const all = new RecordModel(LOAD, written.versions).list({ moment, filter, order, first: 1_000, after: null });
        const expected = all.items.map((item) => item.version);
        const found: RecordVersion[] = [];
        let after: ListPosition | null = null;
        for (let hasNextPage = true; hasNextPage; ) {
          const page = await store.reads.list(scope, LOAD, { moment, filter, order, first, after });
          found.push(...page.items.map((item) => item.version));
          after = page.items.at(-1)?.position ?? null;
          hasNextPage = page.hasNextPage;
          expect(page.items.length <= first && (page.items.length === first || !hasNextPage)).toBe(true);
        }
        expect(found, JSON.stringify({ moment, filter, order })).toEqual(expected);
        expect(await store.reads.count(scope, LOAD, { moment, filter })).toEqual({
          total: expected.length,
          isExact: true,
        });
      }
    });
  }, 60_000);

  it('refuses filters, orders, pages and positions that do not fit', async () => {
    const scope = { tenant: newTenant(), dead: new Set<Instant>() };
    const moment = { validTime: 1 as Instant, systemTime: 0 as Instant };
    const base = { moment, filter: null, order: [], first: 10, after: null };
    const list = (query: object) => store.reads.list(scope, LOAD, { ...base, ...query });
    const term = (field: string, operator: string, value: unknown) => list({ filter: { field, operator, value } });

    const invalid = { code: 'FILTER_INVALID' };
    await expect(term('colour', 'eq', 'red')).rejects.toMatchObject(invalid);
    await expect(term('rate', 'contains', '1')).rejects.toMatchObject(invalid);
    await expect(term('rate', 'eq', 1.5)).rejects.toMatchObject(invalid);
    await expect(term('weightKg', 'eq', '1')).rejects.toMatchObject(invalid);
    await expect(term('customer', 'eq', "'; DROP TABLE entity; --")).rejects.toMatchObject(invalid);
    await expect(term('pickupAt', 'gt', 'yesterday')).rejects.toMatchObject(invalid);
    await expect(term('reference', 'eq', null)).rejects.toMatchObject(invalid);
    await expect(term('reference', 'eq', 'a\0')).rejects.toMatchObject(invalid);
    await expect(term('reference', 'in', Array(1_001).fill('a'))).rejects.toMatchObject(invalid);
    await expect(list({ order: [{ field: 'colour', direction: 'ASC' }] })).rejects.toMatchObject(invalid);
    await expect(list({ first: 10_001 })).rejects.toMatchObject({ code: 'PAGE_TOO_LARGE' });
    const order = [{ field: 'rate', direction: 'ASC' }];
    await expect(list({ order, after: { values: ['x'], id: newId() } })).rejects.toMatchObject({
      code: 'CURSOR_INVALID',
    });
    await expect(list({ order, after: { values: [], id: newId() } })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('finds nothing in an empty list, and all that is not in it, null or not', async () => {
    const tenant = newTenant();
    await commit(store, tenant, [{ id: newId(), type: 'Load' }]);
    const moment = { validTime: 1_000 as Instant, systemTime: (OPEN_END - 1) as Instant };
    const none: Filter = { field: 'origin', operator: 'in', value: [] };
    const count = (filter: Filter) => store.reads.count({ tenant, dead: new Set() }, LOAD, { moment, filter });
    expect([(await count(none)).total, (await count({ not: none })).total]).toEqual([0, 1]);
  });

  it('takes one statement for any number of keys, and one more for those that have no record', async () => {
    const statements: string[] = [];
    const counted = await openPostgres({ url: database.url, onStatement: (text) => statements.push(text) });
    try {
      const scope = { tenant: newTenant(), dead: new Set<Instant>() };
      const keys = Array.from({ length: 500 }, (_, n) => ({
        id: newId(),
        moment: { validTime: n as Instant, systemTime: n as Instant },
      }));
      await counted.reads.versions(scope, LOAD, keys);
      expect(statements).toHaveLength(2);
      await counted.reads.versions(scope, registry.get('OtherEntity'), keys);
      expect(statements).toHaveLength(3);
      await counted.reads.types(
        scope,
        keys.map((key) => key.id),
      );
      expect(statements).toHaveLength(4);
    } finally {
      await counted.close();
    }
  });

  it('keeps instants to the microsecond, decimals with their zeros, and open ends', async () => {
    const tenant = newTenant();
    const id = newId();
    const { systemTime, dead } = await store.ledger.open(tenant, [id], 'test');
    const values = {
      fields: { reference: 'L', rate: '1200.50', pickupAt: 1_700_000_000_123_457, deliverBy: -9_007_199_254_740_989 },
      attributes: { deep: [1, { a: null }] },
    };
    const change = {
      kind: 'entity' as const,
      entity: { type: 'Load', id },
      validFrom: 1 as Instant,
      validTo: OPEN_END,
      systemTime,
      values,
    };
    await store.participant.apply({ tenant, systemTime, dead, changes: [change] });
    const [version] = await store.reads.versions({ tenant, dead }, LOAD, [
      { id, moment: { validTime: 1 as Instant, systemTime } },
    ]);
    expect(version).toMatchObject({ id, validFrom: 1, validTo: OPEN_END, systemFrom: systemTime, systemTo: OPEN_END });
    expect(version?.values).toMatchObject(values);
  });
});
