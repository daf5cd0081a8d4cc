// The one way to Neo4j: a driver with limits, one Bolt query for each read, and errors of the table.
import { setTimeout as sleep } from 'node:timers/promises';
import neo4j, { type Config, type Driver, type Session } from 'neo4j-driver';
import { isDeadlock, isUnanswered, timedOut, toStoreError } from './errors.ts';
import { type Parameters, toBolt } from './parameters.ts';

export interface Neo4jOptions {
  /** Such as `bolt://127.0.0.1:7687`; `bolt+s` and `neo4j+s` are encrypted and verified, `…+ssc` encrypted only. */
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  /** Default `neo4j`. Naming it saves the driver from asking which one is home. */
  readonly database?: string;
  /** A file with the CA that signed the server's certificate, for `…+s`. Default: those that the system trusts. */
  readonly caFile?: string;
  /** How many connections at most. Default 50. */
  readonly poolSizeMax?: number;
  /** How long the server may take to accept a connection. Default 1,400 ms. */
  readonly connectTimeoutMs?: number;
  /** How long a read may take. Default 10,000 ms. */
  readonly timeoutMs?: number;
  /** How long a transaction that writes, or one statement of the schema, may take. Default 60,000 ms. */
  readonly writeTimeoutMs?: number;
  /** Told of each statement as it is sent: for counting calls. Default none. */
  readonly onStatement?: (text: string) => void;
}

/** Runs one statement of a transaction and returns its rows. */
export type Run = <Row extends object>(text: string, parameters?: Parameters) => Promise<Row[]>;

const CONNECT_TIMEOUT_MS = 1_400;
/** How much longer than to connect it may take to get a connection, new or free. */
const ACQUIRE_EXTRA_MS = 400;
/** How often a transaction is tried: again at once when it lost a deadlock, once more when the server did not answer. */
const DEADLOCK_TRIES_MAX = 12;
const UNAVAILABLE_TRIES_MAX = 2;
const PAUSE_MS = 25;
/** A server that is alive ends a statement at its limit by itself; this much later it is taken for gone. */
const GRACE_MS = 1_000;

export class Neo4jClient {
  readonly #options: Neo4jOptions;
  readonly #timeoutMs: number;
  readonly #writeTimeoutMs: number;
  readonly #acquireTimeoutMs: number;
  #driver: Driver;

  constructor(options: Neo4jOptions) {
    this.#options = options;
    this.#timeoutMs = options.timeoutMs ?? 10_000;
    this.#writeTimeoutMs = options.writeTimeoutMs ?? 60_000;
    this.#acquireTimeoutMs = (options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS) + ACQUIRE_EXTRA_MS;
    this.#driver = makeDriver(options);
  }

  /**
   * Reads by one auto-commit query: one round trip, all rows in it.
   * @throws AsofError STORE_UNAVAILABLE, STORE_TIMEOUT
   */
  read<Row extends object>(text: string, parameters: Parameters): Promise<Row[]> {
    return this.#withSession('READ', this.#timeoutMs, async (session) => {
      this.#options.onStatement?.(text);
      const result = await session.run<Row>(text, { in: toBolt(parameters) }, { timeout: this.#timeoutMs });
      return result.records.map((record) => record.toObject() as Row);
    });
  }

  /**
   * Runs `work` in one transaction: all of it is written, or nothing. It may run several times, so it must have no
   * effect but its statements.
   * @throws AsofError STORE_UNAVAILABLE, STORE_TIMEOUT
   */
  write<T>(work: (run: Run) => Promise<T>): Promise<T> {
    return withRetry(() => this.#writeOnce(work));
  }

  /**
   * Runs one statement by itself, as changes to the schema need it, and those that commit in parts.
   * @throws AsofError STORE_UNAVAILABLE, STORE_TIMEOUT
   */
  execute(text: string, parameters: Parameters = {}): Promise<void> {
    return withRetry(() =>
      this.#withSession('WRITE', this.#writeTimeoutMs, async (session) => {
        this.#options.onStatement?.(text);
        await session.run(text, { in: toBolt(parameters) }, { timeout: this.#writeTimeoutMs });
      }),
    );
  }

  async close(): Promise<void> {
    await this.#driver.close();
  }

  /** By hand: the driver's managed transactions pause for a second before each repetition. */
  #writeOnce<T>(work: (run: Run) => Promise<T>): Promise<T> {
    return this.#withSession('WRITE', this.#writeTimeoutMs, async (session) => {
      const transaction = await session.beginTransaction({ timeout: this.#writeTimeoutMs });
      try {
        const done = await work(async <Row extends object>(text: string, parameters: Parameters = {}) => {
          this.#options.onStatement?.(text);
          const result = await transaction.run<Row>(text, { in: toBolt(parameters) });
          return result.records.map((record) => record.toObject() as Row);
        });
        await transaction.commit();
        return done;
      } finally {
        // Rolls back what was not committed.
        await transaction.close().catch(() => undefined);
      }
    });
  }

  async #withSession<T>(mode: 'READ' | 'WRITE', timeoutMs: number, work: (session: Session) => Promise<T>): Promise<T> {
    const driver = this.#driver;
    const session = driver.session({
      database: this.#options.database ?? 'neo4j',
      defaultAccessMode: neo4j.session[mode],
      fetchSize: -1,
    });
    // A session whose server has gone silent never finishes closing, so nothing waits for it.
    const answer = work(session).finally(() => void session.close().catch(() => undefined));
    try {
      return await withDeadline(answer, timeoutMs + this.#acquireTimeoutMs + GRACE_MS, () => this.#replace(driver));
    } catch (cause) {
      throw toStoreError(cause);
    }
  }

  /** The connections of a server that vanished without a word stay open for minutes: a new driver has none of them. */
  #replace(driver: Driver): void {
    if (this.#driver !== driver) return;
    this.#driver = makeDriver(this.#options);
    void driver.close().catch(() => undefined);
  }
}

/** Tries again what lost a deadlock, and once more what got no answer. */
async function withRetry<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const triesMax = isDeadlock(error) ? DEADLOCK_TRIES_MAX : isUnanswered(error) ? UNAVAILABLE_TRIES_MAX : 1;
      if (tries >= triesMax) throw error;
      // At random, or those who met would meet again.
      await sleep(Math.random() * PAUSE_MS * tries);
    }
  }
}

/** A driver for the server; it connects when it is first used. */
export function makeDriver(options: Neo4jOptions): Driver {
  const connectTimeoutMs = options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
  const { uri, tls } = tlsOf(options);
  return neo4j.driver(uri, neo4j.auth.basic(options.user, options.password), {
    ...tls,
    disableLosslessIntegers: true,
    maxConnectionPoolSize: options.poolSizeMax ?? 50,
    connectionTimeout: connectTimeoutMs,
    connectionAcquisitionTimeout: connectTimeoutMs + ACQUIRE_EXTRA_MS,
    telemetryDisabled: true,
    userAgent: 'asof',
  });
}

/** The driver takes a CA of one's own only beside a scheme that says nothing of encryption. */
function tlsOf({ uri, caFile }: Neo4jOptions): { readonly uri: string; readonly tls: Config } {
  if (caFile === undefined) return { uri, tls: {} };
  return {
    uri: uri.replace(/^(bolt|neo4j)\+s:/, '$1:'),
    tls: { encrypted: 'ENCRYPTION_ON', trust: 'TRUST_CUSTOM_CA_SIGNED_CERTIFICATES', trustedCertificates: [caFile] },
  };
}

/** Waits for an answer for so long; then calls `onSilence` and fails. */
async function withDeadline<T>(answer: Promise<T>, timeoutMs: number, onSilence: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      onSilence();
      reject(timedOut(new Error(`no answer within ${timeoutMs} ms`)));
    }, timeoutMs);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
