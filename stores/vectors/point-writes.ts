// What the vectors' part of a commit asks of an engine: the same steps for all, each idempotent.
import type { Id, Tenant } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { DeadCommits } from '../../core/visibility.ts';
import type { PointKey, PointsPlan, Timeline } from './plan.ts';

export interface PointWrites {
  /** Whether a plan is carried out as a whole or not at all. Where it is not, no plan spans two system times of an id. */
  readonly atomic: boolean;
  /** Deletes what dead commits wrote of some ids, and reopens what they ended. */
  removeDead(tenant: Tenant, ids: readonly Id[], dead: DeadCommits): Promise<void>;
  /** What the store has of some ids; what ended before `since` may be left out. An id of which it has nothing is not there. */
  timelines(tenant: Tenant, ids: readonly Id[], since: Instant): Promise<ReadonlyMap<Id, Timeline>>;
  /** The embeddings of some points, in order; undefined for one that is not there. */
  embeddings(tenant: Tenant, keys: readonly PointKey[]): Promise<readonly (Float32Array | undefined)[]>;
  /** Carries out a plan that is not empty; `embeddings` are those of its inserts, in order. */
  write(tenant: Tenant, plan: PointsPlan, embeddings: readonly Float32Array[]): Promise<void>;
  /** Deletes what has systemFrom = T and reopens what has systemTo = T. */
  undo(tenant: Tenant, systemTime: Instant): Promise<void>;
  purge(tenant: Tenant): Promise<void>;
}
