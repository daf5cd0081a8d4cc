// What a commit writes, and the contract that every store fulfils as its participant (docs/architecture.md, "Writing").
import type { Id, Tenant } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Statement } from './timeline.ts';
import type { DeadCommits } from './visibility.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A field's value: decimals and dates as text, instants in µs, references as ids, lists of strings, JSON. */
export type FieldValue = JsonValue;

export interface EntityRef {
  readonly type: string;
  readonly id: Id;
}

export interface EntityValues {
  /** By field name of the registry; a field that is not there is null. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Open attributes, or null when there are none. */
  readonly attributes: { readonly [key: string]: JsonValue } | null;
}

export interface FactValues {
  /** The fact's type, such as `DRIVES`. */
  readonly name: string;
  /** The fact as a sentence. */
  readonly fact: string;
  /** Ids of the episodes from which it was learned. */
  readonly episodes: readonly Id[];
}

export interface EpisodeValues {
  readonly name: string;
  /** Graphiti's kinds: `message`, `json` or `text`. */
  readonly source: string;
  readonly sourceDescription: string;
  readonly content: string;
  readonly mentions: readonly EntityRef[];
}

/** What the graph knows of an entity that came from there: its node, with no record behind it. */
export interface NodeValues {
  readonly name: string;
  /** The labels of the node besides `Entity`. */
  readonly labels: readonly string[];
  readonly summary: string | null;
  readonly attributes: { readonly [key: string]: JsonValue } | null;
}

/**
 * Whether a change was seen in Graphiti's part of the graph. Such a one is not written back there: Graphiti's own
 * element is its source.
 */
interface Observable {
  readonly observed?: true;
}

/**
 * One statement about an entity, a node, a fact or an episode. `values: null` says that it is not so over that period.
 * A `node` is an entity that the graph alone knows: it has a name, and no record.
 */
export type Change = Observable & Stated;

type Stated =
  | ({ readonly kind: 'entity'; readonly entity: EntityRef } & Statement<EntityValues>)
  | ({
      readonly kind: 'fact';
      readonly id: Id;
      readonly subject: EntityRef;
      readonly object: EntityRef;
    } & Statement<FactValues>)
  | ({ readonly kind: 'episode'; readonly id: Id } & Statement<EpisodeValues>)
  | ({ readonly kind: 'node'; readonly entity: EntityRef } & Statement<NodeValues>);

export type EntityChange = Extract<Change, { kind: 'entity' }>;
export type FactChange = Extract<Change, { kind: 'fact' }>;
export type EpisodeChange = Extract<Change, { kind: 'episode' }>;
export type NodeChange = Extract<Change, { kind: 'node' }>;

/** The id of what a change is about: what a commit holds while it writes. */
export const changedId = (change: Change): Id => ('entity' in change ? change.entity.id : change.id);

/** A commit's work as a participant gets it. */
export interface CommitWork {
  readonly tenant: Tenant;
  /** T. In a bootstrap load the changes have system times of their own, all of them past. */
  readonly systemTime: Instant;
  /** In the order in which they apply; their system times never fall. */
  readonly changes: readonly Change[];
  /** Commits that were dead when this one opened: their bounds do not count, and their rows are removed first. */
  readonly dead: DeadCommits;
}

/** One store's part of a commit. Each step is idempotent and may be called again after a crash. */
export interface Participant {
  /** The store's name in logs and errors: `postgres`, `neo4j`, `vectors`. */
  readonly name: string;
  /** Slow work (embedding) that needs no system time, before the commit opens. */
  prepare?(changes: readonly Change[]): Promise<void>;
  apply(work: CommitWork): Promise<void>;
  /** Deletes what has systemFrom = T and reopens what has systemTo = T. */
  compensate(work: CommitWork): Promise<void>;
  /** Whether the store has what `apply` should have written. */
  verify(work: CommitWork): Promise<boolean>;
  /** Deletes all that the store has of a tenant: for a bootstrap load that was given up. */
  purge(tenant: Tenant): Promise<void>;
}

export type CommitState = 'pending' | 'committed' | 'aborting' | 'aborted' | 'quarantined';

/** The table of commits: hands out system times and knows which commits are pending. */
export interface Ledger {
  /**
   * Opens a commit: T and a hold on each id, in one short transaction under the ledger's lock. Waits, bounded, while
   * another commit holds one of them.
   * @throws AsofError ENTITY_HELD
   */
  open(tenant: Tenant, ids: readonly Id[], kind: string): Promise<{ systemTime: Instant; dead: DeadCommits }>;
  /** Decides or ends a commit by compare-and-set; false when the ledger was not in a state that leads there. */
  settle(tenant: Tenant, systemTime: Instant, state: Exclude<CommitState, 'pending'>): Promise<boolean>;
  /**
   * Opens a bootstrap load: everything stays unseen until it is closed. One that was left behind is reported, so
   * that the caller purges and calls again with `restart`.
   * @throws AsofError IMPORT_BOOTSTRAP_REFUSED when the tenant has commits, or another bootstrap load is running
   */
  openBootstrap(tenant: Tenant, restart: boolean): Promise<'opened' | 'abandoned'>;
  /** Records past system times of a bootstrap load as commits, and keeps the load from counting as abandoned. */
  recordBootstrap(tenant: Tenant, systemTimes: readonly Instant[]): Promise<void>;
  closeBootstrap(tenant: Tenant): Promise<void>;
}

/** What a commit whose end is in doubt, and recovery after a crash, ask of a ledger besides. */
export interface LedgerRecovery {
  /** The state of the commit with that system time, or null when there is none. */
  state(tenant: Tenant, systemTime: Instant): Promise<CommitState | null>;
  /** Commits that are aborting, or pending past their deadline of 10 s, oldest first; never a bootstrap load. */
  unfinished(tenant: Tenant): Promise<readonly Instant[]>;
}
