// Neighbourhoods, paths and mentions at a moment, against walks over the facts that were visible then.
import { expect } from 'vitest';
import type { EntityValues, EpisodeValues } from '../../../core/commit.ts';
import { registry } from '../../../core/entity-types.ts';
import type { Id } from '../../../core/ids.ts';
import { formatMoment } from '../../../core/moment.ts';
import type { FactDirection } from '../../../core/reads.ts';
import { type CastFact, neighborsOf, otherEnd, pathsBetween, visibleFacts } from '../model/network.ts';
import { PAGE_INFO, type Page, readPages } from './pages.ts';
import type { Sight } from './sight.ts';
import { asOf, type World } from './world.ts';

export const NETWORK_KINDS = [
  ...[1, 2, 3, 4].map((distance) => `neighbours at distance ${distance}`),
  'neighbours by one of several facts',
  'neighbours that are not visible',
  'second pages of a neighbourhood',
  'ways of one fact',
  'ways of several facts',
  'no way',
  'mentions',
  'second pages of mentions',
];

interface NeighborEdge {
  readonly distance: number;
  readonly via: { readonly id: Id };
  readonly node: EntityNode;
}

interface EntityNode {
  readonly __typename: string;
  readonly id: Id;
  readonly moment: string;
  readonly name: string | null;
}

interface PathNode {
  readonly length: number;
  readonly entities: readonly EntityNode[];
  readonly facts: readonly { readonly id: Id }[];
}

const NEIGHBORS = `query ($id: ID!, $at: AsOf!, $depth: Int!, $names: [String!], $types: [String!],
  $direction: FactDirection!, $first: Int!, $after: String) { entity: customer(id: $id, at: $at) {
  neighbors(depth: $depth, names: $names, types: $types, direction: $direction, first: $first, after: $after) {
    truncated ${PAGE_INFO} edges { cursor distance via { id } node { __typename id moment name } } } } }`;

const PATH = `query ($from: ID!, $to: ID!, $at: AsOf!, $depthMax: Int!, $names: [String!], $first: Int!) {
  path(from: $from, to: $to, at: $at, depthMax: $depthMax, names: $names, first: $first) {
    length entities { __typename id moment } facts { id } } }`;

const MENTIONS = `query ($id: ID!, $at: AsOf!, $first: Int!, $after: String) {
  entity: customer(id: $id, at: $at) { mentions(first: $first, after: $after) {
    ${PAGE_INFO} edges { cursor node { id name content mentions { id moment } } } } } }`;

/** At each moment. */
const PATHS = 8;

/** Checks the surroundings of some entities at a moment. */
export async function checkNetwork(world: World, sight: Sight): Promise<void> {
  for (const { id } of world.entitiesOf('Customer')) {
    if (world.at(id, sight.moment) === null) continue;
    await checkNeighbors(world, sight, id);
    await checkMentions(world, sight, id);
  }
  for (let n = 0; n < PATHS; n += 1) await checkPath(world, sight);
}

async function checkNeighbors(world: World, sight: Sight, id: Id): Promise<void> {
  const { moment } = sight;
  const depth = world.between(1, 4);
  const direction = world.pick<FactDirection>(['OUT', 'IN', 'BOTH', 'BOTH', 'BOTH']);
  const names = world.random() < 0.3 ? ['OWES', 'KNOWS'] : null;
  const types = world.random() < 0.3 ? ['Customer', 'Load'] : null;
  const first = world.between(1, 4);
  const asked = { id, depth, names, types, direction, first };
  const { edges, pages } = await readPages<NeighborEdge>(first, async (after) => {
    const at = after === null ? moment : (world.momentOf(id) ?? moment);
    const data = await world.ask<{ entity: { neighbors: Page<NeighborEdge> & { truncated: boolean } } }>(NEIGHBORS, {
      ...{ ...asked, at: asOf(at), after },
    });
    expect(data.entity.neighbors.truncated).toBe(false);
    return data.entity.neighbors;
  });
  const reached = neighborsOf(visibleFacts(world.truth, world.company, moment, names), id, { depth, direction });
  const expected = reached.filter(({ type }) => types === null || types.includes(type));
  expect(
    edges.map(({ node, distance, via }) => ({ node, distance, via: via.id })),
    JSON.stringify(asked),
  ).toEqual(
    expected.map((neighbor) => ({
      node: { ...entityShown(neighbor, sight), name: nameOf(world, neighbor, sight) },
      distance: neighbor.distance,
      via: newest(neighbor.via, sight).id,
    })),
  );
  for (const { id: neighbor, distance, via } of expected) {
    world.seen.count(`neighbours at distance ${distance}`);
    if (via.length > 1) world.seen.count('neighbours by one of several facts');
    if (world.at(neighbor, moment) === null) world.seen.count('neighbours that are not visible');
  }
  if (pages > 1) world.seen.count('second pages of a neighbourhood');
}

const entityShown = ({ id, type }: { id: Id; type: string }, { moment }: Sight) => ({
  __typename: type,
  id,
  moment: formatMoment(moment),
});

function nameOf(world: World, { id, type }: { id: Id; type: string }, { moment }: Sight): unknown {
  return world.at<EntityValues>(id, moment)?.fields[registry.get(type).nameField] ?? null;
}

/** By validFrom, then by id. */
function newest(facts: readonly CastFact[], sight: Sight): CastFact {
  const from = ({ id }: CastFact) => sight.boundsOf(id).validFrom;
  return facts.toSorted((a, b) => from(b) - from(a) || (a.id < b.id ? 1 : -1))[0] as CastFact;
}

async function checkPath(world: World, sight: Sight): Promise<void> {
  const from = world.pick(world.company.entities);
  const around = neighborsOf(world.company.facts, from.id, { depth: 4, direction: 'BOTH' });
  // Mostly to one that some facts lead to at some time.
  const to = world.pick(world.random() < 0.8 && around.length > 0 ? around : world.company.entities);
  if (from.id === to.id) return;
  const names = world.random() < 0.2 ? ['OWES', 'KNOWS'] : null;
  const asked = { from: from.id, to: to.id, depthMax: world.between(1, 6), names, first: world.between(1, 10) };
  const { path } = await world.ask<{ path: PathNode[] }>(PATH, { ...asked, at: asOf(sight.moment) });
  const facts = visibleFacts(world.truth, world.company, sight.moment, names);
  const expected = pathsBetween(facts, from.id, to.id, asked.depthMax).slice(0, asked.first);
  expect(
    path.map((one) => one.facts.map(({ id }) => id)),
    JSON.stringify(asked),
  ).toEqual(expected.map((one) => one.map(({ id }) => id)));
  for (const one of path) {
    expectWalk(one, facts, from.id, to.id);
    expect(one.entities).toEqual(
      one.entities.map(({ id }) => {
        const entity = world.company.entities.find((candidate) => candidate.id === id);
        return entityShown(entity ?? { id, type: '' }, sight);
      }),
    );
    world.seen.count(one.length === 1 ? 'ways of one fact' : 'ways of several facts');
  }
  if (path.length === 0) world.seen.count('no way');
}

/** Each fact is visible and leads from one entity to the next. */
function expectWalk({ length, entities, facts }: PathNode, visible: readonly CastFact[], from: Id, to: Id): void {
  expect(facts).toHaveLength(length);
  expect(entities).toHaveLength(length + 1);
  expect([entities[0]?.id, entities.at(-1)?.id]).toEqual([from, to]);
  expect(new Set(entities.map(({ id }) => id)).size).toBe(length + 1);
  for (const [n, { id }] of facts.entries()) {
    const fact = visible.find((candidate) => candidate.id === id);
    expect(fact && otherEnd(fact, entities[n]?.id as Id)).toBe(entities[n + 1]?.id);
  }
}

interface MentionNode {
  readonly id: Id;
  readonly name: string;
  readonly content: string;
  readonly mentions: readonly { readonly id: Id; readonly moment: string }[];
}

async function checkMentions(world: World, sight: Sight, id: Id): Promise<void> {
  const { moment } = sight;
  const first = world.between(1, 2);
  const { edges, pages } = await readPages<{ node: MentionNode }>(first, async (after) => {
    const at = after === null ? moment : (world.momentOf(id) ?? moment);
    const variables = { id, at: asOf(at), first, after };
    return (await world.ask<{ entity: { mentions: Page<{ node: MentionNode }> } }>(MENTIONS, variables)).entity
      .mentions;
  });
  const from = (episode: Id) => sight.boundsOf(episode).validFrom;
  const expected = world.company.episodes
    .flatMap((episode) => {
      const values = world.at<EpisodeValues>(episode, moment);
      return values?.mentions.some((ref) => ref.id === id) ? [{ id: episode, ...values }] : [];
    })
    .sort((a, b) => from(b.id) - from(a.id) || (a.id < b.id ? 1 : -1));
  expect(edges.map(({ node }) => node)).toEqual(
    expected.map((episode) => ({
      ...{ id: episode.id, name: episode.name, content: episode.content },
      mentions: episode.mentions.map((ref) => ({ id: ref.id, moment: formatMoment(moment) })),
    })),
  );
  world.seen.count('mentions', edges.length);
  if (pages > 1) world.seen.count('second pages of mentions');
}
