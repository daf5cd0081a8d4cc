// The schema holds what the design asks of it: exact instants, no overlap, no other tenant, and no drift.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registry } from '../../../core/entity-types.ts';
import { newId } from '../../../core/ids.ts';
import { EARLIEST, formatInstant, type Instant, OPEN_END } from '../../../core/instant.ts';
import { PostgresClients } from '../../../stores/postgres/client.ts';
import { COLUMN_TYPES } from '../../../stores/postgres/columns.ts';
import { NODE } from '../../../stores/postgres/nodes.ts';
import { viewOf } from '../../../stores/postgres/rows.ts';
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

const INSERT = `INSERT INTO customer_version (tenant, id, valid_from, valid_to, system_from, system_to, name)
  VALUES ($1, $2, instant($3), instant($4), instant($5), instant($6), 'A')`;

describe('instants', () => {
  it('go to timestamptz and back to the microsecond, as does what they are in words', async () => {
    const any = fc.integer({ min: EARLIEST + 1, max: OPEN_END - 1 });
    const instants = [...fc.sample(any, 500), -1, 0, 1, 999_999, 1_000_000].map((n) => n as Instant);
    const rows = await database.owner<{ back: string; same: boolean }>(
      `SELECT micros(instant(n)) AS back, instant(n) = words::timestamptz AS same
       FROM unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS i (n, words, place) ORDER BY place`,
      [instants, instants.map(formatInstant)],
    );
    expect(rows).toEqual(instants.map((n) => ({ back: String(n), same: true })));
  });

  it('are infinite at the open end and at what has always been so', async () => {
    const [row] = await database.owner(
      `SELECT instant($1)::text AS open, instant($2)::text AS always, micros('infinity') AS o, micros('-infinity') AS a`,
      [OPEN_END, EARLIEST],
    );
    expect(row).toEqual({ open: 'infinity', always: '-infinity', o: String(OPEN_END), a: String(EARLIEST) });
  });
});

describe('versions', () => {
  it('cannot overlap: an entity has one value at a moment', async () => {
    const [tenant, id] = [newTenant(), newId()];
    const insert = (...bounds: number[]) => clients.query(tenant, { text: INSERT, values: [tenant, id, ...bounds] });
    await insert(10, 20, 100, 200);
    await insert(20, 30, 100, 200);
    await insert(10, 20, 200, OPEN_END);
    await expect(insert(19, 21, 199, 201)).rejects.toMatchObject({ code: '23P01' });
    await expect(insert(EARLIEST, OPEN_END, 300, OPEN_END)).rejects.toMatchObject({ code: '23P01' });
    await expect(insert(40, 40, 1, 2)).rejects.toMatchObject({ code: '23514' });
  });
});

describe('row-level security', () => {
  it('shows no row of another tenant, and lets none be written or taken over', async () => {
    const [mine, other, id] = [newTenant(), newTenant(), newId()];
    await clients.query(mine, { text: INSERT, values: [mine, id, 1, OPEN_END, 1, OPEN_END] });
    const as = (text: string) => clients.query<{ id: string }>(other, { text, values: [] });
    expect(await as(`SELECT id FROM customer_version WHERE id = '${id}'`)).toEqual([]);
    expect(await as(`UPDATE customer_version SET name = 'B' WHERE id = '${id}' RETURNING id`)).toEqual([]);
    expect(await as(`DELETE FROM customer_version WHERE id = '${id}' RETURNING id`)).toEqual([]);
    const foreign = clients.query(other, { text: INSERT, values: [mine, newId(), 1, OPEN_END, 1, OPEN_END] });
    await expect(foreign).rejects.toMatchObject({ code: '42501' });
    const moved = clients.query(mine, { text: 'UPDATE customer_version SET tenant = $1', values: [other] });
    await expect(moved).rejects.toMatchObject({ code: '42501' });
  });

  it('holds in the views that reads go by, whatever a statement asks of them', async () => {
    const [mine, other, id] = [newTenant(), newTenant(), newId()];
    await clients.query(mine, { text: INSERT, values: [mine, id, 1, OPEN_END, 1, OPEN_END] });
    const everything = ['true', `id = '${id}'`, `tenant = '${mine}'`, `tenant <> '${other}' OR id::text LIKE '%'`];
    for (const type of [...registry.types, NODE]) {
      for (const condition of everything) {
        const text = `SELECT tenant FROM ${viewOf(type)} WHERE ${condition}`;
        const seen = await clients.query<{ tenant: string }>(other, { text, values: [] });
        expect(seen, text).toEqual([]);
      }
    }
    const text = `SELECT name FROM customer_version_own WHERE id = '${id}'`;
    expect(await clients.query(mine, { text, values: [] })).toEqual([{ name: 'A' }]);
    // They are there to be read, by connections of a tenant.
    const write = clients.query(mine, { text: `UPDATE customer_version_own SET name = 'B'`, values: [] });
    await expect(write).rejects.toMatchObject({ code: '42501' });
    const [none] = await database.owner<{ seen: number }>('SELECT count(*)::integer AS seen FROM customer_version_own');
    expect(none).toEqual({ seen: 0 });
  });

  it('is on for every table of tenants', async () => {
    const tables = await database.owner<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant'
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT c.relrowsecurity`,
    );
    expect(tables).toEqual([]);
  });

  it('keeps the app away from the tables of the ledger', async () => {
    for (const table of ['tenant', 'commit', 'hold', 'adoption']) {
      const read = clients.query(newTenant(), { text: `SELECT FROM ledger.${table}`, values: [] });
      await expect(read).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('the registry, the database and Prisma’s schema', () => {
  const bounds = ['valid_from', 'valid_to', 'system_from', 'system_to'];

  it('have the same columns in every table of versions', async () => {
    const models = prismaColumns();
    for (const type of [...registry.types, NODE]) {
      const rows = await database.owner<{ name: string; type: string }>(
        `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
        [type.table],
      );
      const words = { timestamptz: 'timestamp with time zone' } as Readonly<Record<string, string>>;
      const wanted = [
        ['tenant', 'text'],
        ['id', 'uuid'],
        ...bounds.map((name) => [name, 'timestamptz']),
        ...type.fields.map((field) => [field.column, COLUMN_TYPES[field.kind]]),
        ['attributes', 'jsonb'],
      ].map(([name, kind = '']) => ({ name, type: words[kind] ?? kind }));
      expect(rows).toEqual(wanted);
      expect(models.get(type.table)).toEqual(wanted.map(({ name }) => name));
    }
  });

  it('have an index for every field that a list can be ordered by', async () => {
    for (const type of registry.types) {
      const rows = await database.owner<{ name: string }>(
        'SELECT indexname AS name FROM pg_indexes WHERE tablename = $1',
        [type.table],
      );
      const ordered = type.fields.filter((field) => field.kind !== 'json' && field.kind !== 'strings' && !field.long);
      const names = rows.map((row) => row.name);
      expect(names).toEqual(expect.arrayContaining(ordered.map((field) => `${type.table}_${field.column}`)));
    }
  });
});

/** The columns of each model of prisma/schema.prisma, by table. */
function prismaColumns(): Map<string, string[]> {
  const schema = readFileSync('prisma/schema.prisma', 'utf8');
  const models = [...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].map((match) => match[1] ?? '');
  return new Map(
    models.map((body) => {
      const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '';
      const lines = body.split('\n').filter((line) => /^ {2}\w/.test(line));
      return [table, lines.map((line) => / @map\("(\w+)"\)/.exec(line)?.[1] ?? line.trim().split(/\s+/)[0] ?? '')];
    }),
  );
}
