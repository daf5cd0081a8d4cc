// What subgraphs ask of stores: every read is at a moment, for one tenant, and in one round trip for all keys.
import type { EntityRef, EntityValues, EpisodeValues, FactValues } from './commit.ts';
import type { Id, Tenant } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Moment } from './moment.ts';
import type {
  AggregateGroup,
  AggregateQuery,
  Changed,
  DiffQuery,
  ExternalKey,
  ListPosition,
  ListQuery,
  Way,
} from './record-queries.ts';
import type { EntityType } from './registry.ts';
import type { Version } from './timeline.ts';
import type { DeadCommits } from './visibility.ts';

/** Whose data is read, and which commits are dead. */
export interface ReadScope {
  readonly tenant: Tenant;
  readonly dead: DeadCommits;
}

/** The key of an entity: its moment is part of it. */
export interface EntityKey {
  readonly id: Id;
  readonly moment: Moment;
}

export type Direction = 'ASC' | 'DESC';

export interface Order {
  readonly field: string;
  readonly direction: Direction;
}

export type FilterOperator = 'eq' | 'ne' | 'in' | 'lt' | 'lte' | 'gt' | 'gte' | 'startsWith' | 'contains' | 'isNull';

export type Filter =
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter }
  | Condition;

export interface Condition {
  readonly field: string;
  /** Within JSON: the keys, from the outermost on, that lead to the value; none for the whole. */
  readonly path?: readonly string[];
  readonly operator: FilterOperator;
  readonly value: unknown;
}

/** A page with one look ahead. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly hasNextPage: boolean;
}

/** The version of a record that is visible at a moment, with its bounds as they were known then. */
export interface RecordVersion extends Version<EntityValues> {
  readonly id: Id;
}

/** More than this is not counted: a count has to end, too. */
export const COUNT_MAX = 10_000;

export interface Count {
  /** At most {@link COUNT_MAX}. */
  readonly total: number;
  /** Whether that is all of them. */
  readonly isExact: boolean;
}

export type HistoryAxis = 'VALID' | 'SYSTEM';

/** VALID: what is known at the moment, over valid time. SYSTEM: what was known by then of its valid time. */
export interface HistoryQuery {
  readonly axis: HistoryAxis;
  readonly direction: Direction;
  readonly first: number;
}

/** An entity at two moments. */
export interface DiffKey {
  readonly id: Id;
  readonly from: Moment;
  readonly to: Moment;
}

/** Relational records (PostgreSQL). Answers are in the order of the keys. */
export interface RecordReads {
  versions(scope: ReadScope, type: EntityType, keys: readonly EntityKey[]): Promise<(RecordVersion | null)[]>;
  list(
    scope: ReadScope,
    type: EntityType,
    query: ListQuery,
  ): Promise<Page<{ readonly version: RecordVersion; readonly position: ListPosition }>>;
  count(scope: ReadScope, type: EntityType, query: Pick<ListQuery, 'moment' | 'filter'>): Promise<Count>;
  /** Groups by falling count, then by rising keys. */
  aggregate(scope: ReadScope, type: EntityType, query: AggregateQuery): Promise<Page<AggregateGroup>>;
  /** One page of each entity's versions along an axis; `after` is where the last one of the page before began on it. */
  history(
    scope: ReadScope,
    type: EntityType,
    query: HistoryQuery,
    keys: readonly (EntityKey & { readonly after: Instant | null })[],
  ): Promise<Page<RecordVersion>[]>;
  historyCounts(scope: ReadScope, type: EntityType, axis: HistoryAxis, keys: readonly EntityKey[]): Promise<Count[]>;
  /** The way of each entity: first along system time, at the valid time of `from`; then along valid time. */
  ways(scope: ReadScope, type: EntityType, keys: readonly DiffKey[]): Promise<Way[]>;
  /** The entities whose visible values differ between two moments, ordered by id. */
  diffs(scope: ReadScope, type: EntityType, query: DiffQuery): Promise<Page<Changed>>;
  /** The type of each id that the tenant has, whatever the moment. */
  types(scope: ReadScope, ids: readonly Id[]): Promise<(string | null)[]>;
  /** The entity behind a store's or a source's own id (`id_map`), whatever the moment. */
  lookup(scope: ReadScope, keys: readonly ExternalKey[]): Promise<(EntityRef | null)[]>;
}

/** A node as the graph knows it at a moment. */
export interface NodeVersion {
  readonly id: Id;
  readonly type: string;
  readonly name: string | null;
}

export interface FactVersion extends Version<FactValues> {
  readonly id: Id;
  readonly subject: EntityRef;
  readonly object: EntityRef;
}

export interface EpisodeVersion extends Version<EpisodeValues> {
  readonly id: Id;
}

/** Graphiti's own grouping of entities: the latest state, whatever the moment. */
export interface Community {
  /** Graphiti's uuid. */
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  /** Null where it is not there, or is no instant. */
  readonly createdAt: Instant | null;
}

export type FactDirection = 'OUT' | 'IN' | 'BOTH';

export interface FactFilter {
  /** The facts that are visible at the moment, or all their versions along an axis, as a history has them. */
  readonly range: 'VISIBLE' | HistoryAxis;
  readonly names: readonly string[] | null;
  readonly direction: FactDirection;
  /**
   * Over `name`, `fact`, `validFrom`, `validTo`, `systemFrom`, `other` (the id of the fact's other end) and
   * `otherType`.
   */
  readonly where: Filter | null;
}

export interface FactQuery extends FactFilter {
  /**
   * Facts are ordered by when they begin on this axis, then by id, both in one direction. A history's is the one along
   * which it runs.
   */
  readonly axis: HistoryAxis;
  readonly order: Direction;
  readonly first: number;
}

/** Where a page of facts, or of episodes, ends: when the last one begins on the axis of the order, and its id. */
export interface TimePosition {
  readonly at: Instant;
  readonly id: Id;
}

/** How far the neighbourhood of an entity is followed, so that it ends: through the newest facts, and the nearest entities. */
export const NEIGHBOR_LIMITS = { factsMax: 1_000, entitiesMax: 10_000 } as const;

export interface NeighborQuery {
  /** Facts between the entity and its neighbour, 1 to 4. */
  readonly depth: number;
  /** Of the facts that are followed. */
  readonly names: readonly string[] | null;
  readonly direction: FactDirection;
  /** Of the entities that are returned; the others are followed all the same. */
  readonly types: readonly string[] | null;
  readonly first: number;
  /** Of each entity at most so many of its newest facts are followed. */
  readonly factsMax: number;
  /** So many entities are visited at most, in the order of the answer. */
  readonly entitiesMax: number;
}

/** Neighbours come nearest first, then by id. */
export interface NeighborPosition {
  readonly distance: number;
  readonly id: Id;
}

export interface Neighbor extends EntityRef, NeighborPosition {
  /** The newest of the facts by which it is reached from entities that are one step nearer. */
  readonly via: FactVersion;
}

export interface NeighborPage extends Page<Neighbor> {
  /** Whether a limit was met, so that there may be more. */
  readonly isTruncated: boolean;
}

export interface PathQuery {
  readonly from: Id;
  readonly to: Id;
  readonly moment: Moment;
  /** Facts of a path, 1 to 6. */
  readonly depthMax: number;
  readonly names: readonly string[] | null;
  readonly first: number;
}

/** A chain of facts, in either direction, that comes by no entity twice. */
export interface FactPath {
  /** One more than facts; the ends included. */
  readonly entities: readonly EntityRef[];
  readonly facts: readonly FactVersion[];
}

/** A fact of an entity that is not the same at two moments; null where it is not visible. */
export interface FactDifference {
  readonly id: Id;
  readonly before: FactVersion | null;
  readonly after: FactVersion | null;
}

/** The temporal graph (Neo4j). Answers are in the order of the keys. */
export interface GraphReads {
  nodes(scope: ReadScope, keys: readonly EntityKey[]): Promise<(NodeVersion | null)[]>;
  facts(
    scope: ReadScope,
    query: FactQuery,
    keys: readonly (EntityKey & { readonly after: TimePosition | null })[],
  ): Promise<Page<FactVersion>[]>;
  factCounts(scope: ReadScope, filter: FactFilter, keys: readonly EntityKey[]): Promise<Count[]>;
  /** Facts by their own ids. */
  factsById(scope: ReadScope, keys: readonly EntityKey[]): Promise<(FactVersion | null)[]>;
  /** Versions of single facts, by the facts' ids; `after` is where the last one of the page before began on the axis. */
  factVersions(
    scope: ReadScope,
    query: HistoryQuery,
    keys: readonly (EntityKey & { readonly after: Instant | null })[],
  ): Promise<Page<FactVersion>[]>;
  factVersionCounts(scope: ReadScope, axis: HistoryAxis, keys: readonly EntityKey[]): Promise<Count[]>;
  /** What changed of each entity's facts between two moments, by the facts' ids. */
  factDifferences(
    scope: ReadScope,
    first: number,
    keys: readonly (DiffKey & { readonly after: Id | null })[],
  ): Promise<Page<FactDifference>[]>;
  neighbors(
    scope: ReadScope,
    query: NeighborQuery,
    keys: readonly (EntityKey & { readonly after: NeighborPosition | null })[],
  ): Promise<NeighborPage[]>;
  /** The shortest paths between two entities; those of one length by the ids of their facts. */
  paths(scope: ReadScope, query: PathQuery): Promise<FactPath[]>;
  episodes(scope: ReadScope, keys: readonly EntityKey[]): Promise<(EpisodeVersion | null)[]>;
  /** One page of the episodes that mention each entity, newest first by validFrom, then by falling id. */
  mentions(
    scope: ReadScope,
    first: number,
    keys: readonly (EntityKey & { readonly after: TimePosition | null })[],
  ): Promise<Page<EpisodeVersion>[]>;
  communities(scope: ReadScope, ids: readonly Id[]): Promise<(readonly Community[])[]>;
}

export interface ScoredEntity extends EntityRef {
  /** Cosine similarity, −1 to 1; higher is nearer. */
  readonly score: number;
}

/** The vectors (pgvector or Qdrant). Exact: every vector that is visible at the moment is compared. */
export interface VectorReads {
  /** The nearest entities of all types, without the entity itself; null when it has no vector at the moment. */
  similar(scope: ReadScope, first: number, keys: readonly EntityKey[]): Promise<(readonly ScoredEntity[] | null)[]>;
  /**
   * Entities by falling score, then id; `after` is the last one of the page before.
   * @throws AsofError REQUEST_TOO_LARGE behind the first 10,000 of a ranking in Qdrant
   */
  search(
    scope: ReadScope,
    query: {
      readonly text: string;
      readonly moment: Moment;
      readonly first: number;
      readonly after: { readonly score: number; readonly id: Id } | null;
    },
  ): Promise<Page<ScoredEntity>>;
}
