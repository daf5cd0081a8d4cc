// What the reads of vectors ask of an engine: exact searches over what is visible at a moment.
import type { Id } from '../../core/ids.ts';
import type { Moment } from '../../core/moment.ts';
import type { EntityKey, Page, ReadScope, ScoredEntity } from '../../core/reads.ts';

export interface PointReads {
  /** For each key its nearest entities, without itself; null when it has no vector at its moment. */
  similar(scope: ReadScope, first: number, keys: readonly EntityKey[]): Promise<(readonly ScoredEntity[] | null)[]>;
  /** Entities with a score above 0, by falling score, then id, after a position. */
  nearest(scope: ReadScope, query: NearestQuery): Promise<Page<ScoredEntity>>;
}

export interface NearestQuery {
  /** Not zero. */
  readonly vector: Float32Array;
  readonly moment: Moment;
  readonly first: number;
  readonly after: { readonly score: number; readonly id: Id } | null;
}
