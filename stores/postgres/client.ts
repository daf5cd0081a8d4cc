// Connections to PostgreSQL, each of one tenant for its whole life: row-level security then holds whatever the
// statement says. A bounded number of tenants is kept; one that has not been asked for lets its connections go.
import { PrismaPg } from '@prisma/adapter-pg';
import { LRUCache } from 'lru-cache';
import pg from 'pg';
import type { Tenant } from '../../core/ids.ts';
import { connectionOf } from '../postgres-url.ts';
import { postgresError } from './errors.ts';
import { PrismaClient } from './generated/client.ts';

export interface ClientOptions {
  /** URL of the app role, with `sslmode` and its files as psql takes them. */
  readonly url: string;
  /** Tenants whose connections are kept. Default 16. */
  readonly tenantsMax?: number;
  /** Connections of one tenant. Default 8. */
  readonly poolSize?: number;
  /** After this a statement is cancelled. Default 10,000 ms. */
  readonly statementTimeoutMs?: number;
  /** How long the server may take to accept a connection. Default 2,000 ms. */
  readonly connectTimeoutMs?: number;
  /** How long to wait until one of the tenant's connections is free. Default 10,000 ms. */
  readonly turnTimeoutMs?: number;
  /** Called with the text of every statement that is sent, for counting store calls. */
  readonly onStatement?: (text: string) => void;
}

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Statements with a name are planned once for each connection; the name must belong to one text alone. */
  readonly name?: string;
}

/** Sends one statement and returns its rows. */
export type Query = <Row extends object>(statement: Statement) => Promise<Row[]>;

interface TenantClient {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  inUse: number;
  dropped: boolean;
}

export class PostgresClients {
  readonly #options: ClientOptions;
  readonly #tenants: LRUCache<Tenant, TenantClient>;
  readonly #closing = new Set<Promise<void>>();

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#tenants = new LRUCache<Tenant, TenantClient>({
      max: options.tenantsMax ?? 16,
      dispose: (client) => {
        client.dropped = true;
        this.#closeWhenIdle(client);
      },
    });
  }

  /**
   * Runs one statement as the tenant.
   * @throws AsofError STORE_UNAVAILABLE, STORE_TIMEOUT
   */
  query<Row extends object>(tenant: Tenant, statement: Statement): Promise<Row[]> {
    return this.#use(tenant, async ({ pool }) => {
      this.#options.onStatement?.(statement.text);
      return (await pool.query<Row>(toQueryConfig(statement))).rows;
    });
  }

  /**
   * Runs work in one transaction as the tenant; an error rolls all of it back.
   * @throws AsofError STORE_UNAVAILABLE, STORE_TIMEOUT
   */
  transaction<Result>(tenant: Tenant, work: (query: Query) => Promise<Result>): Promise<Result> {
    return this.#use(tenant, async ({ pool }) => {
      const connection = await pool.connect();
      const query: Query = async <Row extends object>(statement: Statement) => {
        this.#options.onStatement?.(statement.text);
        return (await connection.query<Row>(toQueryConfig(statement))).rows;
      };
      try {
        await connection.query('BEGIN');
        const result = await work(query);
        await connection.query('COMMIT');
        connection.release();
        return result;
      } catch (error) {
        // A connection that cannot even roll back is of no more use; dropping it rolls back as well.
        await connection.query('ROLLBACK').then(
          () => connection.release(),
          () => connection.release(true),
        );
        throw error;
      }
    });
  }

  /**
   * Runs work with Prisma as the tenant.
   * @throws AsofError STORE_UNAVAILABLE, STORE_TIMEOUT
   */
  prisma<Result>(tenant: Tenant, work: (client: PrismaClient) => Promise<Result>): Promise<Result> {
    return this.#use(tenant, ({ prisma }) => work(prisma));
  }

  /** Lets all connections go, once the work in flight has ended. */
  async close(): Promise<void> {
    this.#tenants.clear();
    await Promise.all(this.#closing);
  }

  async #use<Result>(tenant: Tenant, work: (client: TenantClient) => Promise<Result>): Promise<Result> {
    let client = this.#tenants.get(tenant);
    if (!client) {
      client = openClient(tenant, this.#options);
      this.#tenants.set(tenant, client);
    }
    client.inUse += 1;
    try {
      return await work(client);
    } catch (error) {
      throw postgresError(error);
    } finally {
      client.inUse -= 1;
      this.#closeWhenIdle(client);
    }
  }

  #closeWhenIdle(client: TenantClient): void {
    if (!client.dropped || client.inUse > 0) return;
    const closing = client.prisma
      .$disconnect()
      .then(() => client.pool.end())
      .catch(() => undefined)
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }
}

/** A connection's settings: the tenant goes into its start-up options, so that no statement has to set it. */
export function tenantUrl(url: string, tenant: Tenant): string {
  const given = /[?&]options=([^&]*)/.exec(url)?.[1];
  const options = `${given ? `${decodeURIComponent(given)} ` : ''}-c asof.tenant=${tenant}`;
  return `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent(options)}`;
}

function openClient(tenant: Tenant, options: ClientOptions): TenantClient {
  const statementTimeoutMs = options.statementTimeoutMs ?? 10_000;
  const connectTimeoutMs = options.connectTimeoutMs ?? 2_000;
  const pool = new pg.Pool({
    ...connectionOf(tenantUrl(options.url, tenant)),
    max: options.poolSize ?? 8,
    connectionTimeoutMillis: options.turnTimeoutMs ?? 10_000,
    // The pool's limit counts the wait in its queue as well: one for all would take a busy server for one that is away.
    Client: class extends pg.Client {
      constructor(config?: pg.ClientConfig) {
        super({ ...config, connectionTimeoutMillis: connectTimeoutMs });
      }
    },
    statement_timeout: statementTimeoutMs,
    // The server's own limit comes first; this one is for a server or network that went silent.
    query_timeout: statementTimeoutMs + 2_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'asof',
  });
  // A connection that breaks is replaced by the pool; whoever was using it gets the error from its statement.
  pool.on('error', () => undefined);
  pool.on('connect', (connection) => connection.on('error', () => undefined));
  return { pool, prisma: openPrisma(pool, options), inUse: 0, dropped: false };
}

function openPrisma(pool: pg.Pool, options: ClientOptions): PrismaClient {
  const adapter = new PrismaPg(pool);
  if (!options.onStatement) return new PrismaClient({ adapter, log: [] });
  const client = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
  client.$on('query', (event) => options.onStatement?.(event.query));
  return client;
}

function toQueryConfig(statement: Statement): pg.QueryConfig {
  const config = { text: statement.text, values: [...statement.values] };
  return statement.name ? { ...config, name: statement.name } : config;
}
