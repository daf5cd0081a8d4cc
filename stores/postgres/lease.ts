// A lease that one process at a time can hold: a lock of its own session, so that it ends with the process that has it.
import pg from 'pg';
import { connectionOf } from '../postgres-url.ts';
import { postgresError, unavailable } from './errors.ts';

export interface LeaseOptions {
  readonly url: string;
  /** Default 2,000 ms. */
  readonly connectTimeoutMs?: number;
}

export interface Lease {
  /**
   * Makes sure that it is still held.
   * @throws AsofError STORE_UNAVAILABLE, STORE_TIMEOUT when it is not, or may not be
   */
  confirm(): Promise<void>;
  release(): Promise<void>;
}

const STATEMENT_TIMEOUT_MS = 5_000;

/**
 * Takes a lease, or returns null when another process has it.
 * @throws AsofError STORE_UNAVAILABLE, STORE_TIMEOUT
 */
export async function takeLease(options: LeaseOptions, name: string): Promise<Lease | null> {
  const client = new pg.Client({
    ...connectionOf(options.url),
    connectionTimeoutMillis: options.connectTimeoutMs ?? 2_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS + 1_000,
    keepAlive: true,
    application_name: 'asof lease',
  });
  let lost = false;
  client.on('error', () => undefined);
  client.on('end', () => {
    lost = true;
  });
  const release = async (): Promise<void> => {
    await client.end().catch(() => undefined);
  };
  try {
    await client.connect();
    const text = 'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken';
    const { rows } = await client.query<{ taken: boolean }>({ text, values: [`asof.lease:${name}`] });
    if (rows[0]?.taken !== true) {
      await release();
      return null;
    }
  } catch (error) {
    await release();
    throw postgresError(error);
  }
  return {
    release,
    confirm: async () => {
      if (lost) throw unavailable(undefined);
      try {
        // The lock is the session's: as long as it answers, it has it.
        await client.query('SELECT 1');
      } catch (error) {
        await release();
        throw postgresError(error);
      }
    },
  };
}
