// The simplest ledger and participant that can be right: arrays in memory, for tests of what is built on them.
import {
  type Change,
  type CommitState,
  type CommitWork,
  changedId,
  type Ledger,
  type LedgerRecovery,
  type Participant,
} from '../../core/commit.ts';
import { AsofError } from '../../core/errors.ts';
import type { Id, Tenant } from '../../core/ids.ts';
import { type Instant, instant, OPEN_END } from '../../core/instant.ts';
import { applyStatements, type Statement, type Version } from '../../core/timeline.ts';
import { type DeadCommits, liveRectangle } from '../../core/visibility.ts';

const BOOTSTRAP_TIME = instant(1);

interface Commit {
  readonly systemTime: Instant;
  readonly kind: string;
  readonly ids: readonly Id[];
  state: CommitState;
}

/** A ledger of one process. Its clock stands still unless a commit is opened, so that tests repeat. */
export class MemoryLedger implements Ledger, LedgerRecovery {
  readonly commits = new Map<Tenant, Commit[]>();
  /** What `unfinished` counts as past its deadline: none in tests, unless they say so. */
  overdue: (commit: Commit) => boolean = () => false;
  #clock: number;
  #bootstraps = new Set<Tenant>();

  constructor(clock: Instant = instant(1_700_000_000_000_000)) {
    this.#clock = clock;
  }

  async open(tenant: Tenant, ids: readonly Id[], kind: string): Promise<{ systemTime: Instant; dead: DeadCommits }> {
    const held = new Set(
      this.#of(tenant).flatMap((c) => (c.state === 'pending' || c.state === 'aborting' ? c.ids : [])),
    );
    if (ids.some((id) => held.has(id))) throw new AsofError('ENTITY_HELD', 'Another commit holds an entity.');
    this.#clock = Math.max(this.#clock, this.#of(tenant).at(-1)?.systemTime ?? 0) + 1;
    const systemTime = instant(this.#clock);
    this.#of(tenant).push({ systemTime, kind, ids, state: 'pending' });
    return { systemTime, dead: this.dead(tenant) };
  }

  async settle(tenant: Tenant, systemTime: Instant, state: Exclude<CommitState, 'pending'>): Promise<boolean> {
    const commit = this.#find(tenant, systemTime);
    const from: CommitState = state === 'committed' || state === 'aborting' ? 'pending' : 'aborting';
    if (commit?.state !== from) return false;
    commit.state = state;
    return true;
  }

  async state(tenant: Tenant, systemTime: Instant): Promise<CommitState | null> {
    return this.#find(tenant, systemTime)?.state ?? null;
  }

  async unfinished(tenant: Tenant): Promise<readonly Instant[]> {
    const found = this.#of(tenant).filter((c) => c.state === 'aborting' || (c.state === 'pending' && this.overdue(c)));
    return found.filter((c) => c.kind !== 'bootstrap').map((c) => c.systemTime);
  }

  async openBootstrap(tenant: Tenant, restart: boolean): Promise<'opened' | 'abandoned'> {
    if (this.#bootstraps.has(tenant)) {
      if (!restart) return 'abandoned';
      this.commits.delete(tenant);
    }
    if (this.#of(tenant).length > 0) throw new AsofError('IMPORT_BOOTSTRAP_REFUSED', 'The tenant is not empty.');
    this.#bootstraps.add(tenant);
    this.#of(tenant).push({ systemTime: BOOTSTRAP_TIME, kind: 'bootstrap', ids: [], state: 'pending' });
    return 'opened';
  }

  async recordBootstrap(tenant: Tenant, systemTimes: readonly Instant[]): Promise<void> {
    for (const systemTime of systemTimes) {
      if (this.#find(tenant, systemTime)) continue;
      this.#of(tenant).push({ systemTime, kind: 'bootstrap', ids: [], state: 'committed' });
    }
  }

  async closeBootstrap(tenant: Tenant): Promise<void> {
    this.#bootstraps.delete(tenant);
    await this.settle(tenant, BOOTSTRAP_TIME, 'committed');
  }

  /** The newest system time below every commit that is pending or aborting; 0 in an empty tenant. */
  watermark(tenant: Tenant): Instant {
    const commits = this.#of(tenant).toSorted((a, b) => a.systemTime - b.systemTime);
    const open = commits.findIndex((c) => c.state === 'pending' || c.state === 'aborting');
    return (open < 0 ? commits : commits.slice(0, open)).at(-1)?.systemTime ?? instant(0);
  }

  dead(tenant: Tenant): DeadCommits {
    const settled: readonly CommitState[] = ['pending', 'committed'];
    return new Set(this.#of(tenant).flatMap((c) => (settled.includes(c.state) ? [] : [c.systemTime])));
  }

  #of(tenant: Tenant): Commit[] {
    const commits = this.commits.get(tenant) ?? [];
    this.commits.set(tenant, commits);
    return commits;
  }

  #find(tenant: Tenant, systemTime: Instant): Commit | undefined {
    return this.#of(tenant).find((commit) => commit.systemTime === systemTime);
  }
}

/** One row of what a participant in memory knows. */
export interface MemoryVersion extends Version<Change> {
  readonly id: Id;
  readonly tenant: Tenant;
}

/** What of a participant a test may make fail, and how: throw, or wait for ever, or answer false. */
export type Sabotage = (step: 'prepare' | 'apply' | 'compensate' | 'verify' | 'purge') => void | Promise<void>;

/** A store that keeps an array of versions for each id. */
export class MemoryParticipant implements Participant {
  readonly name: string;
  sabotage: Sabotage = () => undefined;
  /** Called after each apply, with how many changes it had. */
  onApplied: (changes: number) => void = () => undefined;
  readonly #byTenant = new Map<Tenant, Map<Id, readonly MemoryVersion[]>>();

  constructor(name: string) {
    this.name = name;
  }

  /** All versions of all tenants, those of dead commits included. */
  get versions(): readonly MemoryVersion[] {
    return [...this.#byTenant.values()].flatMap((ids) => [...ids.values()].flat());
  }

  versionsOf(tenant: Tenant, id: Id): readonly MemoryVersion[] {
    return this.#byTenant.get(tenant)?.get(id) ?? [];
  }

  async prepare(): Promise<void> {
    await this.sabotage('prepare');
  }

  async apply(work: CommitWork): Promise<void> {
    await this.sabotage('apply');
    for (const [id, changes] of Map.groupBy(work.changes, changedId)) this.#applyTo(work, id, changes);
    this.onApplied(work.changes.length);
  }

  async compensate({ tenant, systemTime }: CommitWork): Promise<void> {
    await this.sabotage('compensate');
    for (const [id, versions] of this.#byTenant.get(tenant) ?? []) {
      const kept = versions.filter((v) => v.systemFrom !== systemTime);
      const reopened = kept.map((v) => (v.systemTo === systemTime ? { ...v, systemTo: OPEN_END } : v));
      this.#keep(tenant, id, reopened);
    }
  }

  async verify({ tenant, systemTime, changes }: CommitWork): Promise<boolean> {
    await this.sabotage('verify');
    // What an id's last statement says is there; what earlier ones said may have been overwritten.
    const last = new Map(changes.map((change) => [changedId(change), change]));
    return [...last].every(
      ([id, change]) =>
        change.values === null || this.versionsOf(tenant, id).some((version) => version.systemFrom === systemTime),
    );
  }

  async purge(tenant: Tenant): Promise<void> {
    await this.sabotage('purge');
    this.#byTenant.delete(tenant);
  }

  #applyTo(work: CommitWork, id: Id, changes: readonly Change[]): void {
    const before = this.versionsOf(work.tenant, id);
    const times = new Set(changes.map((change) => change.systemTime));
    if (before.some((v) => times.has(v.systemFrom) || times.has(v.systemTo))) return;
    const live = before.flatMap((v) => liveRectangle(v, work.dead) ?? []);
    const open = live.filter((v) => v.systemTo === OPEN_END);
    const { closed, opened } = applyStatements<Change>(open, changes.map(statementOf));
    const ends = new Map<Version<Change>, Instant>(closed.map(({ version, systemTo }) => [version, systemTo]));
    const kept = live.map((v) => ({ ...v, systemTo: ends.get(v) ?? v.systemTo }));
    this.#keep(work.tenant, id, [...kept, ...opened.map((v) => ({ ...v, id, tenant: work.tenant }))]);
  }

  #keep(tenant: Tenant, id: Id, versions: readonly MemoryVersion[]): void {
    const ids = this.#byTenant.get(tenant) ?? new Map<Id, readonly MemoryVersion[]>();
    this.#byTenant.set(tenant, ids);
    if (versions.length === 0) ids.delete(id);
    else ids.set(id, versions);
  }
}

function statementOf(change: Change): Statement<Change> {
  const { validFrom, validTo, systemTime } = change;
  return { validFrom, validTo, systemTime, values: change.values === null ? null : change };
}
