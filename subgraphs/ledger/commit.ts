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
  return new StoresCommitter(options);
}

class StoresCommitter implements Committer {
  readonly #ledger: Ledger & LedgerRecovery;
  readonly #participants: readonly Participant[];
  readonly #log: Log | undefined;
  readonly #deadlineMs: number;

  constructor({ ledger, participants, log, deadlineMs = DEADLINE_MS }: CommitterOptions) {
    this.#ledger = ledger;
    this.#participants = participants;
    this.#log = log;
    this.#deadlineMs = deadlineMs;
  }

  async prepare(changes: readonly StatedChange[]): Promise<void> {
    try {
      // What is prepared depends on values alone; the system time is not known yet.
      await prepareAll(this.#participants, stamp(changes, 0 as Instant));
    } catch (cause) {
      throw new AsofError('COMMIT_ABORTED', `The commit was not opened: ${reason(cause)}.`, { cause });
    }
  }

  async commit(tenant: Tenant, kind: string, changes: readonly StatedChange[]): Promise<CommitOutcome> {
    await this.prepare(changes);
    const ids = [...new Set(stamp(changes, 0 as Instant).map(changedId))].sort();
    const { systemTime, dead } = await this.#ledger.open(tenant, ids, kind);
    const until = performance.now() + this.#deadlineMs;
    const work: CommitWork = { tenant, systemTime, changes: stamp(changes, systemTime), dead };
    try {
      const stores = await applyAll(this.#participants, work, until - performance.now());
      await verifyAll(this.#participants, work, until - performance.now());
      await this.#decide(work);
      return { systemTime, stores };
    } catch (cause) {
      if (cause instanceof UndecidedError) throw cause.asAsofError();
      throw await this.#abort(work, cause);
    }
  }

  async recover(tenant: Tenant): Promise<Recovery> {
    const found = { aborted: [] as Instant[], quarantined: [] as Instant[] };
    for (const systemTime of await this.#ledger.unfinished(tenant)) {
      await this.#ledger.settle(tenant, systemTime, 'aborting');
      if ((await this.#ledger.state(tenant, systemTime)) !== 'aborting') continue;
      found[await this.#undo({ tenant, systemTime, changes: [], dead: new Set() })].push(systemTime);
    }
    return found;
  }

  /** Marks the commit as committed. An answer that was lost is asked for again: to undo a commit made would be worse. */
  async #decide({ tenant, systemTime }: CommitWork): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (await this.#ledger.settle(tenant, systemTime, 'committed')) return;
        if ((await this.#ledger.state(tenant, systemTime)) === 'committed') return;
        break;
      } catch (cause) {
        if (attempt >= SETTLE_ATTEMPTS_MAX) throw new UndecidedError(systemTime, cause);
      }
    }
    throw new StepError('ledger', 'commit in time: another process aborted it', undefined);
  }

  async #abort(work: CommitWork, cause: unknown): Promise<AsofError> {
    const step = cause instanceof StepError ? cause : undefined;
    const details = { systemTime: work.systemTime, store: step?.store, timedOut: step?.timedOut ?? false };
    const at = formatInstant(work.systemTime);
    const message = `The commit at ${at} was undone: ${reason(cause)}.`;
    this.#warn(work, `Undoing the commit at ${at}: ${inFull(cause)}.`);
    try {
      // False: another process decided so before; what landed here since then is undone all the same.
      await this.#ledger.settle(work.tenant, work.systemTime, 'aborting');
      const state = await this.#undo(work);
      return new AsofError('COMMIT_ABORTED', message, { cause, details: { ...details, state } });
    } catch (trouble) {
      this.#warn(work, `The commit at ${at} could not be undone now; recovery will do it. ${inFull(trouble)}`);
      return new AsofError('COMMIT_ABORTED', message, { cause, details: { ...details, state: 'pending' } });
    }
  }

  async #undo(work: CommitWork): Promise<'aborted' | 'quarantined'> {
    const failures = await undoAll(this.#participants, work, this.#deadlineMs);
    const state = failures.length === 0 ? 'aborted' : 'quarantined';
    for (const failure of failures) {
      this.#warn(work, `Quarantined the commit at ${formatInstant(work.systemTime)}: ${failure.inFull}.`);
    }
    await this.#ledger.settle(work.tenant, work.systemTime, state);
    return state;
  }

  #warn({ tenant, systemTime }: CommitWork, message: string): void {
    this.#log?.warn({ tenant, systemTime }, message);
  }
}

/** Nobody knows whether the commit was made, so nothing of it may be undone here. */
class UndecidedError extends Error {
  readonly #systemTime: Instant;

  constructor(systemTime: Instant, cause: unknown) {
    super(`The ledger does not say whether the commit at ${formatInstant(systemTime)} was made.`, { cause });
    this.#systemTime = systemTime;
  }

  asAsofError(): AsofError {
    const details = { systemTime: this.#systemTime };
    return new AsofError('STORE_UNAVAILABLE', this.message, { cause: this.cause, details });
  }
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
  // What a store says on purpose is for the caller to read; the end of its sentence is the caller's.
  if (cause instanceof StepError && cause.cause instanceof AsofError) {
    return `${cause.message}: ${cause.cause.message.replace(/\.$/, '')}`;
  }
  return cause instanceof StepError || cause instanceof AsofError ? cause.message : 'something went wrong';
}
