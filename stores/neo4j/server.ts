// The private Neo4j: Community edition on the machine's Java, Bolt on loopback only, with a random password.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import neo4j, { type Driver, Neo4jError } from 'neo4j-driver';
import { freePort, launchServer, type PrivateServer, type ServerRecord } from '../private-server.ts';

const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 2_000;
const USER = 'neo4j';
/** What Neo4j starts with, and asks to be changed before it answers anything. */
const FIRST_PASSWORD = 'neo4j';
/** What Neo4j 5 needs opened in Java 17 and later. */
const OPENED_PACKAGES = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'];

export interface Neo4jServerOptions {
  /** Where this home keeps its data. */
  readonly directory: string;
  /** Where Neo4j's jars are. */
  readonly jarsDirectory: string;
  /** The Java to run: a path, or a name on the PATH. */
  readonly java: string;
  readonly preferredPort?: number;
  readonly password: string;
  readonly logFile: string;
  readonly onSpawn: (record: ServerRecord) => void;
  readonly signal: AbortSignal;
}

/**
 * Starts the private Neo4j, and gives it its password the first time.
 * @throws AsofError SETUP_FAILED
 */
export async function startNeo4j(options: Neo4jServerOptions): Promise<PrivateServer> {
  const { directory, jarsDirectory, password } = options;
  const port = await freePort(options.preferredPort);
  const uri = `bolt://127.0.0.1:${port}`;
  const isNew = !existsSync(join(directory, 'data'));
  writeConfiguration(directory, port);
  return launchServer({
    name: 'neo4j',
    command: options.java,
    args: [
      ...OPENED_PACKAGES.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
      // Only Neo4j's own start script reads the heap's size from its configuration.
      '-Xms512m',
      '-Xmx1g',
      '-XX:+ExitOnOutOfMemoryError',
      '-cp',
      join(jarsDirectory, '*'),
      'org.neo4j.server.CommunityEntryPoint',
      // Its log of events comes to standard output, too, and so into the log that a crash is reported with.
      '--console-mode',
      `--home-dir=${directory}`,
      `--config-dir=${join(directory, 'conf')}`,
    ],
    env: { NEO4J_URI: uri, NEO4J_USER: USER, NEO4J_PASSWORD: password },
    logFile: options.logFile,
    isReady: () => answer(uri, password, isNew),
    startTimeoutMs: START_TIMEOUT_MS,
    stopSignal: 'SIGTERM',
    stopTimeoutMs: STOP_TIMEOUT_MS,
    onSpawn: options.onSpawn,
    signal: options.signal,
  });
}

function writeConfiguration(directory: string, port: number): void {
  mkdirSync(join(directory, 'conf'), { recursive: true, mode: 0o700 });
  const settings = {
    'server.default_listen_address': '127.0.0.1',
    'server.bolt.listen_address': `127.0.0.1:${port}`,
    'server.http.enabled': 'false',
    'dbms.usage_report.enabled': 'false',
    'server.memory.pagecache.size': '256m',
    // Nobody is served any more when this wait begins; it would make each stop 10 s longer.
    'internal.dbms.bolt.netty_server_shutdown_quiet_period': '0',
    'db.tx_log.rotation.retention_policy': '2 files',
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(join(directory, 'conf', 'neo4j.conf'), lines.join(''));
}

/** Rejects until Neo4j answers to the password; sets it first where it is still the one that Neo4j starts with. */
async function answer(uri: string, password: string, isNew: boolean): Promise<void> {
  // Neo4j slows down whoever sends wrong passwords, so the one that is likely right goes first.
  if (isNew) await changePassword(uri, password).catch(ignoreUnauthorized);
  try {
    await query(uri, password);
  } catch (error) {
    if (!isUnauthorized(error)) throw error;
    await changePassword(uri, password);
    await query(uri, password);
  }
}

async function query(uri: string, password: string): Promise<void> {
  await withDriver(uri, password, (driver) => driver.executeQuery('RETURN 1', {}, { database: 'neo4j' }));
}

async function changePassword(uri: string, password: string): Promise<void> {
  await withDriver(uri, FIRST_PASSWORD, (driver) =>
    driver.executeQuery(
      'ALTER CURRENT USER SET PASSWORD FROM $old TO $new',
      { old: FIRST_PASSWORD, new: password },
      { database: 'system' },
    ),
  );
}

async function withDriver(uri: string, password: string, use: (driver: Driver) => Promise<unknown>): Promise<void> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(USER, password), {
    connectionTimeout: CONNECT_TIMEOUT_MS,
    maxTransactionRetryTime: 0,
  });
  try {
    await use(driver);
  } finally {
    await driver.close();
  }
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof Neo4jError && error.code === 'Neo.ClientError.Security.Unauthorized';
}

function ignoreUnauthorized(error: unknown): void {
  if (!isUnauthorized(error)) throw error;
}
