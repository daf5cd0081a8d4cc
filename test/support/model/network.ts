// Neighbourhood and paths among the facts that are visible at a moment, by looking at all facts again and again.
import type { FactValues } from '../../../core/commit.ts';
import type { Id } from '../../../core/ids.ts';
import type { Moment } from '../../../core/moment.ts';
import type { FactDirection } from '../../../core/reads.ts';
import type { Cast, Truth } from '../histories.ts';

export type CastFact = Cast['facts'][number];

export interface Walk {
  readonly depth: number;
  readonly names: readonly string[] | null;
  readonly direction: FactDirection;
}

export interface Reached {
  readonly id: Id;
  readonly type: string;
  /** How many facts away it is. */
  readonly distance: number;
  /** The facts that reach it from those one fact nearer. */
  readonly via: readonly CastFact[];
}

/** The facts that are visible at a moment and have one of these names. */
export function visibleFacts(truth: Truth, cast: Cast, moment: Moment, names: readonly string[] | null): CastFact[] {
  return cast.facts.filter(({ id }) => {
    const values = truth.at(id, moment) as FactValues | null;
    return values !== null && (names === null || names.includes(values.name));
  });
}

/** Whom facts reach from an entity, without itself, by distance and then id. */
export function neighborsOf(facts: readonly CastFact[], start: Id, { depth, direction }: Omit<Walk, 'names'>) {
  const reached: Reached[] = [];
  const known = new Set([start]);
  let frontier = new Set([start]);
  for (let distance = 1; distance <= depth; distance += 1) {
    const level = new Map<Id, { type: string; via: CastFact[] }>();
    for (const fact of facts) {
      for (const [near, far] of [
        ...(direction === 'IN' ? [] : [[fact.subject, fact.object] as const]),
        ...(direction === 'OUT' ? [] : [[fact.object, fact.subject] as const]),
      ]) {
        if (!frontier.has(near.id) || known.has(far.id)) continue;
        const found = level.get(far.id) ?? { type: far.type, via: [] };
        level.set(far.id, { ...found, via: [...found.via, fact] });
      }
    }
    const ids = [...level.keys()].sort();
    for (const id of ids) {
      known.add(id);
      reached.push({ id, distance, type: level.get(id)?.type ?? '', via: level.get(id)?.via ?? [] });
    }
    frontier = new Set(ids);
  }
  return reached;
}

/** All ways along facts, walked in either direction, that come by no entity twice: the shortest first, then by fact ids. */
export function pathsBetween(facts: readonly CastFact[], from: Id, to: Id, depthMax: number): CastFact[][] {
  const found: CastFact[][] = [];
  const walk = (at: Id, path: readonly CastFact[], passed: readonly Id[]): void => {
    if (at === to && path.length > 0) found.push([...path]);
    if (at === to || path.length === depthMax) return;
    for (const fact of facts) {
      const next = otherEnd(fact, at);
      if (next !== null && !passed.includes(next)) walk(next, [...path, fact], [...passed, next]);
    }
  };
  walk(from, [], [from]);
  return found.sort((a, b) => a.length - b.length || (idsOf(a) < idsOf(b) ? -1 : 1));
}

const idsOf = (path: readonly CastFact[]): string => path.map(({ id }) => id).join(' ');

/** Where a fact leads from an entity; null when it does not touch it. */
export function otherEnd({ subject, object }: CastFact, id: Id): Id | null {
  if (subject.id === id) return object.id;
  return object.id === id ? subject.id : null;
}
