// Histories of entities and of facts: the versions along an axis cover exactly what was visible, piece by piece.
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { EntityRef, EntityValues, FactValues } from '../../../core/commit.ts';
import { registry } from '../../../core/entity-types.ts';
import type { Id } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';
import { formatMoment, type Moment } from '../../../core/moment.ts';
import type { Direction } from '../../../core/reads.ts';
import type { EntityType } from '../../../core/registry.ts';
import type { Rectangle } from '../../../core/window.ts';
import { type Axis, lineOf, moved } from '../model/line.ts';
import { BOUNDS, type Bounds, expectBounds, expectVisibleBounds, rectangleOf } from './bounds.ts';
import { fieldsShown, fieldsText } from './fields.ts';
import { PAGE_INFO, type Page, readPages } from './pages.ts';
import { asOf, type World } from './world.ts';

export const HISTORY_KINDS = [
  'versions of entities',
  'versions of facts',
  'versions of an entity’s facts',
  'gaps in a line',
  'versions that ended by then',
  'ends hidden because they were not known',
  'second pages of a history',
  'histories of what is not visible',
];

interface VersionNode extends Bounds {
  readonly entity: EntityNode;
}

interface EntityNode {
  readonly __typename: string;
  readonly id: Id;
  readonly moment: string;
  readonly version: Bounds;
  readonly facts: { readonly totalCount: number };
  readonly [field: string]: unknown;
}

interface Counted {
  readonly totalCount: number;
  readonly totalCountExact: boolean;
}

const ARGUMENTS = 'axis: $axis, direction: $direction, first: $first, after: $after';
const VARIABLES = '$id: ID!, $at: AsOf!, $axis: HistoryAxis!, $direction: Direction!, $first: Int!, $after: String';
const TOTAL = 'totalCount totalCountExact';

const textOf = (type: EntityType): string => `query (${VARIABLES}) { entity: ${type.singular}(id: $id, at: $at) {
  history(${ARGUMENTS}) { ${TOTAL} ${PAGE_INFO} edges { cursor node { ${BOUNDS} entity {
    __typename id moment version { ${BOUNDS} } ... on ${type.name} { facts { totalCount } ${fieldsText(type)} }
  } } } } } }`;

const TEXTS = new Map(registry.types.map((type) => [type.name, textOf(type)]));

const FACT_NODE = `id name fact ${BOUNDS} subject { id moment }`;

const OF_ONE_FACT = `query (${VARIABLES}) { entity: fact(id: $id, at: $at) {
  history(${ARGUMENTS}) { ${TOTAL} ${PAGE_INFO} edges { cursor node { ${FACT_NODE} } } } } }`;

const OF_ALL_FACTS = `query (${VARIABLES}, $name: [String!]) { entity: customer(id: $id, at: $at) {
  factHistory(${ARGUMENTS}, name: $name) { ${TOTAL} ${PAGE_INFO} edges { cursor node { ${FACT_NODE} } } } } }`;

/** By a fact's end, which is there though no version of it may be visible. */
const OF_AN_END = `query (${VARIABLES}) { fact(id: $id, at: $at) { subject { id name
  history(${ARGUMENTS}) { ${TOTAL} ${PAGE_INFO} edges { cursor node { ${BOUNDS} } } } } } }`;

const AXES: readonly Axis[] = ['VALID', 'SYSTEM'];

/** Checks the histories of some entities and facts, in pages, on both axes and in both directions. */
export async function checkHistory(world: World): Promise<void> {
  for (const axis of AXES) {
    for (const entity of world.company.entities.filter(() => world.random() < 0.4)) {
      const moment = world.momentNear(entity.id);
      if (moment) await checkEntity(world, entity, axis, moment);
      if (moment && entity.type === 'Customer') await checkFactsOf(world, entity, axis, moment);
    }
    for (const fact of world.company.facts.filter(() => world.random() < 0.4)) {
      const moment = world.momentNear(fact.id);
      if (moment) await checkFact(world, fact.id, axis, moment);
    }
    await checkEnds(world, axis, world.moment());
  }
}

interface HistoryOf {
  readonly id: Id;
  readonly axis: Axis;
  readonly moment: Moment;
}

async function checkEntity(world: World, entity: EntityRef, axis: Axis, moment: Moment): Promise<void> {
  const type = registry.get(entity.type);
  const of = { id: entity.id, axis, moment };
  const nodes = await readHistory<VersionNode>(world, TEXTS.get(entity.type) ?? '', of, 'history');
  expectLine(world, of, nodes);
  for (const node of nodes) {
    expectEntity(world, type, entity, ownMoment(of, rectangleOf(node)), node.entity);
    world.seen.count('versions of entities');
  }
}

/** A version's entity is read at the version: at its start on the axis, and at the moment on the other. */
const ownMoment = ({ axis, moment }: HistoryOf, { validFrom, systemFrom }: Rectangle): Moment =>
  moved(moment, axis, axis === 'VALID' ? validFrom : systemFrom);

function expectEntity(world: World, type: EntityType, { id }: EntityRef, moment: Moment, node: EntityNode): void {
  const { version, ...shown } = node;
  const touching = world.company.facts.filter(({ subject, object }) => subject.id === id || object.id === id);
  expect(shown).toEqual({
    __typename: type.name,
    id,
    moment: formatMoment(moment),
    facts: { totalCount: touching.filter((fact) => world.at(fact.id, moment) !== null).length },
    ...fieldsShown(type, world.at<EntityValues>(id, moment) as EntityValues, world.truth, moment),
  });
  expectVisibleBounds(world.truth, id, version, moment);
}

interface FactNode extends Bounds {
  readonly id: Id;
  readonly name: string;
  readonly fact: string;
  readonly subject: { readonly id: Id; readonly moment: string };
}

async function checkFact(world: World, id: Id, axis: Axis, moment: Moment): Promise<void> {
  const of = { id, axis, moment };
  const nodes = await readHistory<FactNode>(world, OF_ONE_FACT, of, 'history');
  expectLine(world, of, nodes);
  for (const node of nodes) {
    expectFactVersion(world, of, node);
    world.seen.count('versions of facts');
  }
}

function expectFactVersion(world: World, of: HistoryOf, node: FactNode): void {
  const { name, fact } = world.at<FactValues>(of.id, ownMoment(of, rectangleOf(node))) as FactValues;
  expect(node).toMatchObject({ id: of.id, name, fact });
}

/** Of subjects that are not visible at the moment, and are reached all the same by facts that are. */
async function checkEnds(world: World, axis: Axis, moment: Moment): Promise<void> {
  const isThere = (id: Id) => world.at(id, moment) !== null;
  for (const fact of world.company.facts) {
    if (isThere(fact.id) && !isThere(fact.subject.id)) await checkEnd(world, fact, axis, moment);
  }
}

async function checkEnd(world: World, fact: World['company']['facts'][number], axis: Axis, moment: Moment) {
  const variables = { id: fact.id, at: asOf(moment), axis, direction: 'ASC', first: 1000, after: null };
  const data = await world.ask<{ fact: { subject: { name: null; history: Page<{ node: Bounds }> } } }>(
    OF_AN_END,
    variables,
  );
  expect(data.fact.subject.name).toBeNull();
  const nodes = data.fact.subject.history.edges.map(({ node }) => node);
  expectLine(world, { id: fact.subject.id, axis, moment }, nodes);
  if (nodes.length > 0) world.seen.count('histories of what is not visible');
}

async function checkFactsOf(world: World, { id }: EntityRef, axis: Axis, moment: Moment): Promise<void> {
  const names = world.random() < 0.5 ? null : ['KNOWS', 'DRIVES'];
  const of = { id, axis, moment };
  const nodes = await readHistory<FactNode>(world, OF_ALL_FACTS, of, 'factHistory', { name: names });
  for (const fact of world.company.facts) {
    const own = nodes.filter((node) => node.id === fact.id);
    if (fact.subject.id !== id && fact.object.id !== id) expect(own).toEqual([]);
    else expectLine(world, { ...of, id: fact.id }, own, names);
    for (const node of own) expectFactVersion(world, { ...of, id: fact.id }, node);
  }
  const starts = nodes.map((node) => startOf(axis, rectangleOf(node)));
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  world.seen.count('versions of an entity’s facts', nodes.length);
}

const startOf = (axis: Axis, { validFrom, systemFrom }: Rectangle): Instant =>
  axis === 'VALID' ? validFrom : systemFrom;

const endOf = (axis: Axis, { validTo, systemTo }: Rectangle): Instant => (axis === 'VALID' ? validTo : systemTo);

/**
 * All versions of a history, rising. Only the first page is asked for at the moment: what follows is asked for from
 * another one, and must go on at the cursor's.
 */
async function readHistory<Node extends Bounds>(
  world: World,
  text: string,
  { id, axis, moment }: HistoryOf,
  field: 'history' | 'factHistory',
  more: Readonly<Record<string, unknown>> = {},
): Promise<Node[]> {
  const direction: Direction = world.random() < 0.5 ? 'ASC' : 'DESC';
  const first = world.between(1, 4);
  const counts = new Set<number>();
  const { edges, pages } = await readPages<{ readonly node: Node }>(first, async (after) => {
    const at = after === null ? moment : (world.momentOf(id) ?? moment);
    const data = await world.ask<{ entity: Record<string, Page<{ readonly node: Node }> & Counted> | null }>(text, {
      ...{ id, at: asOf(at), axis, direction, first, after },
      ...more,
    });
    const connection = data.entity?.[field];
    expect(connection?.totalCountExact).toBe(true);
    counts.add(connection?.totalCount ?? -1);
    return connection;
  });
  expect([...counts]).toEqual([edges.length]);
  if (pages > 1) world.seen.count('second pages of a history');
  const nodes = edges.map(({ node }) => node);
  return direction === 'ASC' ? nodes : nodes.reverse();
}

/** The versions, in rising order, cover all pieces of the line in which something is visible, and nothing else. */
function expectLine(
  world: World,
  { id, axis, moment }: HistoryOf,
  nodes: readonly Bounds[],
  names: readonly string[] | null = null,
): void {
  const line = lineOf(world.truth, id, axis, moment);
  const hidden = (values: object | null) =>
    values === null || (names !== null && !names.includes((values as FactValues).name));
  const pieces = line.filter(({ values }) => !hidden(values)).map(({ from, to }) => [from, to]);
  const covered = nodes.flatMap((node) => {
    const rectangle = rectangleOf(node);
    const [from, to] = [startOf(axis, rectangle), endOf(axis, rectangle)];
    const cuts = line.map((piece) => piece.from).filter((at) => from < at && at < to);
    return [from, ...cuts].map((at, n) => [at, cuts[n] ?? to]);
  });
  expect(covered, JSON.stringify({ id, axis, moment: formatMoment(moment) })).toEqual(pieces);
  for (const node of nodes) expectAcross(world, { id, axis, moment }, node);
  if (line.slice(1).some(({ values }) => values === null)) world.seen.count('gaps in a line');
}

/** Across the axis, a version holds the moment, and its bounds are as they were known then. */
function expectAcross(world: World, { id, axis, moment }: HistoryOf, node: Bounds): void {
  expectBounds(world.truth, id, node, moment.systemTime);
  const { validFrom, validTo, systemFrom } = rectangleOf(node);
  if (axis === 'VALID') expect(node.systemTo).toBeNull();
  else expect(validFrom <= moment.validTime && moment.validTime < validTo).toBe(true);
  const [first, last] = [systemFrom, world.truth.bounds(id).system.at(-1) ?? systemFrom].map((systemTime) =>
    world.at(id, { validTime: validFrom, systemTime }),
  );
  if (node.systemTo !== null) world.seen.count('versions that ended by then');
  else if (!isDeepStrictEqual(first, last)) world.seen.count('ends hidden because they were not known');
}
