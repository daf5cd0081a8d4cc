// The simplest graph reads that can be right: scans of all versions that a participant in memory holds.
import type { EntityRef, EpisodeValues, FactValues } from '../../core/commit.ts';
import type { Id } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { Moment } from '../../core/moment.ts';
import {
  COUNT_MAX,
  type Community,
  type Count,
  type DiffKey,
  type Direction,
  type EntityKey,
  type EpisodeVersion,
  type FactDifference,
  type FactFilter,
  type FactPath,
  type FactQuery,
  type FactVersion,
  type GraphReads,
  type HistoryAxis,
  type HistoryQuery,
  type NeighborPage,
  type NeighborPosition,
  type NeighborQuery,
  type NodeVersion,
  type PathQuery,
  type ReadScope,
  type TimePosition,
} from '../../core/reads.ts';
import type { Registry } from '../../core/registry.ts';
import { boundsKnownAt, liveRectangle } from '../../core/visibility.ts';
import { factMatches } from './memory-fact-filter.ts';
import type { MemoryParticipant, MemoryVersion } from './memory-ledger.ts';
import { allPaths, walkOut } from './memory-network.ts';
import { boundsOf, pageOf, recordOf, visibleAt } from './memory-versions.ts';

export class MemoryGraph implements GraphReads {
  readonly #store: MemoryParticipant;
  readonly #registry: Registry;
  /** What Graphiti would have made of entities. */
  readonly communitiesOf = new Map<Id, readonly Community[]>();

  constructor(store: MemoryParticipant, registry: Registry) {
    this.#store = store;
    this.#registry = registry;
  }

  async nodes(scope: ReadScope, keys: readonly EntityKey[]) {
    return keys.map(({ id, moment }): NodeVersion | null => {
      const record = visibleAt(this.#store, scope, moment)
        .flatMap((v) => recordOf(v) ?? [])
        .find((r) => r.id === id);
      if (!record) return null;
      const name = record.values.fields[this.#registry.get(record.type).nameField] ?? null;
      return { id, type: record.type, name: name as string | null };
    });
  }

  async facts(
    scope: ReadScope,
    { axis, order, first, ...filter }: FactQuery,
    keys: readonly (EntityKey & { readonly after: TimePosition | null })[],
  ) {
    return keys.map(({ after, ...key }) => {
      const compare = byTime(order);
      const found = this.#factsOf(scope, filter, key).sort((a, b) => compare(positionOf(axis, a), positionOf(axis, b)));
      return pageOf(
        found.filter((fact) => after === null || compare(positionOf(axis, fact), after) > 0),
        first,
      );
    });
  }

  async factCounts(scope: ReadScope, filter: FactFilter, keys: readonly EntityKey[]) {
    return keys.map((key) => countOf(this.#factsOf(scope, filter, key)));
  }

  async factsById(scope: ReadScope, keys: readonly EntityKey[]) {
    return keys.map(({ id, moment }) => this.#facts(scope, moment).find((fact) => fact.id === id) ?? null);
  }

  async factVersions(
    scope: ReadScope,
    { axis, direction, first }: HistoryQuery,
    keys: readonly (EntityKey & { readonly after: Instant | null })[],
  ) {
    const compare = byTime(direction);
    return keys.map(({ id, moment, after }) => {
      const found = this.#facts(scope, moment, axis)
        .filter((fact) => fact.id === id)
        .sort((a, b) => compare(positionOf(axis, a), positionOf(axis, b)))
        .filter((fact) => after === null || compare(positionOf(axis, fact), { at: after, id }) > 0);
      return pageOf(found, first);
    });
  }

  async factVersionCounts(scope: ReadScope, axis: HistoryAxis, keys: readonly EntityKey[]) {
    return keys.map(({ id, moment }) => countOf(this.#facts(scope, moment, axis).filter((fact) => fact.id === id)));
  }

  async factDifferences(scope: ReadScope, first: number, keys: readonly (DiffKey & { readonly after: Id | null })[]) {
    return keys.map(({ id, from, to, after }) => {
      const all = { range: 'VISIBLE', names: null, direction: 'BOTH', where: null } as const;
      const before = new Map(this.#factsOf(scope, all, { id, moment: from }).map((fact) => [fact.id, fact]));
      const later = new Map(this.#factsOf(scope, all, { id, moment: to }).map((fact) => [fact.id, fact]));
      const found = [...new Set([...before.keys(), ...later.keys()])]
        .sort()
        .filter((fact) => after === null || fact > after)
        .map((fact): FactDifference => ({ id: fact, before: before.get(fact) ?? null, after: later.get(fact) ?? null }))
        .filter((difference) => statedOf(difference.before) !== statedOf(difference.after));
      return pageOf(found, first);
    });
  }

  async neighbors(
    scope: ReadScope,
    query: NeighborQuery,
    keys: readonly (EntityKey & { readonly after: NeighborPosition | null })[],
  ) {
    return keys.map(({ id, moment, after }): NeighborPage => {
      const { found, isTruncated } = walkOut(this.#facts(scope, moment), id, query);
      const isLater = (one: NeighborPosition) =>
        after === null || one.distance > after.distance || (one.distance === after.distance && one.id > after.id);
      const shown = found.filter((one) => (query.types?.includes(one.type) ?? true) && isLater(one));
      return { ...pageOf(shown, query.first), isTruncated };
    });
  }

  async paths(scope: ReadScope, { from, to, moment, depthMax, names, first }: PathQuery): Promise<FactPath[]> {
    const facts = this.#facts(scope, moment).filter((fact) => names?.includes(fact.values.name) ?? true);
    return from === to ? [] : allPaths(facts, from, to, depthMax).slice(0, first);
  }

  async episodes(scope: ReadScope, keys: readonly EntityKey[]) {
    return keys.map(({ id, moment }) => this.#episodes(scope, moment).find((episode) => episode.id === id) ?? null);
  }

  async mentions(
    scope: ReadScope,
    first: number,
    keys: readonly (EntityKey & { readonly after: TimePosition | null })[],
  ) {
    const compare = byTime('DESC');
    return keys.map(({ id, moment, after }) => {
      const found = this.#episodes(scope, moment)
        .filter(({ values }) => values.mentions.some((mentioned) => mentioned.id === id))
        .sort((a, b) => compare(positionOf('VALID', a), positionOf('VALID', b)))
        .filter((episode) => after === null || compare(positionOf('VALID', episode), after) > 0);
      return pageOf(found, first);
    });
  }

  async communities(_scope: ReadScope, ids: readonly Id[]) {
    return ids.map((id) => this.communitiesOf.get(id) ?? []);
  }

  #episodes(scope: ReadScope, moment: Moment): EpisodeVersion[] {
    return visibleAt(this.#store, scope, moment).flatMap((version) =>
      version.values.kind === 'episode'
        ? [{ ...boundsOf(version), values: version.values.values as EpisodeValues }]
        : [],
    );
  }

  #factsOf(scope: ReadScope, filter: FactFilter, { id, moment }: EntityKey): FactVersion[] {
    const { range, names, direction, where } = filter;
    return this.#facts(scope, moment, range).filter((fact) => {
      const isSubject = direction !== 'IN' && fact.subject.id === id;
      const isObject = direction !== 'OUT' && fact.object.id === id;
      const other: EntityRef = isSubject ? fact.object : fact.subject;
      return (isSubject || isObject) && (names?.includes(fact.values.name) ?? true) && factMatches(where, fact, other);
    });
  }

  /** The facts that are visible at a moment, or all of them along an axis. */
  #facts(scope: ReadScope, moment: Moment, range: FactFilter['range'] = 'VISIBLE'): FactVersion[] {
    return this.#store.versions
      .flatMap((version) => (version.tenant === scope.tenant ? (liveRectangle(version, scope.dead) ?? []) : []))
      .filter((version) => isWithin(version, moment, range))
      .flatMap((version): FactVersion[] => {
        const known = boundsKnownAt(version, moment.systemTime, scope.dead);
        const change = version.values;
        if (change.kind !== 'fact') return [];
        const { subject, object } = change;
        return [{ ...boundsOf(known), subject, object, values: change.values as FactValues }];
      });
  }
}

function isWithin(version: MemoryVersion, { validTime, systemTime }: Moment, range: FactFilter['range']): boolean {
  const isValid = version.validFrom <= validTime && validTime < version.validTo;
  const isKnown = version.systemFrom <= systemTime;
  return (range === 'VALID' || isValid) && isKnown && (range === 'SYSTEM' || systemTime < version.systemTo);
}

const countOf = (found: readonly unknown[]): Count => ({
  total: Math.min(found.length, COUNT_MAX),
  isExact: found.length <= COUNT_MAX,
});

const positionOf = (axis: HistoryAxis, version: FactVersion | EpisodeVersion): TimePosition => ({
  at: axis === 'VALID' ? version.validFrom : version.systemFrom,
  id: version.id,
});

const byTime =
  (direction: Direction) =>
  (a: TimePosition, b: TimePosition): number => {
    const rising = a.at - b.at || (a.id === b.id ? 0 : a.id < b.id ? -1 : 1);
    return direction === 'ASC' ? rising : -rising;
  };

const statedOf = (fact: FactVersion | null): string | null =>
  fact && JSON.stringify([fact.values, fact.subject.id, fact.object.id]);
