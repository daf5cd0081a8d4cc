// Turns a filter of facts, as clients send it, into what stores read by; refuses what cannot be used.
import { parseId } from '../../core/ids.ts';
import type { Filter, FilterOperator } from '../../core/reads.ts';
import { checkText } from '../kit/text.ts';
import { invalid } from './arguments.ts';

/** Conditions by field, and the three words that join them. */
interface FilterInput {
  readonly [name: string]: unknown;
}

/** What has been read of a filter so far: it is kept for each entity that is asked with it. */
interface Budget {
  conditions: number;
  values: number;
}

const DEPTH_MAX = 5;
const CONDITIONS_MAX = 100;
const VALUES_MAX = 1_000;

/**
 * The filter of a list of facts, or null when it lets everything through.
 * @throws AsofError FILTER_INVALID, ID_INVALID
 */
export function readFactFilter(input: object | null | undefined): Filter | null {
  return input ? all(readLevel(input as FilterInput, 1, { conditions: 0, values: 0 })) : null;
}

function readLevel(input: FilterInput, depth: number, budget: Budget): Filter[] {
  if (depth > DEPTH_MAX) throw invalid(`its filter is nested deeper than ${DEPTH_MAX} levels`);
  return Object.entries(input).flatMap(([name, value]): Filter[] => {
    if (value === undefined) return [];
    if (value === null) throw invalid(`“${name}” of its filter is null; leave it out, or ask for isNull`);
    const deeper = (inner: unknown): Filter => all(readLevel(inner as FilterInput, depth + 1, budget)) ?? { and: [] };
    if (name === 'not') return [{ not: deeper(value) }];
    if (name === 'and' || name === 'or') return [readJoined(name, value as readonly unknown[], deeper)];
    return readConditions(name, name === 'otherType' ? { in: value } : (value as FilterInput), budget);
  });
}

function readJoined(word: 'and' | 'or', inputs: readonly unknown[], deeper: (inner: unknown) => Filter): Filter {
  if (inputs.length === 0) throw invalid(`“${word}” of its filter is empty; give it at least one, or leave it out`);
  if (inputs.length > CONDITIONS_MAX) throw tooMany();
  const filters = inputs.map(deeper);
  return word === 'and' ? { and: filters } : { or: filters };
}

function readConditions(field: string, input: FilterInput, budget: Budget): Filter[] {
  return Object.entries(input).flatMap(([operator, value]): Filter[] => {
    if (value === undefined) return [];
    if (value === null) throw invalid(`${field}.${operator} of its filter is null; to look for null, ask for isNull`);
    budget.conditions += 1;
    if (budget.conditions > CONDITIONS_MAX) throw tooMany();
    return [{ field, operator: operator as FilterOperator, value: readValue(field, value, budget) }];
  });
}

function readValue(field: string, value: unknown, budget: Budget): unknown {
  if (!Array.isArray(value)) return readSingle(field, value);
  budget.values += value.length;
  if (budget.values > VALUES_MAX) throw invalid(`its filter has more than ${VALUES_MAX} values in lists`);
  return value.map((single) => readSingle(field, single));
}

function readSingle(field: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return field === 'other' ? parseId(value) : checkText(value, `A text for ${field}`, 'FILTER_INVALID');
}

function all(filters: readonly Filter[]): Filter | null {
  const [only] = filters;
  if (only === undefined) return null;
  return filters.length === 1 ? only : { and: filters };
}

const tooMany = () => invalid(`its filter has more than ${CONDITIONS_MAX} conditions`);
