// Connections to the vector store. Each piece of work is one transaction, so that what it sets (memory) ends with it and
// a server with a single backend, as PGlite is, runs it whole before it turns to another client.
import pg from 'pg';
import { isUnavailable, storeError } from './store-error.ts';

export interface VectorsClientOptions {
  /** `postgres://…`; a socket's directory may stand in `?host=`. */
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

export interface VectorsClient {
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

/** A scan gathers the points that are visible at a moment, 1 kB each, before it compares them. */
const BEGIN_READ = "BEGIN READ ONLY; SET LOCAL work_mem = '64MB'";

/** Makes a client. It connects when it is first used, and again after the store was away. */
export function vectorsClient(options: VectorsClientOptions): VectorsClient {
  const connectTimeoutMs = options.connectTimeoutMs ?? 2_000;
  const turnTimeoutMs = options.turnTimeoutMs ?? 5_000;
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connectionsMax ?? 4,
    connectionTimeoutMillis: turnTimeoutMs,
    // The pool's limit counts the wait in its queue as well: one for all would take a busy store for one that is away.
    Client: class extends pg.Client {
      constructor(config?: pg.ClientConfig) {
        super({ ...config, connectionTimeoutMillis: connectTimeoutMs });
      }
    },
  });
  // An idle connection that breaks has left the pool already; whoever needs one next opens it anew.
  pool.on('error', () => undefined);

  const transaction = async <Result>(begin: string, timeoutMs: number, work: (run: Run) => Promise<Result>) => {
    const deadline = performance.now() + turnTimeoutMs;
    const connection = await pool.connect();
    const broken = breakage(connection);
    try {
      await send(connection, options, begin, [], Math.max(1, deadline - performance.now()));
      const result = await work((text, values = []) => send(connection, options, text, values, timeoutMs));
      await send(connection, options, 'COMMIT', [], timeoutMs);
      connection.release();
      return result;
    } catch (cause) {
      await giveBack(connection, options, connectTimeoutMs, cause);
      throw cause;
    } finally {
      broken.forget();
    }
  };
  const withCodes = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (cause) {
      throw storeError(cause);
    }
  };

  return {
    read: (text, values) =>
      withCodes(transaction(BEGIN_READ, options.readTimeoutMs ?? 10_000, (run) => run(text, values))),
    write: (work) => withCodes(transaction('BEGIN', options.writeTimeoutMs ?? 60_000, work)),
    close: () => pool.end(),
  };
}

async function send<Row extends object>(
  connection: pg.PoolClient,
  options: VectorsClientOptions,
  text: string,
  values: readonly unknown[],
  timeoutMs: number,
): Promise<readonly Row[]> {
  options.onStatement?.(text);
  const query: pg.QueryConfig & { query_timeout: number } = { text, values: [...values], query_timeout: timeoutMs };
  const result = await connection.query<Row>(query);
  return result.rows;
}

/**
 * Rolls back. A connection that broke or does not answer is closed instead, which rolls back as well: to wait for it a
 * second time would double the time that the caller waits.
 */
async function giveBack(
  connection: pg.PoolClient,
  options: VectorsClientOptions,
  timeoutMs: number,
  cause: unknown,
): Promise<void> {
  try {
    if (isUnavailable(storeError(cause))) throw cause;
    await send(connection, options, 'ROLLBACK', [], timeoutMs);
    connection.release();
  } catch {
    connection.release(true);
  }
}

/** A connection that breaks while it is lent emits an error that would end the process if nobody listened. */
function breakage(connection: pg.PoolClient): { forget(): void } {
  const listener = (): void => undefined;
  connection.on('error', listener);
  return { forget: () => connection.off('error', listener) };
}
