// What an element of Graphiti's says, as changes: pure, and the same for the adoption and for whoever follows later.
import type { Change, EntityRef, FactValues } from '../../../core/commit.ts';
import type { Id } from '../../../core/ids.ts';
import { EARLIEST, type Instant, OPEN_END } from '../../../core/instant.ts';
import type { Registry } from '../../../core/registry.ts';
import { type GraphitiEdgeTimes, graphitiFactRectangles } from '../../../core/visibility.ts';
import type { GraphitiEdge, GraphitiEpisode, GraphitiNode } from '../../../stores/neo4j/graphiti-elements.ts';
import type { StatedChange } from '../commit.ts';

/** What one element says. */
export interface Observed {
  /** What the changes are about. */
  readonly id: Id;
  /** With the system times at which it became known. */
  readonly history: readonly Change[];
  /** What is so now, for a commit of its own; none when it was retracted. */
  readonly current: readonly StatedChange[];
}

/** PostgreSQL orders entities by name, and an entry of an index has 2,704 bytes. */
export const NAME_LENGTH_MAX = 600;
const UNREGISTERED = 'OtherEntity';

/** The type of a node: that of the first of its labels that the registry knows. */
export function typeOfLabels(registry: Registry, labels: readonly string[]): string {
  return labels.find((label) => registry.find(label) !== undefined) ?? UNREGISTERED;
}

/**
 * A node, as it is known since a system time. Graphiti does not say since when it is so, and the facts about it may
 * begin long before: it has always been so, or they could not be reached at their own time.
 */
export function observeNode(entity: EntityRef, node: GraphitiNode, since: Instant): Observed {
  const attributes = Object.keys(node.attributes).length === 0 ? null : node.attributes;
  const stated = {
    kind: 'node',
    observed: true,
    entity,
    validFrom: EARLIEST,
    validTo: OPEN_END,
    values: {
      name: [...node.name].slice(0, NAME_LENGTH_MAX).join(''),
      labels: node.labels,
      summary: node.summary === '' ? null : node.summary,
      attributes,
    },
  } as const;
  return { id: entity.id, history: [{ ...stated, systemTime: since }], current: [stated] };
}

/** An edge, by its rectangles (docs/graphiti.md); neither history nor present when it was never true. */
export function observeEdge(
  id: Id,
  edge: GraphitiEdge,
  times: GraphitiEdgeTimes,
  ends: { readonly subject: EntityRef; readonly object: EntityRef },
  episodes: readonly Id[],
): Observed {
  const values: FactValues = { name: edge.name, fact: edge.fact, episodes };
  const fact = { kind: 'fact', observed: true, id, ...ends } as const;
  const state = (from: Instant, to: Instant, systemTime: Instant, stated: FactValues | null): Change[] =>
    from < to ? [{ ...fact, validFrom: from, validTo: to, systemTime, values: stated }] : [];
  const rectangles = graphitiFactRectangles(times);
  const history = rectangles.flatMap(({ validFrom, validTo, systemFrom, systemTo }, index) => {
    // What was known of it before, and is not so any more, once its end became known.
    const earlier = rectangles[index - 1];
    const taken = earlier
      ? state(validTo, earlier.validTo, systemFrom, null)
      : state(validFrom, validTo, systemFrom, values);
    const isRetracted = systemTo !== OPEN_END && rectangles[index + 1] === undefined;
    return [...taken, ...(isRetracted ? state(validFrom, validTo, systemTo, null) : [])];
  });
  const current = rectangles.filter(({ systemTo }) => systemTo === OPEN_END);
  return {
    id,
    history,
    current: current.map(({ validFrom, validTo }) => ({ ...fact, validFrom, validTo, values })),
  };
}

/** That nothing is known of a fact any more: Graphiti deleted its edge, or retracted it. */
export function forgetFact(id: Id, ends: { readonly subject: EntityRef; readonly object: EntityRef }): StatedChange {
  return { kind: 'fact', observed: true, id, ...ends, validFrom: EARLIEST, validTo: OPEN_END, values: null };
}

/** Graphiti's kinds of episodes are its own; one that Asof has no word for is a text. */
export function observeEpisode(
  id: Id,
  episode: GraphitiEpisode,
  times: { readonly createdAt: Instant; readonly validAt: Instant },
  mentions: readonly EntityRef[],
): Observed {
  const { name, source, sourceDescription, content } = episode;
  const stated = {
    kind: 'episode',
    observed: true,
    id,
    validFrom: times.validAt,
    validTo: OPEN_END,
    values: { name, source: source === '' ? 'text' : source, sourceDescription, content, mentions },
  } as const;
  return { id, history: [{ ...stated, systemTime: times.createdAt }], current: [stated] };
}
