// How PostgreSQL carries out reads on a table that is full: by an index, and never by reading the whole table.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registry } from '../../../core/entity-types.ts';
import { newId, type Tenant } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';
import { listField } from '../../../core/list-fields.ts';
import { COUNT_MAX, type Filter, type Order } from '../../../core/reads.ts';
import { PostgresClients, type Statement } from '../../../stores/postgres/client.ts';
import { diffsSql } from '../../../stores/postgres/diff.ts';
import { historyStatement } from '../../../stores/postgres/history.ts';
import { countSql, listSql } from '../../../stores/postgres/list.ts';
import { recordParticipant } from '../../../stores/postgres/participant.ts';
import { versionsStatement } from '../../../stores/postgres/reads.ts';
import { waysStatement } from '../../../stores/postgres/way.ts';
import { change } from './commits.ts';
import { newTenant, openDatabase, type TestDatabase } from './database.ts';
import { LOAD } from './record-histories.ts';

const ROWS = 20_000;
const ROWS_OF_STATEMENT = 4_000;
const tenant = newTenant();
/** A tenant whose rows came by a commit, after the last ANALYZE of the owner's. */
const late = newTenant();
/** An entity with many versions: each statement ended the one before it. */
const long = newId();
const LONG_STATEMENTS = 2_000;
const moment = { validTime: 5_000 as Instant, systemTime: 5_000 as Instant };

let database: TestDatabase;
let clients: PostgresClients;
beforeAll(async () => {
  database = await openDatabase();
  clients = new PostgresClients({ url: database.url });
  await fill();
  // Also sorts into the indexes of JSON and trigrams what they had put off.
  await database.owner('VACUUM (ANALYZE) load_version');
  const ids = Array.from({ length: 2_000 }, newId);
  await recordParticipant(clients, registry).apply({
    tenant: late,
    systemTime: 2_000 as Instant,
    dead: new Set(),
    changes: ids.map((id) => change({ id, type: 'Load' }, 2_000 as Instant)),
  });
}, 60_000);
afterAll(async () => {
  await database?.owner('DELETE FROM load_version WHERE tenant = ANY ($1)', [[tenant, late]]);
  await clients?.close();
  await database?.close();
});

async function fill(): Promise<void> {
  const seed = randomUUID();
  for (let from = 1; from <= ROWS; from += ROWS_OF_STATEMENT) {
    await clients.query(tenant, {
      text: `INSERT INTO load_version (tenant, id, valid_from, system_from, reference, origin, destination, commodity,
          pickup_at, weight_kg, distance_km, status, rate, customer)
        SELECT $1, id, instant(1000), instant(1000), 'L-' || n, 'O-' || n, 'D-' || n, 'C-' || n % 9,
          instant(n), n, n, 'S-' || n % 5, n / 7.0, id
        FROM (SELECT n, md5($2 || n)::uuid AS id FROM generate_series($3::integer, $4::integer) n) generated`,
      values: [tenant, seed, from, from + ROWS_OF_STATEMENT - 1],
    });
  }
  await clients.query(tenant, {
    text: `INSERT INTO load_version (tenant, id, valid_from, valid_to, system_from, system_to, reference, attributes)
      SELECT $1, $2, instant(n), r.valid_to, r.system_from, r.system_to, 'N-' || n, jsonb_build_object('n', n)
      FROM generate_series(1, $3::integer) n CROSS JOIN LATERAL (VALUES
        ('infinity'::timestamptz, instant(n), CASE WHEN n = $3 THEN 'infinity' ELSE instant(n + 1) END),
        (instant(n + 1), instant(n + 1), 'infinity'::timestamptz)) r (valid_to, system_from, system_to)
      WHERE n < $3 OR r.valid_to = 'infinity'`,
    values: [tenant, long, LONG_STATEMENTS],
  });
}

/** The most rows that one step of a plan read, those that it threw away included unless told otherwise. */
async function rowsRead(statement: Statement, thrownAway = true): Promise<number> {
  const text = `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ${statement.text}`;
  const rows = await clients.query<{ 'QUERY PLAN': string }>(tenant, { text, values: statement.values });
  const counts = rows.flatMap((row) => {
    const line = row['QUERY PLAN'];
    const loops = Number(/loops=(\d+)/.exec(line)?.[1] ?? 1);
    const read = Number(/actual rows=([\d.]+)/.exec(line)?.[1] ?? 0) * loops;
    return [read, !thrownAway ? 0 : Number(/Rows Removed by \w+(?: \w+)?: (\d+)/.exec(line)?.[1] ?? 0)];
  });
  return Math.max(...counts);
}

const sqlPlan = ({ text, values }: { readonly text: string; readonly values: readonly unknown[] }) =>
  planOf({ text, values });

async function planOf({ text, values }: Statement, of: Tenant = tenant): Promise<string> {
  const rows = await clients.query<{ 'QUERY PLAN': string }>(of, { text: `EXPLAIN (COSTS OFF) ${text}`, values });
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

const listPlan = (order: readonly Order[], filter: Filter | null = null, dead: readonly number[] = []) => {
  const query = { moment, filter, order, first: 20, after: null };
  const { text, values } = listSql({ tenant, dead: new Set(dead as Instant[]) }, LOAD, query);
  return planOf({ text, values });
};

describe('the plan', () => {
  it('of versions by id seeks by the primary key, also right after a bulk load, with dead commits and without', async () => {
    const keys = Array.from({ length: 50 }, () => ({ id: newId(), moment }));
    for (const [of, dead] of [
      [tenant, []],
      [tenant, [3_000]],
      [late, []],
    ] as const) {
      const scope = { tenant: of, dead: new Set(dead as readonly Instant[]) };
      const plan = await planOf(versionsStatement(scope, LOAD, keys), of);
      expect(plan).toContain('using load_version_pkey');
      expect(plan).toContain('using load_version_no_overlap');
      expect(plan).not.toContain('Seq Scan');
    }
  });

  it('of versions by id reads few rows at any moment, of an entity with thousands of versions too', async () => {
    const scope = { tenant, dead: new Set<Instant>() };
    for (const [validTime, systemTime] of [
      [5_000, 5_000],
      [1_000, 5_000],
      [1_000, 500],
      [5_000, 500],
      [0, 5_000],
    ]) {
      const at = { validTime: validTime as Instant, systemTime: systemTime as Instant };
      expect(await rowsRead(versionsStatement(scope, LOAD, [{ id: long, moment: at }]))).toBeLessThan(10);
    }
  });

  it('of a history reads little more than its page, on either axis, in either direction, wherever it begins', async () => {
    const scope = { tenant, dead: new Set<Instant>() };
    for (const axis of ['VALID', 'SYSTEM'] as const) {
      for (const direction of ['ASC', 'DESC'] as const) {
        for (const [at, after] of [
          [5_000, null],
          [1_000, null],
          [5_000, 1_000],
        ]) {
          const key = {
            id: long,
            moment: { validTime: at as Instant, systemTime: at as Instant },
            after: after as Instant | null,
          };
          const statement = historyStatement(scope, LOAD, { axis, direction, first: 20 }, [key]);
          const plan = await planOf(statement);
          expect(plan).toContain('Index Scan using load_version_no_overlap');
          expect(await rowsRead(statement), `${axis} ${direction} ${at} ${after}`).toBeLessThan(60);
        }
      }
    }
  });

  it('of a way finds both ends and both legs by rectangles', async () => {
    const key = { id: long, from: { validTime: 100 as Instant, systemTime: 100 as Instant }, to: moment };
    for (const dead of [[], [3_000]]) {
      const scope = { tenant, dead: new Set(dead as Instant[]) };
      const plan = await planOf(waysStatement(scope, LOAD, [key]));
      expect(plan.match(/load_version_no_overlap/g)).toHaveLength(4);
      expect(plan).not.toContain('Seq Scan');
    }
  });

  it('of differences seeks the bounds between the moments', async () => {
    const scope = { tenant, dead: new Set<Instant>() };
    const from = { validTime: 1_990 as Instant, systemTime: 1_990 as Instant };
    const query = { from, to: moment, filter: null, first: 20, after: null };
    const statement = diffsSql(scope, LOAD, query);
    const plan = await sqlPlan(statement);
    for (const bound of ['valid_from', 'valid_to', 'system_from', 'system_to']) {
      expect(plan).toContain(`load_version_${bound}`);
    }
    expect(plan).not.toContain('Seq Scan');
    // Ten statements lie between the moments, of which each left two versions.
    expect(await rowsRead({ text: statement.text, values: statement.values })).toBeLessThan(100);
  });

  it('of a page reads the order’s index, rising and falling, and stops', async () => {
    for (const field of ['weightKg', 'reference', 'rate', 'customer', 'validFrom', 'systemFrom']) {
      const column = listField(LOAD, field, 'order').column;
      const rising = await listPlan([{ field, direction: 'ASC' }]);
      expect(rising).toContain(`Index Scan using load_version_${column}`);
      const falling = await listPlan([{ field, direction: 'DESC' }]);
      expect(falling).toContain(`Index Scan Backward using load_version_${column}`);
      expect(rising + falling).not.toContain('Seq Scan');
    }
    const byId = await listPlan([]);
    expect(byId).toContain('load_version_pkey');
    expect(byId).not.toContain('Seq Scan');
  });

  it('of a filter by a value seeks it', async () => {
    const filters: readonly [Filter, string][] = [
      [{ field: 'reference', operator: 'eq', value: 'L-7' }, 'load_version_reference'],
      [{ field: 'reference', operator: 'startsWith', value: 'L-77' }, 'load_version_(reference|texts)'],
      [{ field: 'origin', operator: 'contains', value: '-1234' }, 'load_version_texts'],
      [{ field: 'id', operator: 'in', value: [long, newId()] }, 'load_version_pkey'],
      [{ field: 'customer', operator: 'eq', value: long }, 'load_version_customer'],
      [{ field: 'attributes', path: ['n'], operator: 'eq', value: 7 }, 'load_version_attributes'],
    ];
    for (const [filter, index] of filters) {
      const plan = await listPlan([], filter);
      expect(plan, JSON.stringify(filter)).toMatch(new RegExp(index));
      expect(plan).not.toContain('Seq Scan');
    }
  });

  it('of a range in the order of its field seeks where it begins', async () => {
    const filter: Filter = { field: 'reference', operator: 'gte', value: 'L-77' };
    const plan = await listPlan([{ field: 'reference', direction: 'ASC' }], filter);
    expect(plan).toMatch(/using load_version_reference[^\n]*\n[^\n]*Index Cond:[^\n]*reference >= 'L-77'/);
  });

  it('of a count reads no more than is counted', async () => {
    const scope = { tenant, dead: new Set<Instant>() };
    const { text, values } = countSql(scope, LOAD, { moment, filter: null });
    // In a small table the rows of other tenants may be passed over on the way.
    expect(await rowsRead({ text, values }, false)).toBe(COUNT_MAX + 1);
  });
});
