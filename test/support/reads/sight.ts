// What is to be seen of a company at one moment: every fact, episode and version by its id, checked, with its bounds.
import { expect } from 'vitest';
import type { EpisodeValues, FactValues } from '../../../core/commit.ts';
import type { Id } from '../../../core/ids.ts';
import type { Moment } from '../../../core/moment.ts';
import type { Rectangle } from '../../../core/window.ts';
import { newCompany } from '../company.ts';
import { BOUNDS, type Bounds, expectVisibleBounds, rectangleOf } from './bounds.ts';
import { asOf, type World } from './world.ts';

export const SIGHT_KINDS = ['absent by id', 'facts by id', 'episodes by id'];

export const FACT = `id name fact ${BOUNDS} subject { __typename id } object { __typename id } episodes { id }`;

export interface FactNode extends Bounds {
  readonly id: Id;
  readonly name: string;
  readonly fact: string;
}

interface EpisodeNode extends Bounds {
  readonly id: Id;
}

type SightData = Readonly<Record<string, FactNode | EpisodeNode | { readonly version: Bounds } | null>>;

export interface Sight {
  readonly moment: Moment;
  /** The bounds of the subject's version that is visible; the subject must be. */
  boundsOf(id: Id): Rectangle;
}

const SIGHT = (() => {
  const { entities, facts, episodes } = newCompany();
  const variables = ['n', 'f', 'p'].flatMap((kind, k) =>
    [entities, facts, episodes][k]?.map((_, n) => `$${kind}${n}: ID!`),
  );
  const roots = [
    ...entities.map((_, n) => `n${n}: entity(id: $n${n}, at: $at) { version { ${BOUNDS} } }`),
    ...facts.map((_, n) => `f${n}: fact(id: $f${n}, at: $at) { ${FACT} }`),
    ...episodes.map((_, n) => `p${n}: episode(id: $p${n}, at: $at) { ...P }`),
  ];
  return `query (${variables.join(', ')}, $at: AsOf!) { ${roots.join('\n')} }
    fragment P on Episode { id name source sourceDescription content ${BOUNDS} mentions { __typename id moment } }`;
})();

/** Reads and checks everything that is to be seen at a moment. */
export async function readSight(world: World, moment: Moment): Promise<Sight> {
  const { entities, facts, episodes } = world.company;
  const names = { n: entities.map(({ id }) => id), f: facts.map(({ id }) => id), p: episodes };
  const ids = Object.entries(names).flatMap(([kind, list]) => list.map((id, n) => [`${kind}${n}`, id] as const));
  const data = await world.ask<SightData>(SIGHT, { ...Object.fromEntries(ids), at: asOf(moment) });
  const rectangles = new Map<Id, Rectangle>();
  for (const [name, id] of ids) {
    const node = data[name] ?? null;
    if (world.at(id, moment) === null) {
      expect(node).toBeNull();
      world.seen.count('absent by id');
      continue;
    }
    expect(node).not.toBeNull();
    const bounds = (name.startsWith('n') ? (node as { version: Bounds }).version : node) as Bounds;
    expectVisibleBounds(world.truth, id, bounds, moment);
    rectangles.set(id, rectangleOf(bounds));
    if (name.startsWith('f')) expectFact(world, node as FactNode, moment);
    if (name.startsWith('p')) expectEpisode(world, node as EpisodeNode, moment);
  }
  return { moment, boundsOf: (id) => rectangles.get(id) as Rectangle };
}

/** Whether a fact node shows what was stated of it at a moment. */
export function expectFact(world: World, node: FactNode, moment: Moment): void {
  const fact = world.company.facts.find(({ id }) => id === node.id);
  const { name, fact: text, episodes } = world.at<FactValues>(node.id, moment) as FactValues;
  expect(node).toMatchObject({
    name,
    fact: text,
    subject: { __typename: fact?.subject.type, id: fact?.subject.id },
    object: { __typename: fact?.object.type, id: fact?.object.id },
    episodes: episodes.filter((id) => world.at(id, moment) !== null).map((id) => ({ id })),
  });
  world.seen.count('facts by id');
}

function expectEpisode(world: World, node: EpisodeNode, moment: Moment): void {
  const { mentions, ...values } = world.at<EpisodeValues>(node.id, moment) as EpisodeValues;
  expect(node).toMatchObject({ ...values, mentions: mentions.map(({ type, id }) => ({ __typename: type, id })) });
  world.seen.count('episodes by id');
}
