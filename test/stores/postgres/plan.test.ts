// How PostgreSQL carries out the hot reads on a table that is full: by an index, and never by reading the whole table.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registry } from '../../../core/entity-types.ts';
import { newId, type Tenant } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Filter, Order } from '../../../core/reads.ts';
import { PostgresClients, type Statement } from '../../../stores/postgres/client.ts';
import { listSql } from '../../../stores/postgres/list.ts';
import { recordParticipant } from '../../../stores/postgres/participant.ts';
import { versionsStatement } from '../../../stores/postgres/reads.ts';
import { change } from './commits.ts';
import { newTenant, openDatabase, type TestDatabase } from './database.ts';
import { LOAD } from './record-histories.ts';

const ROWS = 20_000;
const tenant = newTenant();
/** A tenant whose rows came by a commit, after the last ANALYZE of the owner's. */
const late = newTenant();
const moment = { validTime: 5_000 as Instant, systemTime: 5_000 as Instant };

let database: TestDatabase;
let clients: PostgresClients;
beforeAll(async () => {
  database = await openDatabase();
  clients = new PostgresClients({ url: database.url });
  await fill();
  await database.owner('ANALYZE load_version');
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
  await clients.query(tenant, {
    text: `INSERT INTO load_version (tenant, id, valid_from, system_from, reference, origin, destination, commodity,
        pickup_at, weight_kg, distance_km, status, rate, customer)
      SELECT $1, id, instant(1000), instant(1000), 'L-' || n, 'O-' || n, 'D-' || n, 'C-' || n % 9,
        instant(n), n, n, 'S-' || n % 5, n / 7.0, id
      FROM (SELECT n, md5($2 || n)::uuid AS id FROM generate_series(1, $3) n) generated`,
    values: [tenant, randomUUID(), ROWS],
  });
}

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
      expect(plan).not.toContain('Seq Scan');
    }
  });

  it('of a page reads the order’s index, rising and falling, and stops', async () => {
    for (const field of ['weightKg', 'reference', 'rate']) {
      const column = LOAD.fields.find((each) => each.name === field)?.column;
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
    const plan = await listPlan([], { field: 'reference', operator: 'eq', value: 'L-7' });
    expect(plan).toContain('load_version_reference');
    expect(plan).not.toContain('Seq Scan');
  });
});
