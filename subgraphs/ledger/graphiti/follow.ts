// Follows what Graphiti writes for a tenant while Asof runs: twice a second, what is new or ended since is looked
// for, and each look's findings become one commit. One process at a time follows a tenant.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Tenant } from '../../../core/ids.ts';
import type { Lease } from '../../../stores/postgres/lease.ts';
import type { Look, Looked } from './look.ts';

/** As much of a logger as the follower needs. */
export interface FollowLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface FollowOptions {
  readonly tenant: Tenant;
  /** Whether the tenant's graph is adopted: only then is there something to follow. Aborted when the follower stops. */
  isAdopted(signal: AbortSignal): Promise<boolean>;
  /** The right to follow the tenant, or null while another process has it. */
  takeLease(): Promise<Lease | null>;
  /** A look that has seen nothing yet: at first, and after another process had the right to follow. */
  openLook(): Look;
  /** Default: nothing is logged. */
  readonly log?: FollowLog;
  /** From the end of one look to the next. Default 500 ms. */
  readonly pollMs?: number;
  /** How often to ask whether it was adopted, or the right is free. Default 5,000 ms. */
  readonly idleMs?: number;
}

export interface FollowStatus {
  /** `idle`: not adopted, or another process follows. */
  readonly state: 'idle' | 'following' | 'failing' | 'stopped';
  /** How many elements were observed since the start. */
  readonly observed: number;
  /** How long the oldest of the last observation was there, by Graphiti's own time of it; null before the first. */
  readonly lagMs: number | null;
  /** In words; null when the last look went well. */
  readonly lastError: string | null;
}

export interface GraphitiFollower {
  status(): FollowStatus;
  /** Lets the look in hand end, and gives up the right to follow. */
  stop(): Promise<void>;
}

const POLL_MS = 500;
const IDLE_MS = 5_000;
const RETRY_MS_MAX = 30_000;

/** Starts following. It goes on through every failure until it is stopped. */
export function followGraphiti(options: FollowOptions): GraphitiFollower {
  const follower = new Follower(options);
  return { status: () => follower.status(), stop: () => follower.stop() };
}

class Follower {
  readonly #options: FollowOptions;
  readonly #stopping = new AbortController();
  readonly #ended: Promise<void>;
  #status: FollowStatus = { state: 'idle', observed: 0, lagMs: null, lastError: null };
  #failures = 0;
  #lease: Lease | undefined;
  #look: Look | undefined;

  constructor(options: FollowOptions) {
    this.#options = options;
    this.#ended = this.#run();
  }

  status(): FollowStatus {
    return this.#status;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#ended;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const pauseMs = await this.#step().catch((error: unknown) => this.#fail(error));
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
    await this.#letGo();
    this.#status = { ...this.#status, state: 'stopped' };
  }

  /** One look, or one attempt to begin; returns how long to wait until the next. */
  async #step(): Promise<number> {
    const { pollMs = POLL_MS, idleMs = IDLE_MS } = this.#options;
    const lease = this.#lease ?? (await this.#begin());
    if (!lease) return idleMs;
    await lease.confirm();
    this.#look ??= this.#options.openLook();
    const looked = await this.#look.once();
    this.#note(looked);
    return looked.more ? 0 : pollMs;
  }

  async #begin(): Promise<Lease | undefined> {
    const lease = (await this.#options.isAdopted(this.#stopping.signal)) ? await this.#options.takeLease() : null;
    if (!lease) {
      this.#look = undefined;
      return undefined;
    }
    this.#lease = lease;
    if (!this.#look) this.#log('info', {}, 'Following what Graphiti writes.');
    return lease;
  }

  #note({ systemTime, counts, lagMs, leftOut }: Looked): void {
    if (this.#failures > 0) this.#log('info', {}, 'Following what Graphiti writes again.');
    this.#failures = 0;
    for (const { finding, error } of leftOut) {
      this.#log('warn', { err: error, id: finding.observed.id }, 'No store takes an element of Graphiti’s: left out.');
    }
    const observed = counts.nodes + counts.episodes + counts.facts + counts.ends - leftOut.length;
    const before = this.#status;
    this.#status = {
      state: 'following',
      observed: before.observed + observed,
      lagMs: observed > 0 ? lagMs : before.lagMs,
      lastError: null,
    };
    if (observed === 0) return;
    const { nodes, episodes, facts, ends } = counts;
    const what = `${nodes} nodes, ${episodes} episodes, ${facts} facts, ${ends} ends`;
    this.#log('info', { systemTime, lagMs, ...counts }, `Observed of Graphiti’s: ${what}; ${lagMs} ms behind.`);
  }

  /** Lets go of the lease, which may be what failed; returns how long to wait. */
  async #fail(error: unknown): Promise<number> {
    await this.#letGo();
    this.#failures += 1;
    const lastError = error instanceof Error ? error.message : String(error);
    const pauseMs = Math.min((this.#options.pollMs ?? POLL_MS) * 2 ** (this.#failures - 1), RETRY_MS_MAX);
    this.#status = { ...this.#status, state: 'failing', lastError };
    this.#log('warn', { err: error, failures: this.#failures }, `Graphiti cannot be followed just now: ${lastError}`);
    return pauseMs;
  }

  async #letGo(): Promise<void> {
    await this.#lease?.release();
    this.#lease = undefined;
  }

  #log(level: 'info' | 'warn', details: object, message: string): void {
    this.#options.log?.[level]({ tenant: this.#options.tenant, ...details }, message);
  }
}
