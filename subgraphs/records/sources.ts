// What resolvers of the records subgraph see of their parents, beyond entities.
import type { FieldDifference, Step } from '../../core/difference.ts';
import type { Moment } from '../../core/moment.ts';
import type { Count, RecordVersion } from '../../core/reads.ts';
import type { Changed, Way } from '../../core/record-queries.ts';
import type { EntityType } from '../../core/registry.ts';
import type { Connection, Edge } from '../kit/connection.ts';
import type { DiffSource } from '../kit/entities.ts';

/** A version of an entity, and the moment at which the entity is read as it was then. */
export interface HistoryVersionSource {
  readonly type: EntityType;
  readonly version: RecordVersion;
  readonly moment: Moment;
}

export interface HistoryConnectionSource extends Connection<Edge<HistoryVersionSource>> {
  /** How many there are on all pages together: a store call. */
  readonly count: () => Promise<Count>;
}

export interface EntityDiffSource extends DiffSource {
  /** There already when it came from a list of differences. */
  readonly ends?: Pick<Changed, 'before' | 'after'>;
}

export interface DiffStepSource extends Step<RecordVersion> {
  readonly type: EntityType;
}

export interface FieldDiffSource extends FieldDifference {
  readonly diff: EntityDiffSource;
}

/** What an entity was at both ends of a difference, or its whole way. */
export type Ends = Pick<Way, 'before' | 'after'>;
