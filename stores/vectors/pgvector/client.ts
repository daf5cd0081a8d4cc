// Connections to the vector store. A read is one statement; a write is one transaction, which a server with a single
// backend, as PGlite is, runs whole before it turns to another client.
import pg from 'pg';
import { connectionOf } from '../../postgres-url.ts';
import { isUnavailable, storeError } from './store-error.ts';

export interface PgvectorOptions {
  /** `postgres://…`, with `sslmode` as psql takes it; a socket's directory may stand in `?host=`. */
  readonly url: string;
  /** Connections at once; default 4. PGlite runs one transaction at a time however many there are. */
  readonly connectionsMax?: number;
  /** How long to connect, or to roll back; default 2,000. */
  readonly connectTimeoutMs?: number;
  /** How long to wait for a free connection and until the store begins with the work; default 5,000. */
  readonly turnTimeoutMs?: number;
  /** How long one statement of a read may take; default 10,000. */
  readonly readTimeoutMs?: number;
  /** How long one statement of a write may take; default 60,000. */
  readonly writeTimeoutMs?: number;
  /** Is told the text of each statement that is sent. */
  readonly onStatement?: (text: string) => void;
}

/** Runs one statement and returns its rows. Several statements in one text are possible without values. */
export type Run = <Row extends object>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

export interface PgvectorClient {
  /**
   * Runs one statement that reads.
   * @throws AsofError STORE_UNAVAILABLE, STORE_TIMEOUT, MIGRATION_REFUSED when the store has no schema
   */
  read<Row extends object>(text: string, values: readonly unknown[]): Promise<readonly Row[]>;
  /**
   * Runs work in one transaction: all of it or nothing.
   * @throws AsofError as for `read`, and whatever the work throws
   */
  write<Result>(work: (run: Run) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** A scan gathers the points that are visible at a moment, 1 kB and more each, before it compares them. */
const SESSION = '-c work_mem=64MB';

/** Makes a client. It connects when it is first used, and again after the store was away. */
export function pgvectorClient(options: PgvectorOptions): PgvectorClient {
  const limits: Limits = {
    connectMs: options.connectTimeoutMs ?? 2_000,
    turnMs: options.turnTimeoutMs ?? 5_000,
    readMs: options.readTimeoutMs ?? 10_000,
    writeMs: options.writeTimeoutMs ?? 60_000,
  };
  const pool = openPool(options, limits);
  const send: Send = async (connection, text, values, timeoutMs) => {
    options.onStatement?.(text);
    const query: pg.QueryConfig & { query_timeout: number } = { text, values: [...values], query_timeout: timeoutMs };
    return (await connection.query(query)).rows;
  };
  return {
    read: (text, values) => lend(pool, (connection) => send(connection, text, values, limits.readMs)),
    write: (work) => lend(pool, (connection) => transaction(connection, send, limits, work)),
    close: () => pool.end(),
  };
}

interface Limits {
  readonly connectMs: number;
  readonly turnMs: number;
  readonly readMs: number;
  readonly writeMs: number;
}

type Send = <Row extends object>(
  connection: pg.PoolClient,
  text: string,
  values: readonly unknown[],
  timeoutMs: number,
) => Promise<readonly Row[]>;

function openPool({ url, connectionsMax = 4 }: PgvectorOptions, { connectMs, turnMs }: Limits): pg.Pool {
  const pool = new pg.Pool({
    ...connectionOf(url),
    max: connectionsMax,
    options: SESSION,
    connectionTimeoutMillis: turnMs,
    // The pool's limit counts the wait in its queue as well: one for all would take a busy store for one that is away.
    Client: class extends pg.Client {
      constructor(config?: pg.ClientConfig) {
        super({ ...config, connectionTimeoutMillis: connectMs });
      }
    },
  });
  // An idle connection that breaks has left the pool already; whoever needs one next opens it anew.
  pool.on('error', () => undefined);
  return pool;
}

/** Lends a connection to work. One that broke, or is still busy with what took too long, is closed afterwards. */
async function lend<Result>(pool: pg.Pool, work: (connection: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const connection = await pool.connect().catch((cause: unknown) => {
    throw storeError(cause);
  });
  // One that breaks while it is lent emits an error that would end the process if nobody listened.
  const ignore = (): void => undefined;
  connection.on('error', ignore);
  try {
    const result = await work(connection);
    connection.release();
    return result;
  } catch (cause) {
    const error = storeError(cause);
    connection.release(isUnavailable(error));
    throw error;
  } finally {
    connection.off('error', ignore);
  }
}

async function transaction<Result>(
  connection: pg.PoolClient,
  send: Send,
  { turnMs, writeMs, connectMs }: Limits,
  work: (run: Run) => Promise<Result>,
): Promise<Result> {
  await send(connection, 'BEGIN', [], turnMs);
  try {
    const result = await work((text, values = []) => send(connection, text, values, writeMs));
    await send(connection, 'COMMIT', [], writeMs);
    return result;
  } catch (cause) {
    // One that does not answer is closed, which rolls back as well: to wait for it again would double the caller's wait.
    if (isUnavailable(storeError(cause))) throw cause;
    await send(connection, 'ROLLBACK', [], connectMs);
    throw cause;
  }
}
