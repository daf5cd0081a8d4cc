// A vector store of a test file's own: PGlite in a process behind a socket, in memory or in a directory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migrateVectors } from '../../../stores/vectors/migrate.ts';

const START_TIMEOUT_MS = 60_000;
const SERVER = join(import.meta.dirname, '../../../stores/vectors/pglite/server-process.ts');

export interface PrivateVectors {
  readonly url: string;
  /** Ends the process, as an operator would or as a crash does. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again on the data that it had, if they were kept in a directory. */
  start(): Promise<void>;
  pause(): void;
  resume(): void;
  /** Ends it and takes its files away. */
  remove(): Promise<void>;
}

export async function startPrivateVectors(
  options: { kept?: boolean; migrated?: boolean } = {},
): Promise<PrivateVectors> {
  const home = mkdtempSync(join(tmpdir(), 'asof-vectors-'));
  const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(home)}`;
  const run = () => startProcess(options.kept ? join(home, 'data') : 'memory://', join(home, '.s.PGSQL.5432'), url);
  let child = await run();
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  if (options.migrated ?? true) await migrateVectors({ url });
  return {
    url,
    stop,
    start: async () => {
      child = await run();
    },
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    remove: async () => {
      await stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function startProcess(directory: string, socket: string, url: string) {
  const child = spawn(process.execPath, [SERVER, directory, socket], { stdio: ['ignore', 'ignore', 'inherit'] });
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || performance.now() > deadline) throw new Error('the vector store did not start');
    await sleep(50);
  }
  return child;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
