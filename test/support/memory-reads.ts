// The simplest reads that can be right: scans of all versions that a participant in memory holds, one class a store.
import type { EntityValues, EpisodeValues, FactValues } from '../../core/commit.ts';
import type { Id } from '../../core/ids.ts';
import type { Moment } from '../../core/moment.ts';
import type {
  EntityKey,
  EpisodeVersion,
  ExternalKey,
  FactFilter,
  FactPosition,
  FactVersion,
  GraphReads,
  ListPosition,
  ListQuery,
  NodeVersion,
  Page,
  ReadScope,
  RecordReads,
  RecordVersion,
  ScoredEntity,
  VectorReads,
} from '../../core/reads.ts';
import type { EntityType, Registry } from '../../core/registry.ts';
import { boundsKnownAt, isVisible } from '../../core/visibility.ts';
import type { Embedder } from '../../stores/vectors/embedder.ts';
import type { MemoryParticipant, MemoryVersion } from './memory-ledger.ts';
import { comparePositions, matches, positionOf } from './memory-list.ts';

/** The versions of a tenant that are visible at a moment, with their bounds as they were known then. */
function visibleAt(store: MemoryParticipant, scope: ReadScope, moment: Moment): MemoryVersion[] {
  return store.versions
    .filter((version) => version.tenant === scope.tenant && isVisible(version, moment, scope.dead))
    .map((version) => boundsKnownAt(version, moment.systemTime, scope.dead));
}

const boundsOf = ({ id, validFrom, validTo, systemFrom, systemTo }: MemoryVersion) => ({
  id,
  validFrom,
  validTo,
  systemFrom,
  systemTo,
});

const pageOf = <T>(items: readonly T[], first: number): Page<T> => ({
  items: items.slice(0, first),
  hasNextPage: items.length > first,
});

function recordOf(version: MemoryVersion, typeName?: string): (RecordVersion & { readonly type: string }) | undefined {
  const change = version.values;
  if (change.kind !== 'entity' || (typeName !== undefined && change.entity.type !== typeName)) return undefined;
  return { ...boundsOf(version), type: change.entity.type, values: change.values as EntityValues };
}

export class MemoryRecords implements RecordReads {
  readonly #store: MemoryParticipant;
  /** What `id_map` would hold. */
  readonly external: { readonly key: ExternalKey; readonly type: string; readonly id: Id }[] = [];

  constructor(store: MemoryParticipant) {
    this.#store = store;
  }

  async versions(scope: ReadScope, type: EntityType, keys: readonly EntityKey[]) {
    return keys.map(({ id, moment }) => this.#visible(scope, type, moment).find((record) => record.id === id) ?? null);
  }

  async list(scope: ReadScope, type: EntityType, { moment, filter, order, first, after }: ListQuery) {
    const found = this.#visible(scope, type, moment)
      .filter((version) => matches(type, filter, version.values))
      .map((version) => ({ version, position: positionOf(type, order, version) }))
      .sort((a, b) => comparePositions(type, order, a.position, b.position))
      .filter(({ position }) => after === null || comparePositions(type, order, position, after) > 0);
    return pageOf<{ version: RecordVersion; position: ListPosition }>(found, first);
  }

  async count(scope: ReadScope, type: EntityType, { moment, filter }: Pick<ListQuery, 'moment' | 'filter'>) {
    return this.#visible(scope, type, moment).filter((version) => matches(type, filter, version.values)).length;
  }

  async types(scope: ReadScope, ids: readonly Id[]) {
    return ids.map((id) => {
      const [version] = this.#store.versionsOf(scope.tenant, id);
      return (version && recordOf(version)?.type) ?? null;
    });
  }

  async lookup(_scope: ReadScope, keys: readonly ExternalKey[]) {
    return keys.map((key) => {
      const found = this.external.find((one) => JSON.stringify(one.key) === JSON.stringify(key));
      return found ? { type: found.type, id: found.id } : null;
    });
  }

  #visible(scope: ReadScope, type: EntityType, moment: Moment): RecordVersion[] {
    return visibleAt(this.#store, scope, moment).flatMap((version) => recordOf(version, type.name) ?? []);
  }
}

export class MemoryGraph implements GraphReads {
  readonly #store: MemoryParticipant;
  readonly #registry: Registry;

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
    page: FactFilter & { readonly first: number },
    keys: readonly (EntityKey & { readonly after: FactPosition | null })[],
  ) {
    return keys.map((key) => {
      const after = (fact: FactVersion) => key.after === null || compareFacts(fact, key.after) > 0;
      return pageOf(this.#facts(scope, page, key).sort(compareFacts).filter(after), page.first);
    });
  }

  async factCounts(scope: ReadScope, filter: FactFilter, keys: readonly EntityKey[]) {
    return keys.map((key) => this.#facts(scope, filter, key).length);
  }

  async episodes(scope: ReadScope, keys: readonly EntityKey[]) {
    return keys.map(({ id, moment }): EpisodeVersion | null => {
      const found = visibleAt(this.#store, scope, moment).find((v) => v.id === id && v.values.kind === 'episode');
      return found ? { ...boundsOf(found), values: found.values.values as EpisodeValues } : null;
    });
  }

  #facts(scope: ReadScope, { names, direction }: FactFilter, { id, moment }: EntityKey): FactVersion[] {
    return visibleAt(this.#store, scope, moment).flatMap((version): FactVersion[] => {
      const change = version.values;
      if (change.kind !== 'fact') return [];
      const { subject, object } = change;
      const values = change.values as FactValues;
      const touches = (direction !== 'IN' && subject.id === id) || (direction !== 'OUT' && object.id === id);
      if (!touches || (names && !names.includes(values.name))) return [];
      return [{ ...boundsOf(version), subject, object, values }];
    });
  }
}

/** Newest first. */
const compareFacts = (a: FactPosition, b: FactPosition): number =>
  b.validFrom - a.validFrom || (a.id === b.id ? 0 : a.id < b.id ? 1 : -1);

export class MemoryVectors implements VectorReads {
  readonly #store: MemoryParticipant;
  readonly #registry: Registry;
  readonly #embedder: Embedder;

  constructor(store: MemoryParticipant, registry: Registry, embedder: Embedder) {
    this.#store = store;
    this.#registry = registry;
    this.#embedder = embedder;
  }

  async similar(scope: ReadScope, first: number, keys: readonly EntityKey[]) {
    return Promise.all(
      keys.map(async ({ id, moment }) => {
        const points = await this.#points(scope, moment);
        const own = points.find((point) => point.id === id);
        if (!own) return null;
        return nearest(points, own.vector)
          .filter((point) => point.id !== id)
          .slice(0, first);
      }),
    );
  }

  async search(scope: ReadScope, { text, moment, first, after }: Parameters<VectorReads['search']>[1]) {
    const [vector = new Float32Array()] = await this.#embedder.embed([text]);
    // What has nothing in common with the text was not found.
    const found = nearest(await this.#points(scope, moment), vector).filter(({ score }) => score > 0);
    return pageOf(
      found.filter((point) => after === null || compareScores(point, after) > 0),
      first,
    );
  }

  async #points(scope: ReadScope, moment: Moment) {
    const records = visibleAt(this.#store, scope, moment).flatMap((version) => recordOf(version) ?? []);
    const texts = records.map(({ type, values }) =>
      this.#registry
        .get(type)
        .textFields.flatMap((field) => values.fields[field] ?? [])
        .join(' '),
    );
    const vectors = await this.#embedder.embed(texts);
    return records.flatMap(({ id, type }, n) => {
      const vector = vectors[n];
      return vector?.some((value) => value !== 0) ? [{ id, type, vector }] : [];
    });
  }
}

type Point = Omit<ScoredEntity, 'score'> & { readonly vector: Float32Array };

function nearest(points: readonly Point[], vector: Float32Array): ScoredEntity[] {
  const score = (point: Point) => point.vector.reduce((sum, value, n) => sum + value * (vector[n] ?? 0), 0);
  return points.map((point) => ({ id: point.id, type: point.type, score: score(point) })).sort(compareScores);
}

const compareScores = (a: Pick<ScoredEntity, 'score' | 'id'>, b: Pick<ScoredEntity, 'score' | 'id'>): number =>
  b.score - a.score || (a.id === b.id ? 0 : a.id < b.id ? -1 : 1);
