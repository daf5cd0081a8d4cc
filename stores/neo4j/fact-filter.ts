// Turns a filter of facts into conditions of Cypher: properties come from this table, values are parameters.
import { AsofError } from '../../core/errors.ts';
import type { Condition, Filter } from '../../core/reads.ts';
import type { Parameter, Parameters } from './parameters.ts';

/** What a filter may name. An end that is open is null; `other` is the node at the fact's other end. */
const EXPRESSIONS: Readonly<Record<string, string>> = {
  name: 'f.name',
  fact: 'f.fact',
  validFrom: 'f.validFrom',
  validTo: 'nullIf(f.validTo, $openEnd)',
  systemFrom: 'f.systemFrom',
  other: 'other.id',
  otherType: 'other.type',
};

const OPERATORS = {
  eq: '=',
  ne: '<>',
  in: 'IN',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  startsWith: 'STARTS WITH',
  contains: 'CONTAINS',
} as const;

/** Conditions to be added to a statement's, with their parameters; nothing at all for no filter. */
export interface CompiledFilter {
  readonly conditions: string;
  readonly parameters: Parameters;
}

/**
 * Compiles a filter; filters that differ by values only have the same text, and so one plan. The server must not plan
 * by what a filter says, or it would leave the order of the index: so it gets no more than its truth.
 * @throws AsofError FILTER_INVALID for a field that facts do not have
 */
export function compileFilter(filter: Filter | null): CompiledFilter {
  const parameters: Record<string, Parameter> = {};
  if (filter === null) return { conditions: '', parameters };
  return { conditions: `AND CASE WHEN ${compile(filter, parameters)} THEN true ELSE false END`, parameters };
}

function compile(filter: Filter, parameters: Record<string, Parameter>): string {
  if ('and' in filter) return join(filter.and, ' AND ', 'true', parameters);
  if ('or' in filter) return join(filter.or, ' OR ', 'false', parameters);
  if ('not' in filter) return `(NOT ${compile(filter.not, parameters)})`;
  return compileCondition(filter, parameters);
}

const join = (filters: readonly Filter[], word: string, none: string, parameters: Record<string, Parameter>): string =>
  filters.length === 0 ? none : `(${filters.map((filter) => compile(filter, parameters)).join(word)})`;

function compileCondition({ field, operator, value }: Condition, parameters: Record<string, Parameter>): string {
  const expression = Object.hasOwn(EXPRESSIONS, field) ? EXPRESSIONS[field] : undefined;
  if (expression === undefined) {
    const known = Object.keys(EXPRESSIONS).join(', ');
    throw new AsofError('FILTER_INVALID', `Facts have no field “${field.slice(0, 60)}”; they have ${known}.`);
  }
  if (operator === 'isNull') return `(${expression} IS ${value === true ? '' : 'NOT '}NULL)`;
  const name = `filter${Object.keys(parameters).length}`;
  parameters[name] = value as Parameter;
  return `(${expression} ${OPERATORS[operator]} $${name})`;
}
