// The ledger in PostgreSQL: each step is one call of a function of its schema, so no round trip lies inside its lock.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommitState, Ledger, LedgerRecovery } from '../../core/commit.ts';
import { AsofError } from '../../core/errors.ts';
import type { Id, Tenant } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { DeadCommits } from '../../core/visibility.ts';
import type { PostgresClients } from './client.ts';

export interface LedgerOptions {
  /** After this a pending commit is aborted by any process. Default 10,000 ms. */
  readonly deadlineMs?: number;
  /** How long to wait for entities that another commit holds. Default 5,000 ms. */
  readonly heldWaitMs?: number;
}

export interface FloorReading {
  readonly granted: boolean;
  /** PostgreSQL's clock. */
  readonly clock: Instant;
}

const IDS_MAX = 100_000;
const BACK_OFF_MS_MAX = 200;
/** Held while a bootstrap load runs: it stands for all of the tenant's entities. */
const EVERYTHING = '00000000-0000-0000-0000-000000000000';

export class PostgresLedger implements Ledger, LedgerRecovery {
  readonly #clients: PostgresClients;
  readonly #deadlineMs: number;
  readonly #heldWaitMs: number;
  /** By which the bootstrap loads of this process are known; one that was given up cannot go on with it. */
  readonly holder = randomUUID();

  constructor(clients: PostgresClients, options: LedgerOptions = {}) {
    this.#clients = clients;
    this.#deadlineMs = options.deadlineMs ?? 10_000;
    this.#heldWaitMs = options.heldWaitMs ?? 5_000;
  }

  async open(tenant: Tenant, ids: readonly Id[], kind: string): Promise<{ systemTime: Instant; dead: DeadCommits }> {
    if (ids.length > IDS_MAX) {
      throw new AsofError('REQUEST_TOO_LARGE', `A commit may write at most ${IDS_MAX} entities, not ${ids.length}.`);
    }
    const giveUpAt = performance.now() + this.#heldWaitMs;
    for (let backOffMs = 5; ; backOffMs = Math.min(backOffMs * 2, BACK_OFF_MS_MAX)) {
      const [row] = await this.#clients.query<{ opened: string | null; held: Id | null; dead: string[] | null }>(
        tenant,
        {
          name: 'ledger_open',
          text: 'SELECT opened, held, dead FROM ledger.open($1::uuid[], $2, $3)',
          values: [ids, kind, this.#deadlineMs],
        },
      );
      if (row?.opened) return { systemTime: toInstant(row.opened), dead: new Set((row.dead ?? []).map(toInstant)) };
      const waitMs = backOffMs * (0.5 + Math.random());
      if (performance.now() + waitMs > giveUpAt) throw held(row?.held ?? null);
      await sleep(waitMs);
    }
  }

  async settle(tenant: Tenant, systemTime: Instant, state: Exclude<CommitState, 'pending'>): Promise<boolean> {
    const [row] = await this.#clients.query<{ settled: boolean }>(tenant, {
      name: 'ledger_settle',
      text: 'SELECT ledger.settle($1, $2) AS settled',
      values: [systemTime, state],
    });
    return row?.settled ?? false;
  }

  async state(tenant: Tenant, systemTime: Instant): Promise<CommitState | null> {
    const text = 'SELECT ledger.state($1) AS outcome';
    return (await this.#call(tenant, text, [systemTime])) as CommitState | null;
  }

  /**
   * Gives up commits that are past their deadline, and lists those that wait to be undone. One that nobody undoes
   * within 30 s is quarantined, so that the watermark goes on.
   */
  async unfinished(tenant: Tenant): Promise<readonly Instant[]> {
    const rows = await this.#clients.query<{ system_time: string }>(tenant, {
      text: 'SELECT system_time FROM ledger.unfinished() AS u (system_time)',
      values: [],
    });
    return rows.map((row) => toInstant(row.system_time));
  }

  /** Promises that no T at or below a system time is handed out any more; refused for the future. */
  async raiseFloor(tenant: Tenant, systemTime: Instant): Promise<FloorReading> {
    const [row] = await this.#clients.query<{ granted: boolean; clock: string }>(tenant, {
      name: 'ledger_raise_floor',
      text: 'SELECT granted, clock FROM ledger.raise_floor($1)',
      values: [systemTime],
    });
    if (!row) throw new Error('ledger.raise_floor returned no row');
    return { granted: row.granted, clock: toInstant(row.clock) };
  }

  async openBootstrap(tenant: Tenant, restart: boolean): Promise<'opened' | 'abandoned'> {
    const outcome = await this.#call(tenant, 'SELECT ledger.open_bootstrap($1, $2) AS outcome', [this.holder, restart]);
    if (outcome === 'opened' || outcome === 'abandoned') return outcome;
    throw bootstrapRefused(
      outcome === 'running'
        ? 'Another bootstrap load of this tenant is running, or was interrupted less than a minute ago.'
        : 'The tenant has commits already: what was known by then stays as it is. Load into another tenant.',
    );
  }

  async recordBootstrap(tenant: Tenant, systemTimes: readonly Instant[]): Promise<void> {
    const text = 'SELECT ledger.record_bootstrap($1, $2::bigint[]) AS outcome';
    const outcome = await this.#call(tenant, text, [this.holder, systemTimes]);
    if (outcome === 'recorded') return;
    throw bootstrapRefused(
      outcome === 'lost'
        ? 'The load was given up for silence, and another may have begun.'
        : 'A systemFrom must lie after 1970-01-01T00:00:00Z and not in the future.',
    );
  }

  async closeBootstrap(tenant: Tenant): Promise<void> {
    const closed = await this.#call(tenant, 'SELECT ledger.close_bootstrap($1) AS outcome', [this.holder]);
    if (closed !== true) throw bootstrapRefused('The load was given up for silence, and another may have begun.');
  }

  async #call(tenant: Tenant, text: string, values: readonly unknown[]): Promise<unknown> {
    const [row] = await this.#clients.query<{ outcome: unknown }>(tenant, { text, values });
    return row?.outcome;
  }
}

/** The driver hands a bigint out as text. */
export const toInstant = (micros: string): Instant => Number(micros) as Instant;

function held(id: Id | null): AsofError {
  const what =
    id === EVERYTHING ? 'A bootstrap load of this tenant is not finished' : `Another commit is writing ${id}`;
  return new AsofError('ENTITY_HELD', `${what}; try again.`, { details: { id } });
}

function bootstrapRefused(reason: string): AsofError {
  return new AsofError('IMPORT_BOOTSTRAP_REFUSED', reason);
}
