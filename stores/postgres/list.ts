// Lists of records at a moment: visibility, order and paging by position, composed of parameters and the registry's
// identifiers.
import type { FieldValue } from '../../core/commit.ts';
import { AsofError } from '../../core/errors.ts';
import type { Tenant } from '../../core/ids.ts';
import { isId } from '../../core/ids.ts';
import { listField } from '../../core/list-fields.ts';
import type { Moment } from '../../core/moment.ts';
import {
  COUNT_MAX,
  type Count,
  type Direction,
  type Filter,
  type Order,
  type ReadScope,
  type RecordVersion,
} from '../../core/reads.ts';
import type { ListPosition, ListQuery } from '../../core/record-queries.ts';
import type { EntityType, Field } from '../../core/registry.ts';
import type { DeadCommits } from '../../core/visibility.ts';
import { selectColumns } from './columns.ts';
import { columnSql, filterSql, invalid, valueSql } from './filter.ts';
import { Prisma } from './generated/client.ts';
import { deadUpTo, viewOf } from './rows.ts';

const PAGE_MAX = 10_000;
const ORDER_MAX = 5;

interface OrderField {
  readonly field: Field;
  readonly direction: Direction;
}

/**
 * The statement of one page, with one row more to look ahead. Nulls come last in both directions; the id, rising,
 * settles what the order leaves open.
 * @throws AsofError FILTER_INVALID, PAGE_TOO_LARGE, CURSOR_INVALID
 */
export function listSql(scope: ReadScope, type: EntityType, query: ListQuery): Prisma.Sql {
  checkPage(query.first);
  const order = orderFields(type, query.order);
  const after = query.after ? Prisma.sql` AND ${afterSql(order, query.after)}` : Prisma.empty;
  const limit = Prisma.sql`LIMIT ${String(query.first + 1)}::bigint`;
  const table = Prisma.raw(viewOf(type));
  const where = Prisma.sql`${matchSql(scope, type, query)}${after}`;
  return Prisma.sql`SELECT ${Prisma.raw(selectColumns(type, 'v'))} FROM ${fromSql()} v ORDER BY ${orderSql(order)} ${limit}`;

  /**
   * An index read backwards has its nulls first. So that it can serve a falling order with nulls last, the rows with
   * a value and those without are taken one after the other, as many of each as the page may need. That the latter are
   * ordered by the field, too, changes nothing but that the index serves them as well.
   */
  function fromSql(): Prisma.Sql {
    const [first, ...rest] = order;
    if (first?.direction !== 'DESC') return Prisma.sql`(SELECT * FROM ${table} v WHERE ${where})`;
    const column = columnSql(first.field);
    return Prisma.sql`(
      (SELECT * FROM ${table} v WHERE ${where} AND ${column} IS NOT NULL
        ORDER BY ${Prisma.join([Prisma.sql`${column} DESC`, ...orderFieldsSql(rest), TIE])} ${limit})
      UNION ALL
      (SELECT * FROM ${table} v WHERE ${where} AND ${column} IS NULL
        ORDER BY ${Prisma.join([column, ...orderFieldsSql(rest), TIE])} ${limit}))`;
  }
}

/** @throws AsofError PAGE_TOO_LARGE */
export function checkPage(first: number): void {
  if (Number.isInteger(first) && first >= 0 && first <= PAGE_MAX) return;
  throw new AsofError('PAGE_TOO_LARGE', `A page may have 0 to ${PAGE_MAX} items, not ${first}.`);
}

/**
 * The statement that counts what a list without paging has, up to one more than is counted.
 * @throws AsofError FILTER_INVALID
 */
export function countSql(
  scope: ReadScope,
  type: EntityType,
  query: { readonly moment: Moment; readonly filter: Filter | null },
): Prisma.Sql {
  return Prisma.sql`SELECT count(*)::float8 AS total FROM (
    SELECT FROM ${Prisma.raw(viewOf(type))} v WHERE ${matchSql(scope, type, query)}
    LIMIT ${String(COUNT_MAX + 1)}::bigint) found`;
}

/** What a count of at most one more than the limit says. */
export const countOf = (total: number): Count => ({ total: Math.min(total, COUNT_MAX), isExact: total <= COUNT_MAX });

/** Where a version stands in a list's order. */
export function positionOf(order: readonly Order[], version: RecordVersion): ListPosition {
  const values = order.map(({ field }) => {
    const value = fieldValue(version, field);
    return value === null ? null : String(value);
  });
  return { values, id: version.id };
}

function fieldValue(version: RecordVersion, name: string): FieldValue {
  if (name === 'validFrom' || name === 'systemFrom') return version[name];
  return version.values.fields[name] ?? null;
}

export function matchSql(
  scope: ReadScope,
  type: EntityType,
  { moment, filter }: { readonly moment: Moment; readonly filter: Filter | null },
): Prisma.Sql {
  const visible = visibleSql(scope.tenant, moment, scope.dead);
  return filter ? Prisma.sql`${visible} AND (${filterSql(type, filter)})` : visible;
}

/** What is visible at a moment, of the versions `v`. */
export function visibleSql(tenant: Tenant, { validTime, systemTime }: Moment, dead: DeadCommits): Prisma.Sql {
  const v = Prisma.sql`instant(${String(validTime)}::bigint)`;
  const s = Prisma.sql`instant(${String(systemTime)}::bigint)`;
  const live = Prisma.sql`v.tenant = ${tenant} AND v.valid_from <= ${v} AND v.valid_to > ${v} AND v.system_from <= ${s}`;
  const ignored = deadUpTo(dead, systemTime);
  if (ignored.length === 0) return Prisma.sql`${live} AND v.system_to > ${s}`;
  const deadList = Prisma.sql`ARRAY(SELECT instant(t) FROM unnest(${ignored.map(String)}::bigint[]) t)`;
  return Prisma.sql`${live} AND (v.system_to > ${s} OR v.system_to = ANY (${deadList}))
    AND v.system_from <> ALL (${deadList})`;
}

function orderFields(type: EntityType, order: readonly Order[]): OrderField[] {
  if (order.length > ORDER_MAX) throw invalid(`A list may be ordered by at most ${ORDER_MAX} fields.`);
  return order.map(({ field, direction }) => ({ field: listField(type, field, 'order'), direction }));
}

/** The id as bytes, which sort as ids do: so it is in the indexes by field, which must not serve reads by id. */
const TIE = Prisma.sql`uuid_send(v.id)`;

function orderSql(order: readonly OrderField[]): Prisma.Sql {
  return order.length === 0 ? Prisma.sql`v.id` : Prisma.join([...orderFieldsSql(order), TIE]);
}

function orderFieldsSql(order: readonly OrderField[]): Prisma.Sql[] {
  return order.map(({ field, direction }) =>
    direction === 'ASC'
      ? Prisma.sql`${columnSql(field)} ASC NULLS LAST`
      : Prisma.sql`${columnSql(field)} DESC NULLS LAST`,
  );
}

/** What comes after a position: for each field, equal in all before it and beyond in itself; at last, a greater id. */
function afterSql(order: readonly OrderField[], after: ListPosition): Prisma.Sql {
  if (after.values.length !== order.length || !isId(after.id)) throw cursorInvalid(undefined);
  const equal: Prisma.Sql[] = [];
  const branches: Prisma.Sql[] = [];
  order.forEach(({ field, direction }, place) => {
    const column = columnSql(field);
    const text = after.values[place] ?? null;
    if (text === null) {
      equal.push(Prisma.sql`${column} IS NULL`);
      return;
    }
    const value = positionValueSql(field, text);
    const sign = direction === 'ASC' ? Prisma.sql`>` : Prisma.sql`<`;
    branches.push(allOf([...equal, Prisma.sql`(${column} ${sign} ${value} OR ${column} IS NULL)`]));
    equal.push(Prisma.sql`${column} = ${value}`);
  });
  branches.push(allOf([...equal, Prisma.sql`v.id > ${after.id}::uuid`]));
  return Prisma.sql`(${Prisma.join(branches, ' OR ')})`;
}

const allOf = (conditions: readonly Prisma.Sql[]): Prisma.Sql => Prisma.sql`(${Prisma.join([...conditions], ' AND ')})`;

function positionValueSql(field: Field, text: string): Prisma.Sql {
  // A record's own text may be longer than a filter's; the cursor that carries it has a limit of its own.
  if (field.kind === 'string') return Prisma.sql`${text}`;
  try {
    return valueSql(field, field.kind === 'int' || field.kind === 'instant' ? Number(text) : text);
  } catch (cause) {
    throw cursorInvalid(cause);
  }
}

function cursorInvalid(cause: unknown): AsofError {
  return new AsofError('CURSOR_INVALID', 'The cursor names no position in this order.', { cause });
}
