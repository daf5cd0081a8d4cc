// The steps of a commit over all of its participants: side by side, each within a limit of time.
import type { Change, CommitWork, Participant } from '../../core/commit.ts';

export interface StoreTiming {
  readonly store: string;
  readonly milliseconds: number;
}

/** As much of a logger as a commit needs. */
export interface Log {
  warn(details: object, message: string): void;
}

class TimeUp extends Error {}

/** What one store failed to do. */
export class StepError extends Error {
  readonly store: string;

  constructor(store: string, step: string, cause: unknown) {
    super(`${store} did not ${step}${cause instanceof TimeUp ? ' in time' : ''}`, { cause });
    this.store = store;
  }

  get timedOut(): boolean {
    return this.cause instanceof TimeUp;
  }

  /** With what the store said itself: for logs, never for clients. */
  get inFull(): string {
    return `${this.message} (${this.cause instanceof Error ? this.cause.message : String(this.cause)})`;
  }
}

const PREPARE_MS_MAX = 120_000;

/** Slow work that needs no system time, before a commit opens. @throws StepError */
export async function prepareAll(participants: readonly Participant[], changes: readonly Change[]): Promise<void> {
  await onAll(participants, 'prepare', PREPARE_MS_MAX, async (participant) => participant.prepare?.(changes));
}

/**
 * Applies a commit's work on all participants side by side.
 * @throws StepError when one failed; all others have ended by then, or the time is up
 */
export async function applyAll(
  participants: readonly Participant[],
  work: CommitWork,
  timeoutMs: number,
): Promise<readonly StoreTiming[]> {
  return onAll(participants, 'apply its part', timeoutMs, async (participant) => {
    const start = performance.now();
    await participant.apply(work);
    return { store: participant.name, milliseconds: performance.now() - start };
  });
}

/** @throws StepError when a store does not have what it should have written */
export async function verifyAll(
  participants: readonly Participant[],
  work: CommitWork,
  timeoutMs: number,
): Promise<void> {
  await onAll(participants, 'verify its part', timeoutMs, async (participant) => {
    if (!(await participant.verify(work))) throw new Error('it does not have what it should have written');
  });
}

/** Undoes a commit's work in reverse, going on when a store fails. Each is tried twice. */
export async function undoAll(
  participants: readonly Participant[],
  work: CommitWork,
  timeoutMs: number,
): Promise<readonly StepError[]> {
  const failures: StepError[] = [];
  for (const participant of [...participants].reverse()) {
    const undo = () => within(timeoutMs, participant.compensate(work));
    try {
      await undo().catch(undo);
    } catch (cause) {
      failures.push(new StepError(participant.name, 'undo its part', cause));
    }
  }
  return failures;
}

/** Waits for all, also when one fails: to undo a store that is still writing would be a race. */
async function onAll<T>(
  participants: readonly Participant[],
  step: string,
  timeoutMs: number,
  run: (participant: Participant) => Promise<T>,
): Promise<T[]> {
  const outcomes = await Promise.allSettled(participants.map((participant) => within(timeoutMs, run(participant))));
  return outcomes.map((outcome, index) => {
    if (outcome.status === 'fulfilled') return outcome.value;
    throw new StepError(participants[index]?.name ?? 'a store', step, outcome.reason);
  });
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new TimeUp(`not within ${Math.round(timeoutMs)} ms`)), Math.max(0, timeoutMs));
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
