// `similar` and `search` at a moment, against the cosine of every text that was visible then.
import { expect } from 'vitest';
import type { EntityValues } from '../../../core/commit.ts';
import { registry } from '../../../core/entity-types.ts';
import type { Id } from '../../../core/ids.ts';
import { formatMoment, type Moment } from '../../../core/moment.ts';
import { hashedEmbedder } from '../../../stores/vectors/hashed-embedder.ts';
import { nearest, type Point, pointsAt, type Scored } from '../model/nearest.ts';
import { PAGE_INFO, type Page, readPages } from './pages.ts';
import { asOf, type World } from './world.ts';

export const NEAREST_KINDS = [
  'nearest entities',
  'found entities',
  'second pages of a search',
  'equally near entities',
];

/** Stores compute in single precision: scores that are nearer to each other than this may come in either order. */
const PRECISION = 1e-5;

interface EntityNode {
  readonly __typename: string;
  readonly id: Id;
  readonly moment: string;
  readonly name: string;
}

interface FoundEdge {
  readonly score: number;
  readonly node: EntityNode;
}

const SIMILAR = `query ($id: ID!, $at: AsOf!, $first: Int!) { entity: customer(id: $id, at: $at) {
  similar(first: $first) { __typename id moment name } } }`;

const SEARCH = `query ($text: String!, $at: AsOf, $first: Int!, $after: String) {
  search(text: $text, at: $at, first: $first, after: $after) {
    ${PAGE_INFO} edges { cursor score node { __typename id moment name } } } }`;

const TEXTS = ['Acme & Sons', 'food', 'äpfel gold', 'L-3 Zulu', 'Reno', 'bravo furniture silver', 'something else'];

const embedder = hashedEmbedder();

/** Checks the neighbours of each customer, and what is found for some texts. */
export async function checkNearest(world: World, moment: Moment): Promise<void> {
  const points = await pointsAt(registry, embedder, world.truth, world.company, moment);
  for (const own of points.filter(({ type }) => type === 'Customer')) await checkSimilar(world, moment, points, own);
  for (let n = 0; n < 2; n += 1) await checkSearch(world, moment, points, world.pick(TEXTS));
}

async function checkSimilar(world: World, moment: Moment, points: readonly Point[], own: Point): Promise<void> {
  const first = world.between(1, 20);
  const variables = { id: own.id, at: asOf(moment), first };
  const { entity } = await world.ask<{ entity: { similar: EntityNode[] } }>(SIMILAR, variables);
  const others = points.filter(({ id }) => id !== own.id);
  expectNearest(world, moment, nearest(others, own.vector), entity.similar, Math.min(first, others.length));
  world.seen.count('nearest entities', entity.similar.length);
}

async function checkSearch(world: World, moment: Moment, points: readonly Point[], text: string): Promise<void> {
  const first = world.between(1, 5);
  const { edges, pages } = await readPages<FoundEdge>(first, async (after) => {
    // Later pages name no moment: they are read at the cursor's.
    const variables = { text, at: after === null ? asOf(moment) : null, first, after };
    return (await world.ask<{ search: Page<FoundEdge> }>(SEARCH, variables)).search;
  });
  const [vector = new Float32Array()] = await embedder.embed([text]);
  // What has nothing in common with the text was not found.
  const expected = nearest(points, vector).filter(({ score }) => score > PRECISION);
  expectNearest(
    world,
    moment,
    expected,
    edges.map(({ node }) => node),
    expected.length,
  );
  expect(edges.map(({ score }) => score)).toEqual(expected.map(({ score }) => expect.closeTo(score, 5)));
  if (pages > 1) world.seen.count('second pages of a search');
  world.seen.count('found entities', edges.length);
}

/** The nodes are the first of what is expected, in this order; equally near ones by id. */
function expectNearest(
  world: World,
  moment: Moment,
  expected: readonly Scored[],
  nodes: readonly EntityNode[],
  count: number,
): void {
  const byId = new Map(expected.map((scored) => [scored.id, scored]));
  const scores = nodes.map(({ id }) => byId.get(id)?.score ?? Number.NaN);
  expect(nodes).toHaveLength(count);
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(count);
  expect(scores).toEqual(expected.slice(0, count).map(({ score }) => expect.closeTo(score, 5)));
  for (const [n, { id }] of nodes.entries()) {
    const before = nodes[n - 1]?.id;
    if (before === undefined || scores[n] !== scores[n - 1]) continue;
    expect(before < id).toBe(true);
    world.seen.count('equally near entities');
  }
  for (const node of nodes) expect(node).toEqual(shown(world, moment, byId.get(node.id)));
}

function shown(world: World, moment: Moment, scored: Scored | undefined): EntityNode | undefined {
  if (scored === undefined) return undefined;
  const { id, type } = scored;
  const name = world.at<EntityValues>(id, moment)?.fields[registry.get(type).nameField] as string;
  return { __typename: type, id, moment: formatMoment(moment), name };
}
