// What the explore subgraph shows at a moment is what the graph's own reads have there: random histories, some commits dead.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatInstant, type Instant, OPEN_END, parseInstant } from '../../../core/instant.ts';
import type { Moment } from '../../../core/moment.ts';
import { anyHistory, type Cast, draw, newCast, pickMoments, randomFrom, Truth } from '../../support/histories.ts';
import { ExploredGraph } from './world.ts';

const T0 = parseInstant('2025-06-01');
const MOMENTS = 12;

let world: ExploredGraph;
beforeAll(async () => {
  world = await ExploredGraph.open();
});
afterAll(() => world?.close());

const QUERY = `{ exploreEntities(limit: 100) { id name type version { name }
  factsOutConnection(first: 100) { edges { properties { id name fact validFrom validTo systemFrom systemTo } node { id } } } } }`;

interface Shown {
  readonly id: string;
  readonly name: string | null;
  readonly version: readonly object[];
  readonly factsOutConnection: {
    readonly edges: readonly { readonly properties: { readonly id: string }; readonly node: { readonly id: string } }[];
  };
}

describe('at any moment', () => {
  it('names and facts are those that the graph subgraph reads', async () => {
    const [history = []] = fc.sample(anyHistory, { numRuns: 1, seed: 23 });
    const cast = newCast();
    const truth = new Truth();
    for (const [index, sketches] of history.entries()) {
      const drafts = sketches.map((sketch) => draw(cast, sketch));
      const systemTime = await world.commit(formatInstant((T0 + index * 10) as Instant), drafts);
      if (index % 4 === 3) world.dead.add(systemTime);
      else truth.state(drafts, systemTime);
    }
    for (const moment of pickMoments(truth, MOMENTS, randomFrom(23))) {
      const at = { systemTime: moment.systemTime, validTime: formatInstant(moment.validTime) };
      const { exploreEntities } = await world.data<{ exploreEntities: readonly Shown[] }>(QUERY, at);
      const seen = new Map(exploreEntities.map((one) => [one.id, one]));
      for (const expected of await readAt(cast, moment)) {
        const shown = seen.get(expected.id);
        expect({ name: shown?.name ?? null, facts: factsOf(shown) }).toEqual(expected.seen);
        expect(shown?.version.length ?? 0).toBeLessThanOrEqual(1);
      }
    }
  }, 120_000);
});

const factsOf = (shown: Shown | undefined): object[] =>
  (shown?.factsOutConnection.edges ?? []).map(({ properties, node }) => ({ ...properties, object: node.id }));

/** The same by the reads of the graph subgraph, facts by id. */
async function readAt(cast: Cast, moment: Moment) {
  const scope = { tenant: world.tenant, dead: world.dead };
  const keys = cast.entities.map(({ id }) => ({ id, moment }));
  const nodes = await world.graph.reads.nodes(scope, keys);
  const filter = { range: 'VISIBLE', names: null, direction: 'OUT', where: null } as const;
  const page = { ...filter, axis: 'VALID', order: 'DESC', first: 100 } as const;
  const facts = await world.graph.reads.facts(
    scope,
    page,
    keys.map((key) => ({ ...key, after: null })),
  );
  const end = (at: Instant): string | null => (at === OPEN_END ? null : formatInstant(at));
  return keys.map(({ id }, n) => {
    const shown = (facts[n]?.items ?? []).map((fact) => ({
      id: fact.id,
      name: fact.values.name,
      fact: fact.values.fact,
      validFrom: formatInstant(fact.validFrom),
      validTo: end(fact.validTo),
      systemFrom: formatInstant(fact.systemFrom),
      systemTo: end(fact.systemTo),
      object: fact.object.id,
    }));
    return { id, seen: { name: nodes[n]?.name ?? null, facts: shown.sort((a, b) => (a.id < b.id ? -1 : 1)) } };
  });
}
