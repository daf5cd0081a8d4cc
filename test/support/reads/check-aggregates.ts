// Aggregates of lists at a moment, with random filters, groups and numbers.
import { expect } from 'vitest';
import type { FieldValue } from '../../../core/commit.ts';
import { registry } from '../../../core/entity-types.ts';
import { formatMoment, type Moment } from '../../../core/moment.ts';
import type { EntityType } from '../../../core/registry.ts';
import { type AggregateRow, aggregate, type Group, type Numbers } from '../model/aggregate.ts';
import { type ScalarKind, scaled } from '../model/order.ts';
import { matching } from './check-lists.ts';
import { shownValue } from './fields.ts';
import { anyFilter, fieldNamed } from './filters.ts';
import { asOf, type World } from './world.ts';

export const AGGREGATE_KINDS = ['groups', 'groups of null', 'sums', 'sums of nothing', 'groups that were left out'];

interface ValueNode {
  readonly field: string;
  readonly count: number;
  readonly sum: string | null;
  readonly avg: string | null;
  readonly min: string | null;
  readonly max: string | null;
}

interface GroupNode {
  readonly keys: readonly { readonly field: string; readonly value: unknown }[];
  readonly count: number;
  readonly values: readonly ValueNode[];
}

interface AggregationNode {
  readonly hasMore: boolean;
  readonly groups: readonly GroupNode[];
}

const AGGREGATED: Readonly<Record<string, { readonly by: readonly string[]; readonly of: readonly string[] }>> = {
  Customer: { by: ['tier', 'industry', 'paymentTermsDays', 'creditLimit'], of: ['creditLimit', 'paymentTermsDays'] },
  Load: { by: ['customer', 'driver', 'origin', 'weightKg', 'pickupAt'], of: ['rate', 'weightKg', 'distanceKm'] },
};

const textOf = ({ name, plural }: EntityType): string => `query
  ($at: AsOf!, $filter: ${name}Filter, $by: [${name}GroupField!], $of: [${name}NumberField!], $first: Int!) {
  list: ${plural}(at: $at, filter: $filter) { aggregate(by: $by, of: $of, first: $first) {
    hasMore groups { keys { field value } count values { field count sum avg min max } } } } }`;

const TEXTS = new Map(Object.keys(AGGREGATED).map((name) => [name, textOf(registry.get(name))]));

/** Checks some aggregates of each type that has numbers. */
export async function checkAggregates(world: World, moment: Moment): Promise<void> {
  for (const [name, fields] of Object.entries(AGGREGATED)) {
    await checkAggregate(world, registry.get(name), moment, { by: some(world, fields.by), of: some(world, fields.of) });
  }
}

interface Wanted {
  readonly by: readonly string[];
  readonly of: readonly string[];
}

async function checkAggregate(world: World, type: EntityType, moment: Moment, { by, of }: Wanted): Promise<void> {
  const filter = world.random() < 0.4 ? anyFilter(world, type) : null;
  const first = world.random() < 0.5 ? 100 : world.between(1, 3);
  const variables = { at: asOf(moment), filter, by, of, first };
  const data = await world.ask<{ list: { aggregate: AggregationNode } }>(TEXTS.get(type.name) ?? '', variables);
  const rows = matching(world, type, moment, filter).map(
    ({ values: { fields } }): AggregateRow => ({
      keys: by.map((name) => shownValue(fieldNamed(type, name), fields[name] ?? null) as FieldValue),
      numbers: fields,
    }),
  );
  const kinds = by.map((name) => fieldNamed(type, name).kind as ScalarKind);
  const groups = aggregate(rows, kinds, of);
  const asked = JSON.stringify({ moment: formatMoment(moment), ...variables });
  const { aggregate: found } = data.list;
  expect({ hasMore: found.hasMore, groups: found.groups.map(keysAndCount) }, asked).toEqual({
    hasMore: groups.length > first,
    groups: groups.slice(0, first).map((group) => ({
      keys: by.map((field, n) => ({ field, value: group.keys[n] })),
      count: group.count,
    })),
  });
  for (const [n, group] of groups.slice(0, first).entries()) {
    expectNumbers(world, group, found.groups[n]?.values ?? [], asked);
  }
  if (groups.length > first) world.seen.count('groups that were left out');
}

const keysAndCount = ({ keys, count }: GroupNode) => ({ keys, count });

function expectNumbers(world: World, group: Group, nodes: readonly ValueNode[], asked: string): void {
  world.seen.count('groups');
  if (group.keys.includes(null)) world.seen.count('groups of null');
  expect(
    nodes.map(({ field, count }) => ({ field, count })),
    asked,
  ).toEqual(group.values.map(({ field, count }) => ({ field, count })));
  for (const [n, numbers] of group.values.entries()) {
    const node = nodes[n] as ValueNode;
    const exact = (text: string | null) => (text === null ? null : scaled(text));
    expect([exact(node.sum), exact(node.min), exact(node.max)], asked).toEqual([numbers.sum, numbers.min, numbers.max]);
    expectAverage(numbers, node.avg, asked);
    world.seen.count(numbers.sum === null ? 'sums of nothing' : 'sums');
  }
}

/** An average has its first fifteen digits right, at least. */
function expectAverage({ sum, count }: Numbers, avg: string | null, asked: string): void {
  if (sum === null || avg === null) {
    expect(avg, asked).toBe(sum);
    return;
  }
  const [average, times] = [scaled(avg), BigInt(count)];
  const tolerated = (magnitude(average) / 10n ** 15n) * times;
  expect(magnitude(average * times - sum), asked).toBeLessThanOrEqual(tolerated);
}

const magnitude = (number: bigint): bigint => (number < 0n ? -number : number);

/** Up to two of them. */
function some(world: World, names: readonly string[]): string[] {
  return [...new Set(Array.from({ length: world.between(0, 2) }, () => world.pick(names)))];
}
