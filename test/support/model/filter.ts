// Which rows a filter lets through: a scan with three truths. A comparison with null is unknown, and so is its
// negation; only what is true comes through.
import { isDeepStrictEqual } from 'node:util';
import type { FieldValue, JsonValue } from '../../../core/commit.ts';
import { formatInstant, type Instant } from '../../../core/instant.ts';
import type { FieldKind } from '../../../core/registry.ts';
import { compareScalars, type ScalarKind } from './order.ts';

export type Truthiness = boolean | null;

/** As GraphQL takes it: conditions by field, and `and`, `or`, `not`. */
export interface FilterInput {
  readonly [name: string]: unknown;
}

type Conditions = Readonly<Record<string, unknown>>;

/** What a filter looks at: the kind and the value of each name; a list of values would be a list of texts. */
export interface Row {
  kindOf(name: string): FieldKind | 'id';
  valueOf(name: string): FieldValue;
}

/** Whether a row comes through. */
export function passes(filter: FilterInput, row: Row): boolean {
  return decide(filter, row) === true;
}

function decide(filter: FilterInput, row: Row): Truthiness {
  return all(
    Object.entries(filter).map(([name, value]) => {
      if (name === 'not') return no(decide(value as FilterInput, row));
      if (name === 'and') return all((value as FilterInput[]).map((inner) => decide(inner, row)));
      if (name === 'or') return some((value as FilterInput[]).map((inner) => decide(inner, row)));
      const [kind, found] = [row.kindOf(name), row.valueOf(name)];
      if (kind === 'json') return all((value as Conditions[]).map((condition) => decideJson(condition, found)));
      return all(
        Object.entries(value as Conditions).map(([operator, operand]) => holds(kind, found, operator, operand)),
      );
    }),
  );
}

const no = (truth: Truthiness): Truthiness => (truth === null ? null : !truth);

const all = (truths: readonly Truthiness[]): Truthiness =>
  truths.includes(false) ? false : truths.includes(null) ? null : true;

const some = (truths: readonly Truthiness[]): Truthiness => no(all(truths.map(no)));

function holds(kind: FieldKind | 'id', value: FieldValue, operator: string, operand: unknown): Truthiness {
  if (operator === 'isNull') return (value === null) === operand;
  if (operator === 'in') return some((operand as FieldValue[]).map((one) => holds(kind, value, 'eq', one)));
  if (value === null) return null;
  if (kind === 'strings') return (value as readonly string[]).includes(operand as string);
  if (operator === 'startsWith') return String(value).startsWith(operand as string);
  if (operator === 'contains') return String(value).includes(operand as string);
  const shown = kind === 'instant' ? formatInstant(value as Instant) : value;
  return compares(operator, compareScalars(kind as ScalarKind, shown, operand as FieldValue));
}

function compares(operator: string, order: number): boolean {
  switch (operator) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
    case 'gt':
      return order > 0;
    case 'gte':
      return order >= 0;
    default:
      throw new Error(`The model has no operator ${operator}.`);
  }
}

/** A condition on what is at a path. What is of another JSON type is another value, and has no order with it. */
function decideJson({ path, ...conditions }: Conditions, whole: FieldValue): Truthiness {
  const found = at(whole, path as readonly string[]);
  return all(Object.entries(conditions).map(([operator, operand]) => holdsJson(found, operator, operand)));
}

function at(value: JsonValue, path: readonly string[]): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (value === null || typeof value !== 'object') return null;
  return at((value as Readonly<Record<string, JsonValue>>)[key] ?? null, rest);
}

function holdsJson(value: JsonValue, operator: string, operand: unknown): Truthiness {
  if (operator === 'isNull') return (value === null) === operand;
  if (operator === 'in') return some((operand as JsonValue[]).map((one) => holdsJson(value, 'eq', one)));
  if (value === null) return null;
  if (operator === 'eq') return isDeepStrictEqual(value, operand);
  if (operator === 'ne') return !isDeepStrictEqual(value, operand);
  if (typeof value !== typeof operand) return null;
  if (operator === 'startsWith') return String(value).startsWith(operand as string);
  if (operator === 'contains') return String(value).includes(operand as string);
  const kind = typeof value === 'number' ? 'decimal' : 'string';
  return compares(operator, compareScalars(kind, String(value), String(operand)));
}
