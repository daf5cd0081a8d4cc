// Histories, ways, differences and aggregates of records equal scans of a list in memory, dead commits among them.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepsBetween } from '../../../core/difference.ts';
import { newId } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';
import type { HistoryAxis, HistoryQuery, RecordVersion } from '../../../core/reads.ts';
import { PostgresClients } from '../../../stores/postgres/client.ts';
import { readDiffs } from '../../../stores/postgres/diff.ts';
import { openPostgres, type PostgresStore } from '../../../stores/postgres/store.ts';
import { RecordModel } from '../../support/record-model.ts';
import { newTenant, openDatabase, type TestDatabase } from './database.ts';
import { anyFilter, anyHistory, anyMoment, LOAD, onHistories } from './record-histories.ts';

let database: TestDatabase;
let store: PostgresStore;
let clients: PostgresClients;
beforeAll(async () => {
  database = await openDatabase();
  clients = new PostgresClients({ url: database.url });
  store = await openPostgres({ url: database.url });
});
afterAll(async () => {
  await store?.close();
  await clients?.close();
  await database?.close();
});

const anyQuery: fc.Arbitrary<HistoryQuery> = fc.record({
  axis: fc.constantFrom<HistoryAxis>('VALID', 'SYSTEM'),
  direction: fc.constantFrom('ASC' as const, 'DESC' as const),
  first: fc.integer({ min: 1, max: 3 }),
});

describe('a history', () => {
  it('has the versions on its line in order, page by page, and counts them', async () => {
    await onHistories(store, anyHistory, async (scope, written) => {
      const model = new RecordModel(LOAD, written.versions);
      for (const query of fc.sample(anyQuery, 6)) {
        const moments = fc.sample(anyMoment(written), written.ids.length);
        const start = (version: RecordVersion) => (query.axis === 'VALID' ? version.validFrom : version.systemFrom);
        let keys = written.ids.map((id, n) => ({
          id,
          moment: moments[n] as (typeof moments)[number],
          after: null as Instant | null,
        }));
        const counts = await store.reads.historyCounts(scope, LOAD, query.axis, keys);
        expect(counts).toEqual(keys.map((key) => model.historyCount(query.axis, key)));
        while (keys.length > 0) {
          const pages = await store.reads.history(scope, LOAD, query, keys);
          expect(pages, JSON.stringify({ query, keys })).toEqual(keys.map((key) => model.history(query, key)));
          keys = keys.flatMap((key, n) => {
            const last = pages[n]?.items.at(-1);
            return pages[n]?.hasNextPage && last ? [{ ...key, after: start(last) }] : [];
          });
        }
      }
    });
  }, 60_000);
});

describe('a way', () => {
  it('has both ends, and all that is visible between them', async () => {
    await onHistories(store, anyHistory, async (scope, written) => {
      const model = new RecordModel(LOAD, written.versions);
      const pairs = fc.sample(
        fc.tuple(fc.constantFrom(...written.ids, newId()), anyMoment(written), anyMoment(written)),
        30,
      );
      const keys = pairs.map(([id, from, to]) => ({ id, from, to }));
      const ways = await store.reads.ways(scope, LOAD, keys);
      for (const [n, key] of keys.entries()) {
        const [way, expected] = [ways[n], model.way(key)];
        expect([way?.before, way?.after, way?.isComplete]).toEqual([expected.before, expected.after, true]);
        const steps = (versions: readonly RecordVersion[] = []) =>
          stepsBetween(LOAD, versions, key.from, key.to).map(({ version, ...step }) => ({
            ...step,
            values: version?.values,
          }));
        expect(steps(way?.versions), JSON.stringify(key)).toEqual(steps(expected.versions));
      }
    });
  }, 60_000);
});

describe('differences of a type', () => {
  it('are the entities that are not the same, by id, page by page', async () => {
    await onHistories(store, anyHistory, async (scope, written) => {
      const model = new RecordModel(LOAD, written.versions);
      const queries = fc.sample(
        fc.tuple(anyMoment(written), anyMoment(written), fc.option(anyFilter), fc.integer({ min: 1, max: 3 })),
        8,
      );
      for (const [from, to, filter, first] of queries) {
        let after = null;
        for (let hasNextPage = true; hasNextPage; ) {
          const query = { from, to, filter, first, after };
          const page = await store.reads.diffs(scope, LOAD, query);
          expect(page, JSON.stringify(query)).toEqual(model.diffs(query));
          // The walk by id, which a page takes where much has changed, finds the same.
          expect(await readDiffs(clients, scope, LOAD, query, 1), JSON.stringify(query)).toEqual(page);
          after = page.items.at(-1)?.id ?? null;
          hasNextPage = page.hasNextPage;
        }
      }
    });
  }, 60_000);
});

describe('an aggregate', () => {
  it('groups, counts and sums up what is visible', async () => {
    await onHistories(store, anyHistory, async (scope, written) => {
      const model = new RecordModel(LOAD, written.versions);
      const fields = fc.subarray(['reference', 'origin', 'weightKg', 'rate', 'pickupAt', 'customer'], { maxLength: 2 });
      const queries = fc.sample(
        fc.tuple(anyMoment(written), fc.option(anyFilter), fields, fc.integer({ min: 0, max: 5 })),
        8,
      );
      for (const [moment, filter, by, first] of queries) {
        const query = { moment, filter, by, of: ['rate', 'weightKg'], first };
        const [found, expected] = [await store.reads.aggregate(scope, LOAD, query), model.aggregate(query)];
        expect(found.hasNextPage).toBe(expected.hasNextPage);
        expect(found.items.map(rounded), JSON.stringify(query)).toEqual(expected.items.map(rounded));
      }
    });
  }, 60_000);

  it('refuses fields that have no groups or no sum', async () => {
    const scope = { tenant: newTenant(), dead: new Set<Instant>() };
    const base = {
      moment: { validTime: 1 as Instant, systemTime: 0 as Instant },
      filter: null,
      by: [],
      of: [],
      first: 1,
    };
    for (const query of [{ by: ['attributes'] }, { of: ['reference'] }, { by: ['id; DROP TABLE entity'] }]) {
      await expect(store.reads.aggregate(scope, LOAD, { ...base, ...query })).rejects.toMatchObject({
        code: 'FILTER_INVALID',
      });
    }
  });
});

/** Averages to ten digits: PostgreSQL chooses by itself how many it gives. */
const rounded = <Group extends { values: readonly { avg: string | null }[] }>(group: Group) => ({
  ...group,
  values: group.values.map((value) => ({
    ...value,
    avg: value.avg === null ? null : Number(value.avg).toPrecision(10),
  })),
});
