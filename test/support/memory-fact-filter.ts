// Filters of facts over values in memory: what Neo4j does in Cypher.
import type { EntityRef } from '../../core/commit.ts';
import { OPEN_END } from '../../core/instant.ts';
import type { Condition, FactVersion, Filter } from '../../core/reads.ts';

type Value = string | number | null;

/** Whether a fact passes a filter; what null makes unknown does not. `other` is its end besides the entity's own. */
export function factMatches(filter: Filter | null, fact: FactVersion, other: EntityRef): boolean {
  const values: Readonly<Record<string, Value>> = {
    name: fact.values.name,
    fact: fact.values.fact,
    validFrom: fact.validFrom,
    validTo: fact.validTo === OPEN_END ? null : fact.validTo,
    systemFrom: fact.systemFrom,
    other: other.id,
    otherType: other.type,
  };
  return filter === null || decide(filter, values) === true;
}

function decide(filter: Filter, values: Readonly<Record<string, Value>>): boolean | null {
  if ('and' in filter) return every(filter.and.map((inner) => decide(inner, values)));
  if ('or' in filter) return negate(every(filter.or.map((inner) => negate(decide(inner, values)))));
  if ('not' in filter) return negate(decide(filter.not, values));
  return holds(values[filter.field] ?? null, filter);
}

const negate = (truth: boolean | null): boolean | null => (truth === null ? null : !truth);

const every = (truths: readonly (boolean | null)[]): boolean | null =>
  truths.includes(false) ? false : truths.includes(null) ? null : true;

function holds(value: Value, { operator, value: operand }: Condition): boolean | null {
  if (operator === 'isNull') return (value === null) === operand;
  if (operator === 'in') {
    const among = operand as readonly Value[];
    return value === null && among.length > 0 ? null : among.includes(value);
  }
  if (value === null) return null;
  if (operator === 'startsWith') return String(value).startsWith(String(operand));
  if (operator === 'contains') return String(value).includes(String(operand));
  const order = compare(value, operand as string | number);
  const truths = { eq: order === 0, ne: order !== 0, lt: order < 0, lte: order <= 0, gt: order > 0, gte: order >= 0 };
  return truths[operator];
}

/** Texts by the units of UTF-16. */
function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number') return a - Number(b);
  return a === b ? 0 : a < String(b) ? -1 : 1;
}
