// The one connection by which a process follows the ledger: it hears of commits and reads watermarks, of all tenants.
import pg from 'pg';
import type { Tenant } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import { connectionOf } from '../postgres-url.ts';
import { postgresError } from './errors.ts';
import { toInstant } from './ledger.ts';

export interface LedgerConnectionOptions {
  readonly url: string;
  /** Default 2,000 ms. */
  readonly connectTimeoutMs?: number;
  readonly onStatement?: (text: string) => void;
}

export interface WatermarkReading {
  readonly tenant: Tenant;
  readonly watermark: Instant;
  /** PostgreSQL's clock. */
  readonly clock: Instant;
  /** Whether the first commit that is not settled is past its deadline. */
  readonly overdue: boolean;
}

/** A range (after, until] of a tenant's system times. */
export interface SystemTimeRange {
  readonly tenant: Tenant;
  readonly after: Instant;
  readonly until: Instant;
}

interface Events {
  readonly onCommit: (tenant: Tenant) => void;
  readonly onLost: () => void;
}

const STATEMENT_TIMEOUT_MS = 5_000;

export class LedgerConnection {
  readonly #client: pg.Client;
  readonly #onStatement: ((text: string) => void) | undefined;

  private constructor(client: pg.Client, onStatement: ((text: string) => void) | undefined) {
    this.#client = client;
    this.#onStatement = onStatement;
  }

  /**
   * Connects and listens. `onLost` is called once, when the connection is lost or closed.
   * @throws AsofError STORE_UNAVAILABLE, STORE_TIMEOUT
   */
  static async open(options: LedgerConnectionOptions, events: Events): Promise<LedgerConnection> {
    const client = new pg.Client({
      ...connectionOf(options.url),
      connectionTimeoutMillis: options.connectTimeoutMs ?? 2_000,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: STATEMENT_TIMEOUT_MS + 1_000,
      keepAlive: true,
      application_name: 'asof follower',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      client.on('notification', ({ payload }) => events.onCommit((payload ?? '') as Tenant));
      client.on('end', events.onLost);
      await client.query('LISTEN asof_commit');
    } catch (error) {
      await client.end().catch(() => undefined);
      throw postgresError(error);
    }
    return new LedgerConnection(client, options.onStatement);
  }

  async watermarks(tenants: readonly Tenant[]): Promise<WatermarkReading[]> {
    const rows = await this.#query<{ tenant: Tenant; watermark: string; clock: string; overdue: boolean }>(
      'SELECT tenant, watermark, clock, overdue FROM ledger.watermark($1::text[])',
      [tenants],
    );
    return rows.map((row) => ({ ...row, watermark: toInstant(row.watermark), clock: toInstant(row.clock) }));
  }

  /** The dead commits in ranges that end at or below the watermark: those are final. */
  async deadBetween(ranges: readonly SystemTimeRange[]): Promise<ReadonlyMap<Tenant, readonly Instant[]>> {
    const rows = await this.#query<{ tenant: Tenant; dead: string[] }>(
      'SELECT tenant, dead FROM ledger.dead_between($1::text[], $2::bigint[], $3::bigint[])',
      [ranges.map((r) => r.tenant), ranges.map((r) => r.after), ranges.map((r) => r.until)],
    );
    return new Map(rows.map((row) => [row.tenant, row.dead.map(toInstant)]));
  }

  async close(): Promise<void> {
    await this.#client.end().catch(() => undefined);
  }

  async #query<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> {
    this.#onStatement?.(text);
    try {
      return (await this.#client.query<Row>({ text, values: [...values] })).rows;
    } catch (error) {
      throw postgresError(error);
    }
  }
}
