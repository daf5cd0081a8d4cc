// Follows the ledger for all of a process's tenants, so that "now" is known without asking. NOTIFY wakes it, a bounded
// poll stands behind that, and no request waits for it but a tenant's first.
import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { AsofError } from '../../core/errors.ts';
import type { Tenant } from '../../core/ids.ts';
import { EARLIEST, formatInstant, type Instant } from '../../core/instant.ts';
import type { Now, NowReading } from '../../core/now.ts';
import type { DeadCommits } from '../../core/visibility.ts';
import { unavailable } from './errors.ts';
import type { PostgresLedger } from './ledger.ts';
import { LedgerConnection, type LedgerConnectionOptions, type WatermarkReading } from './ledger-connection.ts';

export interface FollowerOptions extends LedgerConnectionOptions {
  /** How long the ledger may go unread when nothing notifies. Default 1,000 ms. */
  readonly pollMs?: number;
  /** Tenants that are followed; the one unread for longest makes room. Default 1,000. */
  readonly followedMax?: number;
  /** How long `reach` waits. Default 2,000 ms. */
  readonly reachMs?: number;
  /** Called while a commit of a tenant is past its deadline. Default: it is given up, and nobody undoes it. */
  readonly onOverdue?: (tenant: Tenant) => Promise<unknown>;
}

interface Followed {
  /** F. */
  systemTime: Instant;
  /** All dead commits at or below F. */
  readonly dead: Set<Instant>;
}

const RETRY_MS_MAX = 5_000;

export class LedgerFollower implements Now {
  readonly #options: FollowerOptions;
  readonly #ledger: PostgresLedger;
  readonly #followed: LRUCache<Tenant, Followed>;
  /** Tenants that were asked for and not yet read. */
  readonly #wanted = new Set<Tenant>();
  #connection: LedgerConnection | undefined;
  #clock: { readonly micros: Instant; readonly readAt: number } | undefined;
  #unreadSince: Instant | undefined;
  #failures = 0;
  #stopped: AsofError | undefined;
  #closed = false;
  #pass: Promise<void> | undefined;
  #nextPass: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(ledger: PostgresLedger, options: FollowerOptions) {
    this.#ledger = ledger;
    this.#options = options;
    this.#followed = new LRUCache({ max: options.followedMax ?? 1_000 });
  }

  async read(tenant: Tenant): Promise<NowReading> {
    const followed = this.#followed.get(tenant) ?? (await this.#begin(tenant));
    if (this.#stopped) throw this.#stopped;
    const { systemTime } = followed;
    const clock = this.#clockNow();
    return {
      systemTime,
      validTime: clock > systemTime ? clock : systemTime,
      warning: this.#unreadSince === undefined ? null : warningOf(this.#unreadSince),
    };
  }

  async reach(tenant: Tenant, systemTime: Instant): Promise<void> {
    if ((await this.read(tenant)).systemTime >= systemTime) return;
    const floor = await this.#ledger.raiseFloor(tenant, systemTime);
    if (!floor.granted) throw systemTime > floor.clock ? inFuture(systemTime, floor.clock) : nothingYet(systemTime);
    const giveUpAt = performance.now() + (this.#options.reachMs ?? 2_000);
    for (let waitMs = 5; ; waitMs = Math.min(waitMs * 2, 100)) {
      await this.#follow().catch(() => undefined);
      const { systemTime: reached, warning } = await this.read(tenant);
      if (reached >= systemTime) return;
      if (warning) throw unavailable(undefined);
      if (performance.now() + waitMs > giveUpAt) throw notReached(systemTime, reached);
      await sleep(waitMs);
    }
  }

  dead(tenant: Tenant): DeadCommits {
    const followed = this.#followed.get(tenant);
    if (!followed) throw unavailable(undefined);
    return followed.dead;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#pass?.catch(() => undefined);
    await this.#connection?.close();
  }

  async #begin(tenant: Tenant): Promise<Followed> {
    this.#wanted.add(tenant);
    try {
      await this.#follow();
    } finally {
      this.#wanted.delete(tenant);
    }
    const followed = this.#followed.get(tenant);
    if (!followed) throw this.#stopped ?? unavailable(undefined);
    return followed;
  }

  /** One pass that begins after this call; all who call meanwhile share it. */
  #follow(): Promise<void> {
    if (this.#pass) {
      this.#nextPass ??= this.#pass
        .catch(() => undefined)
        .then(() => {
          this.#nextPass = undefined;
          return this.#follow();
        });
      return this.#nextPass;
    }
    const pass = this.#run().finally(() => {
      this.#pass = undefined;
    });
    this.#pass = pass;
    return pass;
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      await this.#readLedger();
      this.#failures = 0;
      this.#unreadSince = undefined;
    } catch (error) {
      this.#failures += 1;
      this.#unreadSince ??= this.#clock && this.#clockNow();
      const connection = this.#connection;
      this.#connection = undefined;
      await connection?.close();
      throw error;
    } finally {
      this.#schedule();
    }
  }

  /** W; then what died in (F, W], all of it settled; only then F = W. */
  async #readLedger(): Promise<void> {
    if (this.#closed) throw unavailable(undefined);
    if (this.#stopped) throw this.#stopped;
    const tenants = [...new Set([...this.#followed.keys(), ...this.#wanted])];
    const connection = await this.#connect();
    const readings = await connection.watermarks(tenants);
    const readAt = performance.now();
    for (const { clock } of readings.slice(0, 1)) this.#clock = { micros: clock, readAt };

    const ranges = readings.flatMap((reading) => this.#rangeOf(reading));
    const dead = ranges.length > 0 ? await connection.deadBetween(ranges) : new Map<Tenant, Instant[]>();
    for (const { tenant, until } of ranges) {
      const followed = this.#followed.peek(tenant) ?? { systemTime: until, dead: new Set<Instant>() };
      for (const systemTime of dead.get(tenant) ?? []) followed.dead.add(systemTime);
      followed.systemTime = until;
      if (!this.#followed.has(tenant)) this.#followed.set(tenant, followed);
    }
    for (const { tenant, overdue } of readings) if (overdue) this.#giveUpOverdue(tenant);
  }

  #rangeOf({ tenant, watermark }: WatermarkReading): { tenant: Tenant; after: Instant; until: Instant }[] {
    const followed = this.#followed.peek(tenant);
    if (!followed) return [{ tenant, after: EARLIEST, until: watermark }];
    if (watermark < followed.systemTime) {
      const [older, newer] = [formatInstant(watermark), formatInstant(followed.systemTime)];
      this.#stopped = new AsofError('LEDGER_WENT_BACK', `The ledger is at ${older}, this process was at ${newer}.`);
      throw this.#stopped;
    }
    return watermark > followed.systemTime ? [{ tenant, after: followed.systemTime, until: watermark }] : [];
  }

  async #connect(): Promise<LedgerConnection> {
    if (this.#connection) return this.#connection;
    let connection: LedgerConnection | undefined;
    connection = await LedgerConnection.open(this.#options, {
      onCommit: (tenant) => {
        if (this.#followed.has(tenant)) this.#follow().catch(() => undefined);
      },
      onLost: () => {
        // One that a failed pass has closed is not lost: the next pass comes after a pause.
        if (!connection || this.#connection !== connection) return;
        this.#connection = undefined;
        if (!this.#closed) this.#follow().catch(() => undefined);
      },
    });
    this.#connection = connection;
    return connection;
  }

  /** Whoever runs recovery undoes the commit; if nobody does, it is quarantined. Either way the watermark goes on. */
  #giveUpOverdue(tenant: Tenant): void {
    const giveUp = this.#options.onOverdue ?? ((whose) => this.#ledger.unfinished(whose));
    giveUp(tenant).catch(() => undefined);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#closed || this.#stopped) return;
    const pollMs = this.#options.pollMs ?? 1_000;
    const delayMs = this.#failures === 0 ? pollMs : Math.min(pollMs * 2 ** (this.#failures - 1), RETRY_MS_MAX);
    this.#timer = setTimeout(() => this.#follow().catch(() => undefined), delayMs);
    this.#timer.unref();
  }

  /** PostgreSQL's clock: as last read, plus the time that has passed here since. Never later than its real one. */
  #clockNow(): Instant {
    if (!this.#clock) return EARLIEST;
    return (this.#clock.micros + Math.floor((performance.now() - this.#clock.readAt) * 1_000)) as Instant;
  }
}

function warningOf(since: Instant): string {
  return `PostgreSQL has not answered since ${formatInstant(since)}: answers are as of what was known then.`;
}

function notReached(asked: Instant, reached: Instant): AsofError {
  return new AsofError(
    'SYSTEM_TIME_NOT_REACHED',
    `This process has followed the ledger to ${formatInstant(reached)}, not to ${formatInstant(asked)}; try again.`,
  );
}

function inFuture(asked: Instant, clock: Instant): AsofError {
  return new AsofError('SYSTEM_TIME_IN_FUTURE', `${formatInstant(asked)} is not yet; it is ${formatInstant(clock)}.`);
}

/** A first load may still bring past system times, so no answer can be promised to stay as it is. */
function nothingYet(asked: Instant): AsofError {
  return new AsofError(
    'SYSTEM_TIME_NOT_REACHED',
    `The tenant has no commits yet, so nothing can be read at ${formatInstant(asked)}; load something, or leave the system time out.`,
  );
}
