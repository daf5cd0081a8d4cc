// The private vector store: PGlite with pgvector in a process of its own, reached as a PostgreSQL is.
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { launchServer, type PrivateServer, type ServerRecord } from '../../private-server.ts';

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** The name that PostgreSQL's clients expect of a socket. */
const SOCKET_NAME = '.s.PGSQL.5432';
/** What fits into a socket's address on every system. */
const SOCKET_PATH_BYTES_MAX = 100;

export interface VectorsServerOptions {
  /** Where this home keeps its data. */
  readonly directory: string;
  /** Where the socket goes, if its path is short enough. */
  readonly socketDirectory: string;
  readonly logFile: string;
  readonly onSpawn: (record: ServerRecord) => void;
  readonly signal: AbortSignal;
}

/**
 * Starts the private vector store.
 * @throws AsofError SETUP_FAILED
 */
export async function startVectors(options: VectorsServerOptions): Promise<PrivateServer> {
  const socketDirectory = makeSocketDirectory(options.socketDirectory);
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(socketDirectory)}`;
  return launchServer({
    name: 'vectors',
    command: process.execPath,
    args: [join(import.meta.dirname, 'server-process.ts'), options.directory, join(socketDirectory, SOCKET_NAME)],
    env: { VECTORS_URL: url },
    logFile: options.logFile,
    isReady: () => answer(url),
    startTimeoutMs: START_TIMEOUT_MS,
    stopSignal: 'SIGTERM',
    stopTimeoutMs: STOP_TIMEOUT_MS,
    onSpawn: options.onSpawn,
    signal: options.signal,
  });
}

/** A directory that is its owner's alone: there is no password. */
function makeSocketDirectory(wanted: string): string {
  if (Buffer.byteLength(join(wanted, SOCKET_NAME)) > SOCKET_PATH_BYTES_MAX) return mkdtempSync(join(tmpdir(), 'asof-'));
  mkdirSync(wanted, { recursive: true });
  chmodSync(wanted, 0o700);
  return wanted;
}

async function answer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // What breaks after the query is no news: the query itself fails, too.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end().catch(() => undefined);
  }
}
