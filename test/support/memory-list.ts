// Filters and orders of lists, over values in memory: what PostgreSQL does in SQL.
import { isDeepStrictEqual } from 'node:util';
import type { FieldValue } from '../../core/commit.ts';
import { listField } from '../../core/list-fields.ts';
import type { Filter, FilterOperator, Order, RecordVersion } from '../../core/reads.ts';
import type { ListPosition } from '../../core/record-queries.ts';
import type { EntityType, FieldKind } from '../../core/registry.ts';

type Filtered = Pick<RecordVersion, 'id' | 'values'>;

/** Whether a version passes a filter. Null passes no condition but `isNull`, and `not` of what null makes unknown neither. */
export function matches(type: EntityType, filter: Filter | null, version: Filtered): boolean {
  return filter === null || decide(type, filter, version) === true;
}

/** True, false, or null where SQL would not know. */
function decide(type: EntityType, filter: Filter, version: Filtered): boolean | null {
  if ('and' in filter) return every(filter.and.map((inner) => decide(type, inner, version)));
  if ('or' in filter) return negate(every(filter.or.map((inner) => negate(decide(type, inner, version)))));
  if ('not' in filter) return negate(decide(type, filter.not, version));
  const { field, path, operator, value: operand } = filter;
  const { kind } = listField(type, field, 'filter');
  const value = valueAt(version, field, path ?? []);
  if (operator === 'isNull') return (value === null) === operand;
  // In an empty list is nothing, not even null.
  if (operator === 'in' && (operand as readonly unknown[]).length === 0) return false;
  if (value === null) return null;
  return kind === 'json' ? holdsInJson(value, operator, operand) : holds(kind, value, operator, operand);
}

function valueAt({ id, values }: Filtered, field: string, path: readonly string[]): FieldValue {
  const whole = field === 'id' ? id : field === 'attributes' ? values.attributes : values.fields[field];
  let found: unknown = whole ?? null;
  for (const key of path) found = Object(found)[key] ?? null;
  return found as FieldValue;
}

/** Within JSON a number is compared with numbers and a text with texts; with another type the answer is unknown. */
function holdsInJson(value: FieldValue, operator: FilterOperator, operand: unknown): boolean | null {
  if (operator === 'eq' || operator === 'ne') return isDeepStrictEqual(value, operand) === (operator === 'eq');
  if (operator === 'in') return (operand as readonly unknown[]).some((one) => isDeepStrictEqual(value, one));
  if (typeof value !== typeof operand || (typeof value !== 'string' && typeof value !== 'number')) return null;
  return holds(typeof value === 'number' ? 'decimal' : 'string', value, operator, operand);
}

const negate = (truth: boolean | null): boolean | null => (truth === null ? null : !truth);

const every = (truths: readonly (boolean | null)[]): boolean | null =>
  truths.includes(false) ? false : truths.includes(null) ? null : true;

function holds(kind: FieldKind, value: FieldValue, operator: FilterOperator, operand: unknown): boolean {
  const order = (other: unknown) => compareValues(kind, String(value), String(other));
  switch (operator) {
    case 'eq':
      return order(operand) === 0;
    case 'ne':
      return order(operand) !== 0;
    case 'in':
      return (operand as readonly unknown[]).some((one) => order(one) === 0);
    case 'lt':
      return order(operand) < 0;
    case 'lte':
      return order(operand) <= 0;
    case 'gt':
      return order(operand) > 0;
    case 'gte':
      return order(operand) >= 0;
    case 'startsWith':
      return String(value).startsWith(String(operand));
    case 'contains':
      return Array.isArray(value) ? value.includes(operand) : String(value).includes(String(operand));
    default:
      throw new Error(`There is no operator ${operator}.`);
  }
}

export function positionOf(type: EntityType, order: readonly Order[], version: RecordVersion): ListPosition {
  const values = order.map(({ field }) => {
    const value = orderedValue(version, listField(type, field, 'order').name);
    return value === null ? null : String(value);
  });
  return { values, id: version.id };
}

const orderedValue = (version: RecordVersion, name: string): FieldValue =>
  (name === 'validFrom' || name === 'systemFrom' ? version[name] : version.values.fields[name]) ?? null;

/** Null comes last in both directions; ties are ordered by id. */
export function comparePositions(type: EntityType, order: readonly Order[], a: ListPosition, b: ListPosition): number {
  for (const [n, { field, direction }] of order.entries()) {
    const [left = null, right = null] = [a.values[n], b.values[n]];
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1;
      continue;
    }
    const rising = compareValues(listField(type, field, 'order').kind, left, right);
    if (rising !== 0) return direction === 'ASC' ? rising : -rising;
  }
  return compareText(a.id, b.id);
}

export function compareValues(kind: FieldKind, a: string, b: string): number {
  if (kind !== 'int' && kind !== 'decimal' && kind !== 'instant') return compareText(a, b);
  const difference = scaled(a) - scaled(b);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

export const DECIMALS = 40;

/** An exact decimal as a whole number of its smallest unit. */
export function scaled(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  const digits = `${whole}${fraction.padEnd(DECIMALS, '0')}`;
  return BigInt(digits);
}

/** As the collation "C" does. */
const compareText = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
