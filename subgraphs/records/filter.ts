// Turns the filter and order of a list, as clients send them, into what stores read by; refuses what cannot be used.
import { AsofError } from '../../core/errors.ts';
import { parseId } from '../../core/ids.ts';
import { listField } from '../../core/list-fields.ts';
import type { Condition, Direction, Filter, FilterOperator, Order } from '../../core/reads.ts';
import type { EntityType, Field } from '../../core/registry.ts';
import { checkText } from '../kit/text.ts';

/** A filter input of any type: conditions by field, and the three words that join them. */
export interface FilterInput {
  readonly [name: string]: unknown;
}

/** An order input of any type, with the field's name of the registry. */
export interface OrderInput {
  readonly field: string;
  readonly direction?: Direction | null;
}

const DEPTH_MAX = 5;
const CONDITIONS_MAX = 100;
const VALUES_MAX = 1_000;
const ORDERS_MAX = 5;

/**
 * The filter of a list, or null when it lets everything through.
 * @throws AsofError FILTER_INVALID, ID_INVALID
 */
export function readFilter(type: EntityType, input: FilterInput | null | undefined): Filter | null {
  const budget = { conditions: 0 };
  return input ? all(readLevel(type, input, 1, budget)) : null;
}

/**
 * The order of a list; an empty one is by id.
 * @throws AsofError FILTER_INVALID
 */
export function readOrder(input: readonly OrderInput[] | null | undefined): Order[] {
  const orders = (input ?? []).map(({ field, direction }) => ({ field, direction: direction ?? 'ASC' }));
  if (orders.length > ORDERS_MAX) throw invalid(`orderBy names ${orders.length} fields; ${ORDERS_MAX} are allowed`);
  const twice = orders.find((order, index) => orders.findIndex(({ field }) => field === order.field) < index);
  if (twice) throw invalid(`orderBy names “${twice.field}” twice`);
  return orders;
}

function readLevel(type: EntityType, input: FilterInput, depth: number, budget: { conditions: number }): Filter[] {
  if (depth > DEPTH_MAX) throw invalid(`it is nested deeper than ${DEPTH_MAX} levels`);
  return Object.entries(input).flatMap(([name, value]): Filter[] => {
    if (value === undefined) return [];
    if (value === null) throw invalid(`“${name}” is null; leave it out, or ask for isNull`);
    const deeper = (inner: unknown) => all(readLevel(type, inner as FilterInput, depth + 1, budget)) ?? { and: [] };
    if (name === 'not') return [{ not: deeper(value) }];
    if (name === 'and' || name === 'or') return [readJoined(name, value as readonly unknown[], deeper)];
    const field = listField(type, name, 'filter');
    if (field.kind === 'json') return readJsonConditions(field, value as readonly FilterInput[], budget);
    return readConditions(field, value as FilterInput, budget);
  });
}

function readJoined(word: 'and' | 'or', inputs: readonly unknown[], deeper: (inner: unknown) => Filter): Filter {
  if (inputs.length === 0) throw invalid(`“${word}” is empty; give it at least one filter, or leave it out`);
  if (inputs.length > CONDITIONS_MAX) throw tooMany();
  const filters = inputs.map(deeper);
  return word === 'and' ? { and: filters } : { or: filters };
}

function readConditions(field: Field, input: FilterInput, budget: { conditions: number }): Condition[] {
  return Object.entries(input).flatMap(([operator, value]): Condition[] => {
    if (value === undefined) return [];
    if (value === null) throw invalid(`${field.name}.${operator} is null; to look for null, ask for isNull`);
    budget.conditions += 1;
    if (budget.conditions > CONDITIONS_MAX) throw tooMany();
    return [{ field: field.name, operator: operator as FilterOperator, value: readValue(field, operator, value) }];
  });
}

/** Each input has a path of its own; all that they say must hold. */
function readJsonConditions(field: Field, inputs: readonly FilterInput[], budget: { conditions: number }): Filter[] {
  if (inputs.length > CONDITIONS_MAX) throw tooMany();
  return inputs.flatMap(({ path, ...conditions }) =>
    readConditions(field, conditions, budget).map((filter) => ({ ...filter, path: path as readonly string[] })),
  );
}

function readValue(field: Field, operator: string, value: unknown): unknown {
  if (operator === 'isNull' || (field.kind === 'json' && operator !== 'in')) return value;
  if (!Array.isArray(value)) return readSingle(field, value);
  if (value.length > VALUES_MAX) throw invalid(`${field.name}.in has more than ${VALUES_MAX} values`);
  return value.map((single) => readSingle(field, single));
}

function readSingle(field: Field, value: unknown): unknown {
  if (field.kind === 'reference') return parseId(String(value));
  return typeof value === 'string' ? checkText(value, `A text for ${field.name}`, 'FILTER_INVALID') : value;
}

function all(filters: readonly Filter[]): Filter | null {
  const [only] = filters;
  if (filters.length === 0 || only === undefined) return null;
  return filters.length === 1 ? only : { and: filters };
}

const tooMany = () => invalid(`it has more than ${CONDITIONS_MAX} conditions`);

const invalid = (reason: string) => new AsofError('FILTER_INVALID', `The filter or order cannot be used: ${reason}.`);
