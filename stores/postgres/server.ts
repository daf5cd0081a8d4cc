// The private PostgreSQL: made once with random passwords, on loopback only, with the database and the two roles.
import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { AsofError } from '../../core/errors.ts';
import { freePort, launchServer, type PrivateServer, type ServerRecord } from '../private-server.ts';
import { installPostgres } from './binaries.ts';
import { type Account, placeDirectory, serverAccount } from './placement.ts';

const INIT_TIMEOUT_MS = 60_000;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;
const CONNECT_TIMEOUT_MS = 2_000;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

export interface PostgresServerOptions {
  /** Where this home keeps its data. */
  readonly directory: string;
  /** Where programs are kept, for all homes that share them. */
  readonly toolsDirectory: string;
  readonly preferredPort?: number;
  readonly passwords: { readonly superuser: string; readonly owner: string; readonly app: string };
  readonly logFile: string;
  readonly onSpawn: (record: ServerRecord) => void;
  readonly signal: AbortSignal;
}

/**
 * Starts the private PostgreSQL, and makes its cluster the first time.
 * @throws AsofError SETUP_FAILED
 */
export async function startPostgres(options: PostgresServerOptions): Promise<PrivateServer> {
  const account = serverAccount();
  const programs = installPostgres(placeDirectory(options.toolsDirectory, account));
  const directory = placeDirectory(options.directory, account);
  const cluster = join(directory, 'cluster');
  if (!existsSync(cluster)) await createCluster(programs, directory, options.passwords.superuser, account);
  const port = await freePort(options.preferredPort);
  const superuserUrl = urlOf('postgres', options.passwords.superuser, port, 'postgres');
  const server = await launchServer({
    name: 'postgres',
    command: join(programs, 'bin', 'postgres'),
    args: ['-D', cluster, '-p', String(port), ...Object.entries(SETTINGS).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
    ...(account && { account }),
    env: {
      DATABASE_URL: urlOf('asof_app', options.passwords.app, port, 'asof'),
      DATABASE_OWNER_URL: urlOf('asof_owner', options.passwords.owner, port, 'asof'),
    },
    logFile: options.logFile,
    isReady: () => withClient(superuserUrl, (client) => createRoles(client, options.passwords)),
    startTimeoutMs: START_TIMEOUT_MS,
    // Fast shutdown: open transactions are rolled back, connections ended, a checkpoint written.
    stopSignal: 'SIGINT',
    stopTimeoutMs: STOP_TIMEOUT_MS,
    onSpawn: options.onSpawn,
    signal: options.signal,
  });
  return server;
}

const urlOf = (user: string, password: string, port: number, database: string): string =>
  `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

/** Makes the cluster beside its place and moves it there when it is whole. */
async function createCluster(programs: string, directory: string, password: string, account: Account | undefined) {
  const work = join(directory, `new-${process.pid}`);
  const cluster = join(work, 'cluster');
  const passwordFile = join(work, 'password');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const path of [work, passwordFile]) chownSync(path, account.uid, account.gid);
  const args = ['-D', cluster, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
  // The built-in provider orders by code point and knows upper and lower case of all of Unicode on every system.
  args.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  try {
    await promisify(execFile)(join(programs, 'bin', 'initdb'), args, {
      timeout: INIT_TIMEOUT_MS,
      cwd: directory,
      ...account,
    });
    renameSync(cluster, join(directory, 'cluster'));
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    throw new AsofError('SETUP_FAILED', `The private PostgreSQL could not be made in ${directory}: ${said}`, { cause });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Makes the owner of the schema, the application's role and the database, and sets their passwords to those of this
 * home. Values reach DDL through settings of the session, because DDL takes no parameters.
 */
async function createRoles(client: pg.Client, passwords: PostgresServerOptions['passwords']): Promise<void> {
  const roles = { asof_owner: passwords.owner, asof_app: passwords.app };
  for (const [role, password] of Object.entries(roles)) {
    await client.query(`SELECT set_config('asof.role', $1, false), set_config('asof.password', $2, false)`, [
      role,
      password,
    ]);
    await client.query(CREATE_ROLE);
  }
  const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = 'asof'`);
  if (rowCount === 0) await client.query('CREATE DATABASE asof OWNER asof_owner');
  await client.query('REVOKE ALL ON DATABASE asof FROM PUBLIC');
  await client.query('GRANT CONNECT ON DATABASE asof TO asof_app');
}

const CREATE_ROLE = `
  DO $$
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = current_setting('asof.role')) THEN
      EXECUTE format('CREATE ROLE %I LOGIN', current_setting('asof.role'));
    END IF;
    EXECUTE format('ALTER ROLE %I PASSWORD %L', current_setting('asof.role'), current_setting('asof.password'));
  END $$`;

async function withClient(url: string, use: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // An idle connection that breaks while the server stops is no news: the query that follows fails, too.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
