// Groups of rows with their counts, sums and extremes, exact: decimals are whole numbers of their smallest unit here.
import type { FieldValue } from '../../../core/commit.ts';
import { compareKeys, type ScalarKind, scaled } from './order.ts';

export interface Numbers {
  readonly field: string;
  /** How many are not null. */
  readonly count: number;
  /** In units of {@link scaled}; null where there are none. */
  readonly sum: bigint | null;
  readonly min: bigint | null;
  readonly max: bigint | null;
}

export interface Group {
  readonly keys: readonly FieldValue[];
  readonly count: number;
  readonly values: readonly Numbers[];
}

export interface AggregateRow {
  readonly keys: readonly FieldValue[];
  /** By name of the field. */
  readonly numbers: Readonly<Record<string, FieldValue>>;
}

/** The groups, the largest first, then by their keys. Without keys all rows are one group, be they none at all. */
export function aggregate(rows: readonly AggregateRow[], kinds: readonly ScalarKind[], of: readonly string[]): Group[] {
  const groups = new Map<string, AggregateRow[]>(kinds.length === 0 ? [['[]', []]] : []);
  for (const row of rows) {
    const key = JSON.stringify(row.keys);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const keysOf = (group: Group) =>
    group.keys.map((value, n) => ({ kind: kinds[n] as ScalarKind, value, direction: 'ASC' as const }));
  return [...groups.values()]
    .map((members) => ({
      keys: members[0]?.keys ?? [],
      count: members.length,
      values: of.map((field) => numbersOf(field, members)),
    }))
    .sort((a, b) => b.count - a.count || compareKeys(keysOf(a), keysOf(b)));
}

function numbersOf(field: string, rows: readonly AggregateRow[]): Numbers {
  const found = rows.flatMap(({ numbers }) => {
    const value = numbers[field] ?? null;
    return value === null ? [] : [scaled(String(value))];
  });
  const least = (pick: (a: bigint, b: bigint) => boolean) =>
    found.length === 0 ? null : found.reduce((best, one) => (pick(one, best) ? one : best));
  return {
    field,
    count: found.length,
    sum: found.length === 0 ? null : found.reduce((sum, one) => sum + one, 0n),
    min: least((a, b) => a < b),
    max: least((a, b) => a > b),
  };
}
