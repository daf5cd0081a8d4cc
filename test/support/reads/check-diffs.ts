// Differences between two moments: of one entity with the way from one to the other, of its facts, and of whole lists.
import { expect } from 'vitest';
import type { EntityRef, EntityValues } from '../../../core/commit.ts';
import { registry } from '../../../core/entity-types.ts';
import type { Id } from '../../../core/ids.ts';
import { formatInstant, type Instant } from '../../../core/instant.ts';
import { formatMoment, type Moment, parseMoment } from '../../../core/moment.ts';
import type { EntityType } from '../../../core/registry.ts';
import type { Stated } from '../histories.ts';
import { changedFields, type DiffKind, kindOf, type Step, stepsBetween } from '../model/difference.ts';
import { type FilterInput, passes } from '../model/filter.ts';
import type { Axis } from '../model/line.ts';
import { BOUNDS, type Bounds, expectBounds, rectangleOf } from './bounds.ts';
import { fieldsShown, fieldsText, shownValue } from './fields.ts';
import { anyFilter, DEPTH_MAX, rowOf } from './filters.ts';
import { PAGE_INFO, type Page, readPages } from './pages.ts';
import { asOf, type World } from './world.ts';

export const DIFF_KINDS = [
  ...['ADDED', 'REMOVED', 'CHANGED', 'SAME', 'ABSENT'].map((kind) => `entities ${kind}`),
  ...['ADDED', 'REMOVED', 'CHANGED'].map((kind) => `facts ${kind}`),
  'steps along VALID',
  'steps along SYSTEM',
  'ways back in time',
  'changed fields',
  'listed differences',
  'filtered lists of differences',
];

interface StepNode {
  readonly axis: Axis;
  readonly at: string;
  readonly fields: readonly string[];
  readonly version: (Bounds & { readonly entity: EntityNode }) | null;
}

type EntityNode = { readonly id: Id; readonly moment: string } & Readonly<Record<string, unknown>>;

interface DiffNode {
  readonly id: Id;
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly kind: DiffKind;
  readonly before: EntityNode | null;
  readonly after: EntityNode | null;
  readonly fields: readonly {
    readonly field: string;
    readonly before: unknown;
    readonly after: unknown;
    readonly steps: readonly Pick<StepNode, 'axis' | 'at' | 'fields'>[];
  }[];
  readonly steps: readonly StepNode[];
  readonly stepsComplete: boolean;
}

interface FactDiffNode {
  readonly kind: DiffKind;
  readonly before: FactSide | null;
  readonly after: FactSide | null;
}

interface FactSide {
  readonly id: Id;
  readonly name: string;
  readonly fact: string;
  readonly subject: { readonly id: Id; readonly moment: string };
}

const ENTITY = (type: EntityType) => `__typename id moment ... on ${type.name} { ${fieldsText(type)} }`;

const DIFF = (type: EntityType) => `id type from to kind before { ${ENTITY(type)} } after { ${ENTITY(type)} }
  fields { field before after steps { axis at fields } } stepsComplete
  steps(first: 1000) { axis at fields version { ${BOUNDS} entity { ${ENTITY(type)} } } }`;

const ofOne = (type: EntityType): string => `query ($id: ID!, $at: AsOf!, $from: AsOf!, $to: AsOf!) {
  entity: ${type.singular}(id: $id, at: $at) { diff(from: $from, to: $to) { ${DIFF(type)} } } }`;

const ofList = (type: EntityType): string => `query
  ($from: AsOf!, $to: AsOf!, $filter: ${type.name}Filter, $first: Int!, $after: String) {
  list: ${type.plural}Diff(from: $from, to: $to, filter: $filter, first: $first, after: $after) {
    ${PAGE_INFO} edges { cursor node { ${DIFF(type)} } } } }`;

const TEXTS = new Map(registry.types.map((type) => [type.name, { one: ofOne(type), list: ofList(type) }]));

const OF_FACTS = `query ($id: ID!, $at: AsOf!, $from: AsOf!, $to: AsOf!, $first: Int!, $after: String) {
  entity: customer(id: $id, at: $at) { diff(from: $from, to: $to) { facts(first: $first, after: $after) {
    ${PAGE_INFO} edges { cursor node { kind before { ...F } after { ...F } } } } } } }
  fragment F on Fact { id name fact subject { id moment } }`;

/** Checks what changed between pairs of moments: of some entities, of their facts, and of lists. */
export async function checkDiffs(world: World): Promise<void> {
  for (const { id, type } of world.company.entities.filter(() => world.random() < 0.5)) {
    const at = world.momentOf(id);
    if (at) await checkOne(world, { id, type }, at, world.momentAbout(id), world.momentAbout(id));
    if (at && type === 'Customer') await checkFacts(world, id, at, world.moment(), world.moment());
  }
  for (const type of ['Customer', 'Load', 'Driver', 'OtherEntity']) {
    await checkList(world, registry.get(type), world.moment(), world.moment());
  }
}

async function checkOne(world: World, { id, type }: EntityRef, at: Moment, from: Moment, to: Moment): Promise<void> {
  const variables = { id, at: asOf(at), from: asOf(from), to: asOf(to) };
  const data = await world.ask<{ entity: { diff: DiffNode } }>(TEXTS.get(type)?.one ?? '', variables);
  expectDiff(world, registry.get(type), id, data.entity.diff, from, to);
}

function expectDiff(world: World, type: EntityType, id: Id, diff: DiffNode, from: Moment, to: Moment): void {
  const [before, after] = [world.at(id, from), world.at(id, to)];
  const kind = kindOf(before, after);
  expect(diff, JSON.stringify({ from, to })).toMatchObject({
    ...{ id, type: type.name, from: formatMoment(from), to: formatMoment(to), kind, stepsComplete: true },
    before: entityShown(world, type, id, from),
    after: entityShown(world, type, id, to),
  });
  world.seen.count(`entities ${kind}`);
  expectSteps(world, type, id, diff.steps, from, to);
  const asText = ({ axis, at, fields }: Pick<StepNode, 'axis' | 'at' | 'fields'>) => ({ axis, at, fields });
  const fields = changedFields(type, before, after).map((change) => {
    const field = type.fields.find(({ name }) => name === change.field);
    return {
      field: change.field,
      before: shownValue(field, change.before),
      after: shownValue(field, change.after),
      steps: diff.steps.filter((step) => step.fields.includes(change.field)).map(asText),
    };
  });
  expect(diff.fields).toEqual(fields);
  world.seen.count('changed fields', fields.length);
}

function expectSteps(world: World, type: EntityType, id: Id, nodes: readonly StepNode[], from: Moment, to: Moment) {
  const steps = stepsBetween(world.truth, id, from, to);
  expect(nodes.map(({ axis, at, fields }) => ({ axis, at, fields }))).toEqual(
    steps.map(({ axis, at, before, after }) => ({
      axis,
      at: formatInstant(at),
      fields: changedFields(type, before, after).map(({ field }) => field),
    })),
  );
  for (const [n, step] of steps.entries()) {
    const knownAt = from.systemTime > to.systemTime ? from.systemTime : to.systemTime;
    expectStepVersion(world, type, id, step, nodes[n]?.version ?? null, knownAt);
    world.seen.count(`steps along ${step.axis}`);
    if (to.systemTime < from.systemTime || to.validTime < from.validTime) world.seen.count('ways back in time');
  }
}

/** The version that is visible just beyond the bound, with its ends as they were known at the later of the moments. */
function expectStepVersion(
  world: World,
  type: EntityType,
  id: Id,
  step: Step,
  version: StepNode['version'],
  knownAt: Instant,
): void {
  if (step.after === null) {
    expect(version).toBeNull();
    return;
  }
  expect(version).not.toBeNull();
  if (version === null) return;
  const { validFrom, validTo, systemFrom, systemTo } = rectangleOf(version);
  const { validTime, systemTime } = step.beyond;
  expect(validFrom <= validTime && validTime < validTo && systemFrom <= systemTime && systemTime < systemTo).toBe(true);
  expectBounds(world.truth, id, version, knownAt);
  expect(version.entity).toMatchObject(versionShown(world, type, id, step.after, version));
}

function versionShown(world: World, type: EntityType, id: Id, values: Stated, version: { entity: EntityNode }) {
  const moment = parseMoment(version.entity.moment);
  expect(world.at(id, moment)).toEqual(values);
  return fieldsShown(type, values as EntityValues, world.truth, moment);
}

function entityShown(world: World, type: EntityType, id: Id, moment: Moment): object | null {
  const values = world.at<EntityValues>(id, moment);
  if (values === null) return null;
  const fields = fieldsShown(type, values, world.truth, moment);
  return { __typename: type.name, id, moment: formatMoment(moment), ...fields };
}

async function checkFacts(world: World, id: Id, at: Moment, from: Moment, to: Moment): Promise<void> {
  const first = world.between(1, 3);
  const { edges } = await readPages<{ node: FactDiffNode }>(first, async (after) => {
    const variables = { id, at: asOf(at), from: asOf(from), to: asOf(to), first, after };
    const data = await world.ask<{ entity: { diff: { facts: Page<{ node: FactDiffNode }> } } }>(OF_FACTS, variables);
    return data.entity.diff.facts;
  });
  const changed = world.company.facts
    .filter(({ subject, object }) => subject.id === id || object.id === id)
    .map((fact) => ({ fact, kind: kindOf(world.at(fact.id, from), world.at(fact.id, to)) }))
    .filter(({ kind }) => kind !== 'SAME' && kind !== 'ABSENT')
    .sort((a, b) => (a.fact.id < b.fact.id ? -1 : 1));
  const sideAt = (fact: EntityFact, moment: Moment) => {
    const values = world.at(fact.id, moment) as FactSide | null;
    if (values === null) return null;
    const subject = { id: fact.subject.id, moment: formatMoment(moment) };
    return { id: fact.id, name: values.name, fact: values.fact, subject };
  };
  expect(edges.map(({ node }) => node)).toEqual(
    changed.map(({ fact, kind }) => ({ kind, before: sideAt(fact, from), after: sideAt(fact, to) })),
  );
  for (const { kind } of changed) world.seen.count(`facts ${kind}`);
}

type EntityFact = World['company']['facts'][number];

async function checkList(world: World, type: EntityType, from: Moment, to: Moment): Promise<void> {
  const filter: FilterInput | null = world.random() < 0.5 ? null : anyFilter(world, type, DEPTH_MAX);
  const first = world.between(1, 3);
  const { edges } = await readPages<{ node: DiffNode }>(first, async (after) => {
    const variables = { from: asOf(from), to: asOf(to), filter, first, after };
    return (await world.ask<{ list: Page<{ node: DiffNode }> }>(TEXTS.get(type.name)?.list ?? '', variables)).list;
  });
  const holdsAt = (id: Id, moment: Moment) => {
    const values = world.at<EntityValues>(id, moment);
    return values !== null && (filter === null || passes(filter, rowOf(type, id, values)));
  };
  const expected = world.entitiesOf(type.name).filter(({ id }) => {
    const kind = kindOf(world.at(id, from), world.at(id, to));
    return kind !== 'SAME' && kind !== 'ABSENT' && (holdsAt(id, from) || holdsAt(id, to));
  });
  expect(
    edges.map(({ node }) => node.id),
    JSON.stringify({ filter, from, to }),
  ).toEqual(expected.map(({ id }) => id));
  for (const { node } of edges) expectDiff(world, type, node.id, node, from, to);
  world.seen.count('listed differences', edges.length);
  if (filter && edges.length > 0) world.seen.count('filtered lists of differences');
}
