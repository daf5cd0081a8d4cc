// What subgraphs ask of stores: every read is at a moment, for one tenant, and in one round trip for all keys.
import type { EntityRef, EntityValues, EpisodeValues, FactValues } from './commit.ts';
import type { Id, Tenant } from './ids.ts';
import type { Moment } from './moment.ts';
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
  | { readonly field: string; readonly operator: FilterOperator; readonly value: unknown };

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

/** A page with one look ahead. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly hasNextPage: boolean;
}

/** The version of a record that is visible at a moment, with its bounds as they were known then. */
export interface RecordVersion extends Version<EntityValues> {
  readonly id: Id;
}

/** Relational records (PostgreSQL). Answers are in the order of the keys. */
export interface RecordReads {
  versions(scope: ReadScope, type: EntityType, keys: readonly EntityKey[]): Promise<(RecordVersion | null)[]>;
  list(
    scope: ReadScope,
    type: EntityType,
    query: ListQuery,
  ): Promise<Page<{ readonly version: RecordVersion; readonly position: ListPosition }>>;
  count(scope: ReadScope, type: EntityType, query: Pick<ListQuery, 'moment' | 'filter'>): Promise<number>;
  /** The type of each id that the tenant has, whatever the moment. */
  types(scope: ReadScope, ids: readonly Id[]): Promise<(string | null)[]>;
  /** The entity behind a store's or a source's own id (`id_map`), whatever the moment. */
  lookup(scope: ReadScope, keys: readonly ExternalKey[]): Promise<(EntityRef | null)[]>;
}

export interface ExternalKey {
  /** `neo4j` for Graphiti's uuid, or the name of an import's source. */
  readonly source: string;
  /** A source's keys are told apart by type; null where the source has one space of keys. */
  readonly type: string | null;
  readonly externalId: string;
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

export type FactDirection = 'OUT' | 'IN' | 'BOTH';

export interface FactFilter {
  readonly names: readonly string[] | null;
  readonly direction: FactDirection;
}

/** Facts come newest first: by validFrom, then by id, both falling. */
export interface FactPosition {
  readonly validFrom: number;
  readonly id: Id;
}

/** The temporal graph (Neo4j). Answers are in the order of the keys. */
export interface GraphReads {
  nodes(scope: ReadScope, keys: readonly EntityKey[]): Promise<(NodeVersion | null)[]>;
  facts(
    scope: ReadScope,
    page: FactFilter & { readonly first: number },
    keys: readonly (EntityKey & { readonly after: FactPosition | null })[],
  ): Promise<Page<FactVersion>[]>;
  factCounts(scope: ReadScope, filter: FactFilter, keys: readonly EntityKey[]): Promise<number[]>;
  episodes(scope: ReadScope, keys: readonly EntityKey[]): Promise<(EpisodeVersion | null)[]>;
}

export interface ScoredEntity extends EntityRef {
  /** Cosine similarity, −1 to 1; higher is nearer. */
  readonly score: number;
}

/** The vectors (pgvector). Exact: every vector that is visible at the moment is compared. */
export interface VectorReads {
  /** The nearest entities of all types, without the entity itself; null when it has no vector at the moment. */
  similar(scope: ReadScope, first: number, keys: readonly EntityKey[]): Promise<(readonly ScoredEntity[] | null)[]>;
  /** Entities by falling score, then id; `after` is the last one of the page before. */
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
