// Filters and orders of lists, over values in memory: what PostgreSQL does in SQL.
import type { EntityValues, FieldValue } from '../../core/commit.ts';
import type { Filter, FilterOperator, ListPosition, Order, RecordVersion } from '../../core/reads.ts';
import { type EntityType, type FieldKind, fieldOf } from '../../core/registry.ts';

/** Whether values pass a filter. Null passes no condition but `isNull`, and `not` of what null makes unknown neither. */
export function matches(type: EntityType, filter: Filter | null, values: EntityValues): boolean {
  return filter === null || decide(type, filter, values) === true;
}

/** True, false, or null where SQL would not know. */
function decide(type: EntityType, filter: Filter, values: EntityValues): boolean | null {
  if ('and' in filter) return every(filter.and.map((inner) => decide(type, inner, values)));
  if ('or' in filter) return negate(every(filter.or.map((inner) => negate(decide(type, inner, values)))));
  if ('not' in filter) return negate(decide(type, filter.not, values));
  const value = values.fields[filter.field] ?? null;
  if (filter.operator === 'isNull') return (value === null) === filter.value;
  // In an empty list is nothing, not even null.
  if (filter.operator === 'in' && (filter.value as readonly unknown[]).length === 0) return false;
  return value === null ? null : holds(fieldOf(type, filter.field).kind, value, filter.operator, filter.value);
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
    const value = version.values.fields[fieldOf(type, field).name] ?? null;
    return value === null ? null : String(value);
  });
  return { values, id: version.id };
}

/** Null comes last in both directions; ties are ordered by id. */
export function comparePositions(type: EntityType, order: readonly Order[], a: ListPosition, b: ListPosition): number {
  for (const [n, { field, direction }] of order.entries()) {
    const [left = null, right = null] = [a.values[n], b.values[n]];
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1;
      continue;
    }
    const rising = compareValues(fieldOf(type, field).kind, left, right);
    if (rising !== 0) return direction === 'ASC' ? rising : -rising;
  }
  return compareText(a.id, b.id);
}

function compareValues(kind: FieldKind, a: string, b: string): number {
  if (kind !== 'int' && kind !== 'decimal' && kind !== 'instant') return compareText(a, b);
  const difference = scaled(a) - scaled(b);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

const DECIMALS = 40;

/** An exact decimal as a whole number of its smallest unit. */
function scaled(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  const digits = `${whole}${fraction.padEnd(DECIMALS, '0')}`;
  return BigInt(digits);
}

/** As the collation "C" does. */
const compareText = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
