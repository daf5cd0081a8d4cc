// What is asked of the records of a type: lists and aggregates at a moment, ways and differences between two.
import type { Id } from './ids.ts';
import type { Moment } from './moment.ts';
import type { Filter, Order, RecordVersion } from './reads.ts';

/** Where a page ends: the values of the order's fields (as text, null where null), then the id. */
export interface ListPosition {
  readonly values: readonly (string | null)[];
  readonly id: Id;
}

export interface ListQuery {
  readonly moment: Moment;
  readonly filter: Filter | null;
  readonly order: readonly Order[];
  readonly first: number;
  readonly after: ListPosition | null;
}

/** More versions than this on each leg of a way are not read. */
export const WAY_VERSIONS_MAX = 1_000;

/** What a store knows of an entity at two moments, and on the way from one to the other. */
export interface Way {
  /** The versions that are visible at the moments, with their bounds as they were known then. */
  readonly before: RecordVersion | null;
  readonly after: RecordVersion | null;
  /** Every version that is visible somewhere on the way, at least as far as `isComplete` says; in no order. */
  readonly versions: readonly RecordVersion[];
  readonly isComplete: boolean;
}

export interface DiffQuery {
  readonly from: Moment;
  readonly to: Moment;
  /** Holds at one of the moments at least. */
  readonly filter: Filter | null;
  readonly first: number;
  readonly after: Id | null;
}

export interface Changed {
  readonly id: Id;
  readonly before: RecordVersion | null;
  readonly after: RecordVersion | null;
}

export interface AggregateQuery {
  readonly moment: Moment;
  readonly filter: Filter | null;
  /** Names of fields; entities with the same values are one group. */
  readonly by: readonly string[];
  /** Names of numeric fields. */
  readonly of: readonly string[];
  readonly first: number;
}

export interface AggregateGroup {
  /** In the order of `by`, as text; null where null. */
  readonly keys: readonly (string | null)[];
  readonly count: number;
  /** In the order of `of`. */
  readonly values: readonly Aggregate[];
}

/** Exact decimals; null where no entity of the group has a value. */
export interface Aggregate {
  readonly count: number;
  readonly sum: string | null;
  readonly avg: string | null;
  readonly min: string | null;
  readonly max: string | null;
}

/** An entity as a store or a source knows it. */
export interface ExternalKey {
  /** `neo4j` for Graphiti's uuid, or the name of an import's source. */
  readonly source: string;
  /** A source's keys are told apart by type; null where the source has one space of keys. */
  readonly type: string | null;
  readonly externalId: string;
}
