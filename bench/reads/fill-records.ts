// Fills PostgreSQL with the company's records: a range of entities of one type in one statement, as the schema's owner.
import pg from 'pg';
import type { Tenant } from '../../core/ids.ts';
import type { EntityType, Field } from '../../core/registry.ts';
import { COLUMN_TYPES } from '../../stores/postgres/columns.ts';
import {
  BUSY_EVERY,
  busyCustomer,
  CHRONICLE,
  chronicleStatements,
  entityCount,
  HOURS,
  type Size,
  START,
  TYPES,
} from './company.ts';

const ENTITIES_MAX = 2_000;
/** The formulas of company.ts in SQL, of an entity `e`, and of its statement `k` in `course`. */
const SPREAD = (n: string, max: string | number): string =>
  `((${n}) * 2654435761 % 4294967296 * (${max}) / 4294967296)`;
const ID = (n: string): string =>
  `(lpad(to_hex(${START / 1_000} + (${n})), 12, '0') || '70008000' || lpad(to_hex((${n})::bigint), 12, '0'))::uuid`;
const HOUR_AT = (n: string): string => `(timestamptz '2020-01-01 00:00Z' + (${n}) * interval '1 hour')`;

export interface FillOptions {
  readonly size: Size;
  readonly tenant: Tenant;
  /** Told how many versions there are by now. */
  readonly onRows: (rows: number) => Promise<void>;
}

/**
 * Fills the tables of versions and the directory, and brings the planner's statistics up to date.
 * @param isAlone whether nobody else reads these stores, so that a table may be locked while its indexes are made anew:
 * that takes a fifth of the time
 */
export async function fillRecords(ownerUrl: string, isAlone: boolean, fill: FillOptions): Promise<void> {
  const { size, tenant } = fill;
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    let before = 0;
    for (const type of TYPES) {
      await client.query('BEGIN');
      const indexes = isAlone ? await dropIndexes(client, type.table) : [];
      before += await fillTable(client, type, { ...fill, onRows: (rows) => fill.onRows(before + rows) });
      for (const { create } of indexes) await client.query(create);
      await client.query('COMMIT');
    }
    await client.query(DIRECTORY, [tenant, entityCount(size) - 1, TYPES.map(({ name }) => name)]);
    for (const table of [...TYPES.map((type) => type.table), 'entity']) await client.query(`VACUUM (ANALYZE) ${table}`);
  } finally {
    await client.end();
  }
}

/** Returns how many rows there are. */
async function fillTable(client: pg.Client, type: EntityType, { size, tenant, onRows }: FillOptions): Promise<number> {
  const place = TYPES.indexOf(type);
  const statement = fillStatement(size, type, place);
  const entities = entityCount(size);
  let rows = 0;
  for (let from = 0; from < entities; from += ENTITIES_MAX * TYPES.length) {
    const until = Math.min(from + ENTITIES_MAX * TYPES.length, entities) - 1;
    const { rowCount } = await client.query(statement, [tenant, from + place, until]);
    rows += rowCount ?? 0;
    await onRows(rows);
  }
  return rows;
}

interface DroppedIndex {
  readonly create: string;
  readonly drop: string;
}

const INDEXES = `SELECT
    CASE WHEN c.oid IS NULL THEN format('DROP INDEX %s', i.indexrelid::regclass)
      ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', i.indrelid::regclass, c.conname) END AS drop,
    CASE WHEN c.oid IS NULL THEN pg_get_indexdef(i.indexrelid)
      ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s', i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
      END AS create
  FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype = 'x'
  WHERE i.indrelid = $1::regclass AND NOT i.indisprimary`;

/** Drops all indexes of a table but its primary key, within a transaction; returns how they are made again. */
async function dropIndexes(client: pg.Client, table: string): Promise<readonly DroppedIndex[]> {
  await client.query(`SET LOCAL maintenance_work_mem = '256MB'`);
  const { rows } = await client.query<DroppedIndex>(INDEXES, [table]);
  for (const { drop } of rows) await client.query(drop);
  return rows;
}

const DIRECTORY = `INSERT INTO entity (tenant, id, type)
  SELECT $1, ${ID('e')}, ($3::text[])[e % ${TYPES.length} + 1] FROM generate_series(0, $2::bigint) e`;

/** A statement after the first closes the row that was open, and restates what it said until then. */
function fillStatement(size: Size, type: EntityType, place: number): string {
  const columns = type.fields.map(({ column }) => column).join(', ');
  const values = type.fields.map((field) => fieldSql(size, type, field)).join(', ');
  const busy = type === TYPES[0] ? `WHEN e % ${BUSY_EVERY} = ${busyCustomer(0)} THEN 25 ` : '';
  return `INSERT INTO ${type.table} (tenant, id, valid_from, valid_to, system_from, system_to, ${columns}, attributes)
    WITH entity AS (
      SELECT e, CASE WHEN e = ${CHRONICLE} THEN ${chronicleStatements(size)} ${busy}ELSE 3 + ${SPREAD('e', 6)} END AS n,
        CASE WHEN e = ${CHRONICLE} THEN 0 ELSE ${SPREAD('e + 1', 20_000)} END AS start
      FROM generate_series($2::bigint, $3::bigint, ${TYPES.length}) e
    ), course AS (
      SELECT e, n, start, step, ${SPREAD('e * 7 + 3', 'least(step, 72)')} AS lag
      FROM (SELECT *, (${HOURS} - start) / (n + 1) AS step FROM entity) timed
    ), told AS (
      SELECT e, k, n, ${HOUR_AT('start + k * step')} AS told, ${HOUR_AT('start + k * step + step')} AS told_next,
        ${HOUR_AT('start + k * step + lag')} AS known, ${HOUR_AT('start + k * step + step + lag')} AS known_next
      FROM course CROSS JOIN LATERAL generate_series(0, n - 1) k
    )
    SELECT $1, ${ID('e')}, told, valid_to, r.system_from, r.system_to, ${values},
      CASE WHEN e / ${TYPES.length} % 4 = 0
        THEN jsonb_build_object('region', 'R' || e / ${TYPES.length} % 50, 'score', e / ${TYPES.length} % 1000) END
    FROM told CROSS JOIN LATERAL (VALUES
      ('infinity'::timestamptz, known, CASE WHEN k < n - 1 THEN known_next ELSE 'infinity' END, true),
      (told_next, known_next, 'infinity', k < n - 1)
    ) AS r (valid_to, system_from, system_to, there) WHERE r.there AND e % ${TYPES.length} = ${place}`;
}

function fieldSql(size: Size, type: EntityType, field: Field): string {
  const any = (max: number): string => SPREAD('e * 17 + k', max);
  if (field.name === type.nameField) return `'${type.name} ' || e`;
  if (field.values) {
    const list = field.values.map((value) => `'${value}'`).join(', ');
    return `(ARRAY[${list}])[1 + (e + k) % ${field.values.length}]`;
  }
  switch (field.kind) {
    case 'string':
      return `'${field.name} ' || ${any(1_000)}`;
    case 'int':
      return `${any(10_000)}::integer`;
    case 'decimal':
      return `(${any(100_000)} || '.50')::numeric`;
    case 'date':
      return `(date '2020-01-01' + ${any(2_000)}::integer)`;
    case 'instant':
      return HOUR_AT(any(HOURS));
    case 'reference': {
      const place = TYPES.findIndex(({ name }) => name === field.references);
      return ID(`${any(Math.floor(entityCount(size) / TYPES.length))} * ${TYPES.length} + ${place}`);
    }
    case 'json':
      return `jsonb_build_object('city', 'City ' || ${any(100)}, 'postalCode', ${any(90_000)})`;
    case 'strings':
      return `NULL::${COLUMN_TYPES.strings}`;
  }
}
