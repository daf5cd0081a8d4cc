// Lists with random filters and orders, in pages, their counts and their aggregates, against scans of what was stated.
import { expect } from 'vitest';
import type { EntityValues, FieldValue } from '../../../core/commit.ts';
import { registry } from '../../../core/entity-types.ts';
import type { Id } from '../../../core/ids.ts';
import { formatInstant } from '../../../core/instant.ts';
import { formatMoment, type Moment } from '../../../core/moment.ts';
import type { Direction } from '../../../core/reads.ts';
import type { EntityType } from '../../../core/registry.ts';
import { type FilterInput, passes } from '../model/filter.ts';
import { compareKeys, type Key, type ScalarKind } from '../model/order.ts';
import { fieldsShown, fieldsText, shownValue } from './fields.ts';
import { anyFilter, fieldNamed, rowOf } from './filters.ts';
import { PAGE_INFO, type Page, readPages } from './pages.ts';
import type { Sight } from './sight.ts';
import { asOf, type World } from './world.ts';

export const LIST_KINDS = [
  'entities of lists',
  'second pages of a list',
  'filters that let nothing through',
  'filters that let a part through',
  'nulls in an order',
  'orders by bounds',
];

interface ListNode {
  readonly id: Id;
  readonly moment: string;
  readonly [field: string]: unknown;
}

interface Counted {
  readonly totalCount: number;
  readonly totalCountExact: boolean;
}

interface OrderInput {
  readonly field: string;
  readonly direction: Direction;
}

const BOUND_FIELDS = ['validFrom', 'systemFrom'];

const ORDERABLE = (type: EntityType): string[] => [
  ...type.fields.filter(({ kind, long }) => !long && kind !== 'json' && kind !== 'strings').map(({ name }) => name),
  ...BOUND_FIELDS,
];

const textOf = (type: EntityType): string => `query
  ($at: AsOf, $filter: ${type.name}Filter, $orderBy: [${type.name}Order!], $first: Int!, $after: String) {
  list: ${type.plural}(at: $at, filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount totalCountExact ${PAGE_INFO} edges { cursor node { id moment ${fieldsText(type)} } } } }`;

const TEXTS = new Map(registry.types.map((type) => [type.name, textOf(type)]));

const LISTED = ['Customer', 'Driver', 'Load', 'OtherEntity'];

/** The entities of a type that pass a filter at a moment, by id. */
export function matching(world: World, type: EntityType, moment: Moment, filter: FilterInput | null) {
  return world.entitiesOf(type.name).flatMap(({ id }) => {
    const values = world.at<EntityValues>(id, moment);
    const isIn = values !== null && (filter === null || passes(filter, rowOf(type, id, values)));
    return isIn ? [{ id, values }] : [];
  });
}

/** Checks lists of each type at a moment, each with a filter and an order of its own. */
export async function checkLists(world: World, sight: Sight): Promise<void> {
  for (const name of [...LISTED, ...LISTED]) {
    const type = registry.get(name);
    const filter = world.random() < 0.75 ? anyFilter(world, type) : null;
    await checkList(world, type, sight, filter);
  }
}

async function checkList(world: World, type: EntityType, sight: Sight, filter: FilterInput | null): Promise<void> {
  const { moment } = sight;
  const orderBy = anyOrder(world, type);
  const first = world.between(1, 4);
  const counts = new Set<string>();
  const { edges, pages } = await readPages<{ node: ListNode }>(first, async (after) => {
    // Later pages name no moment: they are read at the cursor's.
    const variables = { at: after === null ? asOf(moment) : null, filter, orderBy, first, after };
    const data = await world.ask<{ list: Page<{ node: ListNode }> & Counted }>(TEXTS.get(type.name) ?? '', variables);
    counts.add(JSON.stringify([data.list.totalCount, data.list.totalCountExact]));
    return data.list;
  });
  const found = matching(world, type, moment, filter);
  const keysOf = ({ id, values }: (typeof found)[number]) => sortKeys(type, sight, orderBy, id, values);
  const expected = found.toSorted((a, b) => compareKeys(keysOf(a), keysOf(b)));
  const asked = JSON.stringify({ type: type.name, moment: formatMoment(moment), filter, orderBy });
  expect(
    edges.map(({ node }) => node),
    asked,
  ).toEqual(
    expected.map(({ id, values }) => ({
      ...{ id, moment: formatMoment(moment) },
      ...fieldsShown(type, values, world.truth, moment),
    })),
  );
  expect([...counts], asked).toEqual([JSON.stringify([expected.length, true])]);
  countSeen(world, type, moment, filter, expected, pages);
  if (expected.some((row) => keysOf(row).some(({ value }) => value === null))) world.seen.count('nulls in an order');
  if (expected.length > 1 && orderBy.some(({ field }) => field.endsWith('From'))) world.seen.count('orders by bounds');
}

function countSeen(
  world: World,
  type: EntityType,
  moment: Moment,
  filter: FilterInput | null,
  found: readonly unknown[],
  pages: number,
): void {
  const all = matching(world, type, moment, null);
  world.seen.count('entities of lists', found.length);
  if (pages > 1) world.seen.count('second pages of a list');
  if (filter && found.length === 0 && all.length > 0) world.seen.count('filters that let nothing through');
  if (filter && found.length > 0 && found.length < all.length) world.seen.count('filters that let a part through');
}

function anyOrder(world: World, type: EntityType): OrderInput[] {
  const fields = new Set(
    Array.from({ length: world.between(0, 2) }, () => {
      return world.random() < 0.2 ? world.pick(BOUND_FIELDS) : world.pick(ORDERABLE(type));
    }),
  );
  return [...fields].map((field) => ({ field, direction: world.pick(['ASC', 'DESC'] as const) }));
}

/** By the order's fields, then by id, which always rises. */
function sortKeys(type: EntityType, sight: Sight, orderBy: readonly OrderInput[], id: Id, values: EntityValues): Key[] {
  const keys = orderBy.map(({ field, direction }): Key => {
    if (field === 'validFrom' || field === 'systemFrom') {
      return { kind: 'instant', value: formatInstant(sight.boundsOf(id)[field]), direction };
    }
    const { kind } = fieldNamed(type, field);
    const value = shownValue({ kind }, values.fields[field] ?? null) as FieldValue;
    return { kind: kind as ScalarKind, value, direction };
  });
  return [...keys, { kind: 'id', value: id, direction: 'ASC' }];
}
