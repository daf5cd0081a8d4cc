// Reads of records in memory: the model of records, over the versions that a participant in memory holds.
import type { Id } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { DiffKey, EntityKey, HistoryAxis, HistoryQuery, ReadScope, RecordReads } from '../../core/reads.ts';
import type { AggregateQuery, DiffQuery, ExternalKey, ListQuery } from '../../core/record-queries.ts';
import type { EntityType } from '../../core/registry.ts';
import { liveRectangle } from '../../core/visibility.ts';
import type { MemoryParticipant } from './memory-ledger.ts';
import { recordOf } from './memory-versions.ts';
import { RecordModel } from './record-model.ts';

export class MemoryRecords implements RecordReads {
  readonly #store: MemoryParticipant;
  /** What `id_map` would hold. */
  readonly external: { readonly key: ExternalKey; readonly type: string; readonly id: Id }[] = [];

  constructor(store: MemoryParticipant) {
    this.#store = store;
  }

  async versions(scope: ReadScope, type: EntityType, keys: readonly EntityKey[]) {
    const model = this.#model(scope, type);
    return keys.map((key) => model.version(key));
  }

  async list(scope: ReadScope, type: EntityType, query: ListQuery) {
    return this.#model(scope, type).list(query);
  }

  async count(scope: ReadScope, type: EntityType, query: Pick<ListQuery, 'moment' | 'filter'>) {
    return this.#model(scope, type).count(query);
  }

  async aggregate(scope: ReadScope, type: EntityType, query: AggregateQuery) {
    return this.#model(scope, type).aggregate(query);
  }

  async history(
    scope: ReadScope,
    type: EntityType,
    query: HistoryQuery,
    keys: readonly (EntityKey & { readonly after: Instant | null })[],
  ) {
    const model = this.#model(scope, type);
    return keys.map((key) => model.history(query, key));
  }

  async historyCounts(scope: ReadScope, type: EntityType, axis: HistoryAxis, keys: readonly EntityKey[]) {
    const model = this.#model(scope, type);
    return keys.map((key) => model.historyCount(axis, key));
  }

  async ways(scope: ReadScope, type: EntityType, keys: readonly DiffKey[]) {
    const model = this.#model(scope, type);
    return keys.map((key) => model.way(key));
  }

  async diffs(scope: ReadScope, type: EntityType, query: DiffQuery) {
    return this.#model(scope, type).diffs(query);
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

  #model({ tenant, dead }: ReadScope, type: EntityType): RecordModel {
    const live = this.#store.versions
      .filter((version) => version.tenant === tenant)
      .flatMap((version) => liveRectangle(version, dead) ?? []);
    return new RecordModel(
      type,
      live.flatMap((version) => recordOf(version, type.name) ?? []),
    );
  }
}
