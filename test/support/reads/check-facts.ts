// An entity's facts at a moment, with random filters and orders, in pages and counted.
import { expect } from 'vitest';
import type { FactValues } from '../../../core/commit.ts';
import type { Id } from '../../../core/ids.ts';
import { formatInstant, OPEN_END } from '../../../core/instant.ts';
import { formatMoment } from '../../../core/moment.ts';
import type { Direction, FactDirection } from '../../../core/reads.ts';
import type { FieldKind } from '../../../core/registry.ts';
import { randomFrom } from '../histories.ts';
import { type FilterInput, passes, type Row } from '../model/filter.ts';
import { type CastFact, visibleFacts } from '../model/network.ts';
import { compareKeys, type Key } from '../model/order.ts';
import { PAGE_INFO, type Page, readPages } from './pages.ts';
import { expectFact, FACT, type FactNode, type Sight } from './sight.ts';
import { asOf, type World } from './world.ts';

export const FACT_KINDS = [
  'facts of lists',
  'filtered facts',
  'filters that let no fact through',
  'second pages of facts',
  'facts of oneself',
  'facts that were told ahead',
];

interface Counted {
  readonly totalCount: number;
  readonly totalCountExact: boolean;
}

interface OrderInput {
  readonly field: 'VALID_FROM' | 'SYSTEM_FROM';
  readonly direction: Direction;
}

const FACTS = `query ($id: ID!, $at: AsOf!, $filter: FactFilter, $orderBy: FactOrder, $name: [String!],
  $direction: FactDirection!, $first: Int!, $after: String) { entity: customer(id: $id, at: $at) {
  facts(filter: $filter, orderBy: $orderBy, name: $name, direction: $direction, first: $first, after: $after) {
    totalCount totalCountExact ${PAGE_INFO} edges { cursor node { ${FACT} } } } } }`;

const TIMES = 3;

/** Checks the facts of each customer at a moment, some times with different filters and orders. */
export async function checkFacts(world: World, sight: Sight): Promise<void> {
  for (const { id } of world.entitiesOf('Customer')) {
    for (let n = 0; n < TIMES && world.at(id, sight.moment) !== null; n += 1) await checkFactsOf(world, sight, id);
  }
}

async function checkFactsOf(world: World, sight: Sight, id: Id): Promise<void> {
  const { moment } = sight;
  const shape = world.random() < 0.6 ? world.between(1, SHAPES) : null;
  const filter = shape === null ? null : anyFactFilter(world, sight, randomFrom(shape));
  const name = shape === null && world.random() < 0.5 ? ['OWES', 'KNOWS'] : null;
  const direction = world.pick<FactDirection>(['OUT', 'IN', 'BOTH', 'BOTH']);
  const orderBy = name === null && (shape === null || shape === 1) ? anyOrder(world) : null;
  const first = world.between(1, 3);
  const asked = { id, filter, name, direction, orderBy, first };
  const counts = new Set<string>();
  const { edges, pages } = await readPages<{ node: FactNode }>(first, async (after) => {
    const at = after === null ? moment : (world.momentOf(id) ?? moment);
    const variables = { ...asked, at: asOf(at), after };
    const data = await world.ask<{ entity: { facts: Page<{ node: FactNode }> & Counted } }>(FACTS, variables);
    counts.add(JSON.stringify([data.entity.facts.totalCount, data.entity.facts.totalCountExact]));
    return data.entity.facts;
  });
  const touching = visibleFacts(world.truth, world.company, moment, name).filter(
    ({ subject, object }) => (direction !== 'IN' && subject.id === id) || (direction !== 'OUT' && object.id === id),
  );
  const expected = touching
    .filter((fact) => filter === null || passes(forModel(filter), factRow(world, sight, fact, id)))
    .sort((a, b) => compareKeys(sortKeys(sight, orderBy, a), sortKeys(sight, orderBy, b)));
  const said = JSON.stringify({ ...asked, moment: formatMoment(moment) });
  expect(
    edges.map(({ node }) => node.id),
    said,
  ).toEqual(expected.map((fact) => fact.id));
  expect([...counts], said).toEqual([JSON.stringify([expected.length, true])]);
  for (const { node } of edges) expectFact(world, node, moment);
  world.seen.count('facts of lists', expected.length);
  world.seen.count('facts of oneself', expected.filter(({ subject, object }) => subject.id === object.id).length);
  const isAhead = (fact: CastFact) => sight.boundsOf(fact.id).validFrom > sight.boundsOf(fact.id).systemFrom;
  world.seen.count('facts that were told ahead', expected.filter(isAhead).length);
  if (pages > 1) world.seen.count('second pages of facts');
  if (expected.length === 0 && touching.length > 0) world.seen.count('filters that let no fact through');
  if (expected.length > 0 && expected.length < touching.length) world.seen.count('filtered facts');
}

const anyOrder = (world: World): OrderInput | null =>
  world.random() < 0.2
    ? null
    : { field: world.pick(['VALID_FROM', 'SYSTEM_FROM']), direction: world.pick(['ASC', 'DESC']) };

/** By a bound, then by id in the same direction; newest first unless it is said. */
function sortKeys(sight: Sight, orderBy: OrderInput | null, { id }: CastFact): Key[] {
  const { field, direction } = orderBy ?? { field: 'VALID_FROM', direction: 'DESC' };
  const { validFrom, systemFrom } = sight.boundsOf(id);
  const value = formatInstant(field === 'VALID_FROM' ? validFrom : systemFrom);
  return [
    { kind: 'instant', value, direction },
    { kind: 'id', value: id, direction },
  ];
}

const FACT_FIELDS: Readonly<Record<string, FieldKind | 'id'>> = {
  name: 'string',
  fact: 'string',
  validFrom: 'instant',
  validTo: 'instant',
  systemFrom: 'instant',
  other: 'id',
  otherType: 'string',
};

function factRow(world: World, sight: Sight, fact: CastFact, id: Id): Row {
  const values = world.at<FactValues>(fact.id, sight.moment) as FactValues;
  const { validFrom, validTo, systemFrom } = sight.boundsOf(fact.id);
  const other = fact.subject.id === id ? fact.object : fact.subject;
  const row: Record<string, string | number | null> = {
    ...{ name: values.name, fact: values.fact, validFrom, systemFrom, other: other.id, otherType: other.type },
    validTo: validTo === OPEN_END ? null : validTo,
  };
  return { kindOf: (name) => FACT_FIELDS[name] ?? 'string', valueOf: (name) => row[name] ?? null };
}

/** `otherType` is a list of types; the model knows conditions alone. */
function forModel(filter: FilterInput): FilterInput {
  return Object.fromEntries(
    Object.entries(filter).map(([name, value]) => {
      if (name === 'otherType') return [name, { in: value }];
      if (name === 'not') return [name, forModel(value as FilterInput)];
      return [name, name === 'and' || name === 'or' ? (value as FilterInput[]).map(forModel) : value];
    }),
  );
}

/**
 * Each shape of a filter, and each order of it, is a statement of its own, which Neo4j has to plan: there are a few, with
 * any values.
 */
const SHAPES = 5;

type Random = () => number;

function anyFactFilter(world: World, sight: Sight, shape: Random, depth = 1): FilterInput {
  const joined = depth < 3 ? shape() : 1;
  if (joined < 0.2) return { not: anyFactFilter(world, sight, shape, depth + 1) };
  if (joined < 0.4) {
    const inner = Array.from({ length: shape() < 0.5 ? 1 : 2 }, () => anyFactFilter(world, sight, shape, depth + 1));
    return { [pickBy(shape, ['and', 'or'])]: inner };
  }
  return factCondition(world, sight, shape);
}

const pickBy = <T>(random: Random, choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;

function factCondition(world: World, sight: Sight, shape: Random): FilterInput {
  const name = pickBy(shape, Object.keys(FACT_FIELDS));
  switch (name) {
    case 'name':
      return {
        name: {
          [pickBy(shape, ['eq', 'ne', 'startsWith', 'contains', 'lt', 'gte'])]: world.pick(['OWES', 'O', 'KNOWS']),
        },
      };
    case 'fact':
      return {
        fact: {
          [pickBy(shape, ['eq', 'ne', 'startsWith', 'contains'])]: world.pick(['Fact 1 holds.', 'Fact', '3', '%']),
        },
      };
    case 'other':
      return { other: { [pickBy(shape, ['eq', 'ne'])]: world.pick(world.company.entities).id } };
    case 'otherType':
      return { otherType: world.pick([['Load'], ['Customer', 'Driver'], ['OtherEntity']]) };
    default:
      return { [name]: boundCondition(world, sight, shape, name as 'validFrom' | 'validTo' | 'systemFrom') };
  }
}

function boundCondition(
  world: World,
  sight: Sight,
  shape: Random,
  bound: 'validFrom' | 'validTo' | 'systemFrom',
): object {
  if (shape() < 0.2) return { isNull: shape() < 0.5 };
  const visible = visibleFacts(world.truth, world.company, sight.moment, null);
  const bounds = visible.map(({ id }) => sight.boundsOf(id)[bound]).filter((at) => at !== OPEN_END);
  const at = formatInstant(bounds.length > 0 ? world.pick(bounds) : sight.moment.validTime);
  const operator = pickBy(shape, ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in']);
  return { [operator]: operator === 'in' ? [at] : at };
}
