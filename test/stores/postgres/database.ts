// A database of its own for a test file, with the schema in it, on the PostgreSQL that the tests have.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { migratePostgres } from '../../../stores/postgres/migrate.ts';

export interface TestDatabase {
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Runs SQL as the superuser, past row-level security. */
  admin<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

export async function createDatabase(options: { migrate?: boolean } = {}): Promise<TestDatabase> {
  const server = serverUrl();
  const name = `asof_test_${randomUUID().replaceAll('-', '')}`;
  await withClient(server, async (client) => {
    await ensureRole(client, 'asof_app', 'NOLOGIN');
    await ensureRole(client, 'asof_test_owner', `LOGIN PASSWORD 'test'`);
    await ensureRole(client, 'asof_test_app', `LOGIN PASSWORD 'test' IN ROLE asof_app`);
    await client.query(`CREATE DATABASE ${name} OWNER asof_test_owner`);
  });
  const urlFor = (user: string, password: string) => {
    const url = new URL(server);
    url.pathname = `/${name}`;
    url.username = user;
    url.password = password;
    return url.href;
  };
  const adminUrl = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const ownerUrl = urlFor('asof_test_owner', 'test');
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
  admin.on('error', () => undefined);
  if (options.migrate !== false) await migratePostgres({ ownerUrl });
  return {
    adminUrl,
    ownerUrl,
    appUrl: urlFor('asof_test_app', 'test'),
    admin: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await admin.query<Row>(text, [...values])).rows,
    drop: async () => {
      await admin.end();
      await withClient(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

function serverUrl(): string {
  const url = /^DEV_POSTGRES_URL=(.+)$/m.exec(readFileSync('/tmp/devstack/env', 'utf8'))?.[1];
  if (!url) throw new Error('There is no PostgreSQL for tests.');
  return url;
}

async function ensureRole(client: pg.Client, role: string, options: string): Promise<void> {
  // Several test files may make the role at once: whoever comes second finds it.
  await client.query(`CREATE ROLE ${role} ${options}`).catch((error: { code?: string }) => {
    if (error.code !== '42710' && error.code !== '23505') throw error;
  });
}

async function withClient(url: string, use: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
