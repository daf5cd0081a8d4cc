// Filters of lists as SQL. Values are parameters, each checked against its field's kind; identifiers come from the
// registry alone. As in SQL, a comparison with null holds neither as it is nor under `not`.
import { AsofError } from '../../core/errors.ts';
import { isId } from '../../core/ids.ts';
import { instant, parseCalendarDate, parseInstant } from '../../core/instant.ts';
import { listField } from '../../core/list-fields.ts';
import type { Condition, Filter, FilterOperator } from '../../core/reads.ts';
import type { EntityType, Field, FieldKind } from '../../core/registry.ts';
import { Prisma } from './generated/client.ts';
import { jsonSql } from './json-filter.ts';

const TERMS_MAX = 1_000;
const DEPTH_MAX = 10;
const IN_MAX = 1_000;
const TEXT_MAX = 1_000;
const DECIMAL = /^-?\d{1,100}(\.\d{1,100})?$/;

const ORDERED: readonly FilterOperator[] = ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'isNull'];

/** The operators that fit each kind of field. */
export const FILTER_OPERATORS: Readonly<Record<FieldKind, readonly FilterOperator[]>> = {
  string: [...ORDERED, 'startsWith', 'contains'],
  int: ORDERED,
  decimal: ORDERED,
  date: ORDERED,
  instant: ORDERED,
  reference: ['eq', 'ne', 'in', 'isNull'],
  strings: ['contains', 'isNull'],
  json: [...ORDERED, 'startsWith', 'contains'],
};

const COMPARISONS: Readonly<Partial<Record<FilterOperator, Prisma.Sql>>> = {
  eq: Prisma.sql`=`,
  lt: Prisma.sql`<`,
  lte: Prisma.sql`<=`,
  gt: Prisma.sql`>`,
  gte: Prisma.sql`>=`,
};

/**
 * A filter as a condition on the versions `v` of a type.
 * @throws AsofError FILTER_INVALID: unknown field, operator or value that does not fit, more than 100 terms
 */
export function filterSql(type: EntityType, filter: Filter): Prisma.Sql {
  let terms = 0;
  const build = (part: Filter, depth: number, isNegated: boolean): Prisma.Sql => {
    terms += 1;
    if (terms > TERMS_MAX) throw invalid(`A filter may have at most ${TERMS_MAX} terms.`);
    if (depth > DEPTH_MAX) throw invalid(`A filter may be at most ${DEPTH_MAX} levels deep.`);
    if ('and' in part) return all(part.and, ' AND ', Prisma.sql`true`);
    if ('or' in part) return all(part.or, ' OR ', Prisma.sql`false`);
    if ('not' in part) return Prisma.sql`(NOT ${build(part.not, depth + 1, true)})`;
    return Prisma.sql`(${termSql(type, part, isNegated)})`;

    function all(parts: readonly Filter[], separator: string, none: Prisma.Sql): Prisma.Sql {
      const built = parts.map((inner) => build(inner, depth + 1, isNegated));
      return built.length === 0 ? none : Prisma.sql`(${Prisma.join(built, separator)})`;
    }
  };
  return build(filter, 1, false);
}

function termSql(type: EntityType, term: Condition, isNegated: boolean): Prisma.Sql {
  const field = listField(type, term.field, 'filter');
  const allowed = FILTER_OPERATORS[field.kind];
  if (!allowed.includes(term.operator)) {
    throw invalid(`${type.name}.${field.name} has no filter “${term.operator}”; it has ${allowed.join(', ')}.`);
  }
  if (field.kind === 'json') return jsonSql(field, term, isNegated);
  if (term.path) throw invalid(`${type.name}.${field.name} is no JSON and has no paths.`);
  const column = columnSql(field);
  const comparison = COMPARISONS[term.operator];
  if (comparison) return Prisma.sql`${column} ${comparison} ${valueSql(field, term.value)}`;
  switch (term.operator) {
    case 'ne':
      return Prisma.sql`${column} <> ${valueSql(field, term.value)}`;
    case 'in':
      return inSql(field, term.value);
    case 'isNull':
      if (typeof term.value !== 'boolean') throw invalid(`${field.name}: isNull takes true or false.`);
      return term.value ? Prisma.sql`${column} IS NULL` : Prisma.sql`${column} IS NOT NULL`;
    case 'startsWith':
      return Prisma.sql`${column} LIKE ${`${likePattern(field, term.value)}%`}`;
    default:
      return field.kind === 'strings'
        ? Prisma.sql`${textOf(field, term.value)} = ANY (${column})`
        : Prisma.sql`${column} LIKE ${`%${likePattern(field, term.value)}%`}`;
  }
}

function inSql(field: Field, value: unknown): Prisma.Sql {
  const values = inListOf(field, value);
  if (values.length === 0) return Prisma.sql`false`;
  return Prisma.sql`${columnSql(field)} IN (${Prisma.join(values.map((each) => valueSql(field, each)))})`;
}

export function inListOf(field: Field, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw invalid(`${field.name}: “in” takes a list.`);
  if (value.length > IN_MAX) throw invalid(`${field.name}: “in” takes at most ${IN_MAX} values.`);
  return value;
}

/** The bounds that lists go by lie in their indexes as UTC. */
const isBound = ({ column }: Field): boolean => column === 'valid_from' || column === 'system_from';

/** A field's column; its name was checked where it entered the registry. */
export const columnSql = (field: Field): Prisma.Sql =>
  Prisma.raw(isBound(field) ? `(v.${field.column} AT TIME ZONE 'UTC')` : `v.${field.column}`);

/**
 * A value as a parameter of its field's type: decimals are compared as numbers, instants as instants.
 * @throws AsofError FILTER_INVALID
 */
export function valueSql(field: Field, value: unknown): Prisma.Sql {
  switch (field.kind) {
    case 'int':
      if (!Number.isSafeInteger(value)) throw unfit(field, value, 'an integer');
      return Prisma.sql`${String(value)}::bigint`;
    case 'decimal':
      if (typeof value !== 'string' || !DECIMAL.test(value)) throw unfit(field, value, 'an exact decimal, as a string');
      return Prisma.sql`${value}::numeric`;
    case 'date':
      if (typeof value !== 'string') throw unfit(field, value, 'a date such as 2024-03-01');
      return Prisma.sql`${checked(field, () => parseCalendarDate(value))}::date`;
    case 'instant': {
      const at = Prisma.sql`instant(${String(instantOf(field, value))}::bigint)`;
      return isBound(field) ? Prisma.sql`(${at} AT TIME ZONE 'UTC')` : at;
    }
    case 'reference': {
      const id = typeof value === 'string' ? value.toLowerCase() : '';
      if (!isId(id)) throw unfit(field, value, 'an id');
      return Prisma.sql`${id}::uuid`;
    }
    default:
      return Prisma.sql`${textOf(field, value)}`;
  }
}

function instantOf(field: Field, value: unknown): number {
  if (typeof value === 'number') return checked(field, () => instant(value));
  if (typeof value === 'string') return checked(field, () => parseInstant(value));
  throw unfit(field, value, 'an instant');
}

export function textOf(field: Field, value: unknown): string {
  // PostgreSQL's text has no NUL: nothing equals or contains one, but sending it would be an error of the driver's.
  if (typeof value !== 'string' || value.includes('\0')) throw unfit(field, value, 'a string');
  if (value.length > TEXT_MAX) throw invalid(`${field.name}: the text may have at most ${TEXT_MAX} characters.`);
  return value;
}

export const likePattern = (field: Field, value: unknown): string => textOf(field, value).replace(/[\\%_]/g, '\\$&');

function checked<Value>(field: Field, parse: () => Value): Value {
  try {
    return parse();
  } catch (cause) {
    throw invalid(`${field.name}: ${cause instanceof Error ? cause.message : 'it cannot be read.'}`, cause);
  }
}

function unfit(field: Field, value: unknown, wanted: string): AsofError {
  const got = JSON.stringify(value)?.slice(0, 60) ?? 'nothing';
  return invalid(`${field.name}: ${got} is not ${wanted}.`);
}

export function invalid(message: string, cause?: unknown): AsofError {
  return new AsofError('FILTER_INVALID', message, { cause });
}
