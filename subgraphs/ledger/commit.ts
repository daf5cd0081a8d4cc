// Carries out a commit: every store applies its part, and readers see all of it or none of it (docs/architecture.md, "Writing").
import {
  type Change,
  type CommitWork,
  changedId,
  type Ledger,
  type LedgerRecovery,
  type Participant,
} from '../../core/commit.ts';
import { AsofError } from '../../core/errors.ts';
import type { Tenant } from '../../core/ids.ts';
import { formatInstant, type Instant } from '../../core/instant.ts';
import { applyAll, type Log, prepareAll, StepError, type StoreTiming, undoAll, verifyAll } from './steps.ts';

type WithoutSystemTime<C> = C extends Change ? Omit<C, 'systemTime'> : never;

/** A change that no commit has stamped yet. */
export type StatedChange = WithoutSystemTime<Change>;

export interface CommitOutcome {
  readonly systemTime: Instant;
  /** What each store took to apply its part. */
  readonly stores: readonly StoreTiming[];
}

export interface Recovery {
  readonly aborted: readonly Instant[];
  readonly quarantined: readonly Instant[];
}

export interface CommitterOptions {
  readonly ledger: Ledger & LedgerRecovery;
  /** In the order in which they are told of a commit; they are undone in reverse. */
  readonly participants: readonly Participant[];
  /** Default: nothing is logged. */
  readonly log?: Log;
  /** How long a commit may stay open, in milliseconds. Default: 10,000. */
  readonly deadlineMs?: number;
}

export interface Committer {
  /**
   * Does the slow part of later commits ahead of time; a commit that was not prepared does it itself, before it opens.
   * @throws AsofError COMMIT_ABORTED
   */
  prepare(changes: readonly StatedChange[]): Promise<void>;
  /**
   * Writes changes to all stores under one new system time.
   * @throws AsofError COMMIT_ABORTED when a store failed and all was undone or hidden, ENTITY_HELD
   */
  commit(tenant: Tenant, kind: string, changes: readonly StatedChange[]): Promise<CommitOutcome>;
  /** Undoes what other processes left unfinished. Safe to call at any time, from any process. */
  recover(tenant: Tenant): Promise<Recovery>;
}

const DEADLINE_MS = 10_000;
const SETTLE_ATTEMPTS_MAX = 3;

export function createCommitter(options: CommitterOptions): Committer {
  const { ledger, participants, log, deadlineMs = DEADLINE_MS } = options;

  const warn = (systemTime: Instant, message: string): void => log?.warn({ systemTime }, message);

  async function prepare(changes: readonly StatedChange[]): Promise<void> {
    try {
      // What is prepared depends on values alone; the system time is not known yet.
      await prepareAll(participants, stamp(changes, 0 as Instant));
    } catch (cause) {
      throw new AsofError('COMMIT_ABORTED', `The commit was not opened: ${reason(cause)}.`, { cause });
    }
  }

  async function commit(tenant: Tenant, kind: string, changes: readonly StatedChange[]): Promise<CommitOutcome> {
    await prepare(changes);
    const ids = [...new Set(stamp(changes, 0 as Instant).map(changedId))].sort();
    const { systemTime, dead } = await ledger.open(tenant, ids, kind);
    const until = performance.now() + deadlineMs;
    const work: CommitWork = { tenant, systemTime, changes: stamp(changes, systemTime), dead };
    try {
      const stores = await applyAll(participants, work, until - performance.now());
      await verifyAll(participants, work, until - performance.now());
      await decide(work);
      return { systemTime, stores };
    } catch (cause) {
      if (cause instanceof AsofError && cause.code === 'STORE_UNAVAILABLE') throw cause;
      throw await abort(work, cause);
    }
  }

  /** Marks the commit as committed. An answer that was lost is asked for again: committing twice would be an abort. */
  async function decide({ tenant, systemTime }: CommitWork): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (await ledger.settle(tenant, systemTime, 'committed')) return;
        if ((await ledger.state(tenant, systemTime)) === 'committed') return;
        break;
      } catch (cause) {
        if (attempt < SETTLE_ATTEMPTS_MAX) continue;
        const message = `The ledger does not say whether the commit at ${formatInstant(systemTime)} was made.`;
        throw new AsofError('STORE_UNAVAILABLE', message, { cause, details: { systemTime } });
      }
    }
    throw new StepError('ledger', 'commit in time: another process aborted it', undefined);
  }

  async function abort(work: CommitWork, cause: unknown): Promise<AsofError> {
    const step = cause instanceof StepError ? cause : undefined;
    const details = { systemTime: work.systemTime, store: step?.store, timedOut: step?.timedOut ?? false };
    const at = formatInstant(work.systemTime);
    const message = `The commit at ${at} was undone: ${reason(cause)}.`;
    warn(work.systemTime, `Undoing the commit at ${at}: ${inFull(cause)}.`);
    try {
      // False: another process decided so before; what landed here since then is undone all the same.
      await ledger.settle(work.tenant, work.systemTime, 'aborting');
      const state = await undo(work);
      return new AsofError('COMMIT_ABORTED', message, { cause, details: { ...details, state } });
    } catch (trouble) {
      warn(work.systemTime, `The commit at ${at} could not be undone now; recovery will do it. ${inFull(trouble)}`);
      return new AsofError('COMMIT_ABORTED', message, { cause, details: { ...details, state: 'pending' } });
    }
  }

  async function undo(work: CommitWork): Promise<'aborted' | 'quarantined'> {
    const failures = await undoAll(participants, work, deadlineMs);
    const state = failures.length === 0 ? 'aborted' : 'quarantined';
    for (const failure of failures)
      warn(work.systemTime, `Quarantined the commit at ${formatInstant(work.systemTime)}: ${failure.inFull}.`);
    await ledger.settle(work.tenant, work.systemTime, state);
    return state;
  }

  async function recover(tenant: Tenant): Promise<Recovery> {
    const found = { aborted: [] as Instant[], quarantined: [] as Instant[] };
    for (const systemTime of await ledger.unfinished(tenant)) {
      await ledger.settle(tenant, systemTime, 'aborting');
      if ((await ledger.state(tenant, systemTime)) !== 'aborting') continue;
      found[await undo({ tenant, systemTime, changes: [], dead: new Set() })].push(systemTime);
    }
    return found;
  }

  return { prepare, commit, recover };
}

function stamp(changes: readonly StatedChange[], systemTime: Instant): Change[] {
  return changes.map((change) => ({ ...change, systemTime }));
}

function inFull(cause: unknown): string {
  if (cause instanceof StepError) return cause.inFull;
  return cause instanceof Error ? cause.message : String(cause);
}

/** In words for a caller: what a store said itself stays in `cause`. */
function reason(cause: unknown): string {
  return cause instanceof StepError || cause instanceof AsofError ? cause.message : 'something went wrong';
}
