// Conditions on values within JSON. Comparisons are within one JSON type: a number with a number, a text with a text;
// with a value of another type, as with null, they hold neither as they are nor under `not`.
import type { JsonValue } from '../../core/commit.ts';
import type { Condition, FilterOperator } from '../../core/reads.ts';
import type { Field } from '../../core/registry.ts';
import { columnSql, inListOf, invalid, likePattern, textOf } from './filter.ts';
import { Prisma } from './generated/client.ts';

const PATH_MAX = 10;
const KEY_LENGTH_MAX = 200;
const VALUE_LENGTH_MAX = 10_000;

const ORDERED: Readonly<Partial<Record<FilterOperator, Prisma.Sql>>> = {
  lt: Prisma.sql`<`,
  lte: Prisma.sql`<=`,
  gt: Prisma.sql`>`,
  gte: Prisma.sql`>=`,
};

/**
 * A condition on the value that a path leads to; JSON's null counts as null.
 * @param isNegated whether it stands under a `not`, which no index serves
 * @throws AsofError FILTER_INVALID
 */
export function jsonSql(field: Field, { path = [], operator, value }: Condition, isNegated: boolean): Prisma.Sql {
  checkPath(field, path);
  const found = Prisma.sql`nullif(${columnSql(field)} #> ${[...path]}::text[], 'null'::jsonb)`;
  const equal = (one: unknown): Prisma.Sql =>
    isNegated ? Prisma.sql`${found} = ${jsonOf(field, one)}::jsonb` : guidedSql(field, path, found, one);
  switch (operator) {
    case 'eq':
      return equal(value);
    case 'ne':
      return Prisma.sql`${found} <> ${jsonOf(field, value)}::jsonb`;
    case 'in': {
      const values = inListOf(field, value);
      if (values.length === 0) return Prisma.sql`false`;
      return Prisma.join(
        values.map((each) => Prisma.sql`(${equal(each)})`),
        ' OR ',
      );
    }
    case 'isNull':
      if (typeof value !== 'boolean') throw invalid(`${field.name}: isNull takes true or false.`);
      return value ? Prisma.sql`${found} IS NULL` : Prisma.sql`${found} IS NOT NULL`;
    case 'startsWith':
      return textSql(found, Prisma.sql`LIKE ${`${likePattern(field, value)}%`}`);
    case 'contains':
      return textSql(found, Prisma.sql`LIKE ${`%${likePattern(field, value)}%`}`);
    default:
      return orderedSql(field, found, operator, value);
  }
}

/**
 * What equals a value at a path contains it there, which the index on the whole finds. Not so where a key may also be a
 * place in a list; and where nothing is at the path, it is false what must stay unknown under a `not`.
 */
function guidedSql(field: Field, path: readonly string[], found: Prisma.Sql, value: unknown): Prisma.Sql {
  const equal = Prisma.sql`${found} = ${jsonOf(field, value)}::jsonb`;
  if (path.length === 0 || path.some((key) => /^-?\d+$/.test(key))) return equal;
  const whole = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  return Prisma.sql`${equal} AND ${columnSql(field)} @> ${JSON.stringify(whole)}::jsonb`;
}

function orderedSql(field: Field, found: Prisma.Sql, operator: FilterOperator, value: unknown): Prisma.Sql {
  const sign = ORDERED[operator];
  if (!sign) throw invalid(`${field.name} has no filter “${operator}”.`);
  if (typeof value === 'string') return textSql(found, Prisma.sql`${sign} ${textOf(field, value)}`);
  if (typeof value !== 'number') throw invalid(`${field.name}: only numbers and texts have an order.`);
  return Prisma.sql`CASE WHEN jsonb_typeof(${found}) = 'number' THEN ${found} ${sign} ${jsonOf(field, value)}::jsonb END`;
}

const textSql = (found: Prisma.Sql, condition: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`CASE WHEN jsonb_typeof(${found}) = 'string' THEN (${found} #>> '{}') COLLATE "C" ${condition} END`;

function checkPath(field: Field, path: readonly string[]): void {
  if (path.length > PATH_MAX) throw invalid(`${field.name}: a path may have at most ${PATH_MAX} keys.`);
  for (const key of path) {
    if (typeof key !== 'string' || key.includes('\0')) throw invalid(`${field.name}: a key of a path is a text.`);
    if (key.length > KEY_LENGTH_MAX) throw invalid(`${field.name}: a key may have ${KEY_LENGTH_MAX} characters.`);
  }
}

function jsonOf(field: Field, value: unknown): string {
  if (value === undefined || value === null) throw invalid(`${field.name}: to look for null, ask for isNull.`);
  const text = JSON.stringify(value as JsonValue);
  if (text.length > VALUE_LENGTH_MAX) throw invalid(`${field.name}: a value may have ${VALUE_LENGTH_MAX} characters.`);
  if (text.includes('\\u0000')) throw invalid(`${field.name}: a text may not have the character U+0000.`);
  return text;
}
