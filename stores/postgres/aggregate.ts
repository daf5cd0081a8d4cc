// Counts, sums and averages of the records that are visible at a moment, by the values of fields.
import { listField } from '../../core/list-fields.ts';
import type { ReadScope } from '../../core/reads.ts';
import type { AggregateGroup, AggregateQuery } from '../../core/record-queries.ts';
import type { EntityType, Field } from '../../core/registry.ts';
import { columnSql, invalid } from './filter.ts';
import { Prisma } from './generated/client.ts';
import { checkPage, matchSql } from './list.ts';
import { viewOf } from './rows.ts';

const BY_MAX = 5;
const OF_MAX = 10;

/** A row of {@link aggregateSql}. */
export interface GroupRow {
  readonly keys: readonly (string | null)[];
  readonly total: number;
  /** For each field: count, sum, average, least, greatest. */
  readonly results: readonly (string | null)[];
}

/**
 * The statement of the groups, with one more to look ahead.
 * @throws AsofError FILTER_INVALID, PAGE_TOO_LARGE
 */
export function aggregateSql(scope: ReadScope, type: EntityType, query: AggregateQuery): Prisma.Sql {
  checkPage(query.first);
  if (query.by.length > BY_MAX) throw invalid(`Groups may be made by at most ${BY_MAX} fields.`);
  if (query.of.length > OF_MAX) throw invalid(`At most ${OF_MAX} fields may be summed up.`);
  const by = query.by.map((name) => listField(type, name, 'group'));
  const of = query.of.map((name) => columnSql(listField(type, name, 'sum')));
  const results = of.flatMap((column) => [
    Prisma.sql`count(${column})::text`,
    ...['sum', 'avg', 'min', 'max'].map(
      (word) => Prisma.sql`trim_scale(${Prisma.raw(word)}(${column})::numeric)::text`,
    ),
  ]);
  const columns = by.map(columnSql);
  const grouped = columns.length > 0 ? Prisma.sql`GROUP BY ${Prisma.join(columns)}` : Prisma.empty;
  const order = [Prisma.sql`count(*) DESC`, ...columns.map((column) => Prisma.sql`${column} ASC NULLS LAST`)];
  return Prisma.sql`SELECT ${listSql(by.map(keySql))} AS keys, count(*)::float8 AS total, ${listSql(results)} AS results
    FROM ${Prisma.raw(viewOf(type))} v WHERE ${matchSql(scope, type, query)} ${grouped}
    ORDER BY ${Prisma.join(order)} LIMIT ${String(query.first + 1)}::bigint`;
}

/** What a row says of its group. */
export function readGroup(row: GroupRow): AggregateGroup {
  const values = Array.from({ length: row.results.length / 5 }, (_, n) => {
    const [count, sum = null, avg = null, min = null, max = null] = row.results.slice(n * 5, n * 5 + 5);
    return { count: Number(count), sum, avg, min, max };
  });
  return { keys: row.keys, count: row.total, values };
}

const listSql = (texts: readonly Prisma.Sql[]): Prisma.Sql =>
  texts.length === 0 ? Prisma.sql`'{}'::text[]` : Prisma.sql`ARRAY[${Prisma.join([...texts])}]`;

function keySql(field: Field): Prisma.Sql {
  const column = columnSql(field);
  if (field.kind === 'decimal') return Prisma.sql`trim_scale(${column})::text`;
  return field.kind === 'instant' ? Prisma.sql`micros(${column})::text` : Prisma.sql`${column}::text`;
}
