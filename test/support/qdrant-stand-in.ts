// A Qdrant for a test: the stand-in of qdrant-stand-in/server.py in a process of its own, on a free port of this machine.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openHome } from '../../cli/home.ts';

const FOLDER = join(import.meta.dirname, 'qdrant-stand-in');
const START_TIMEOUT_MS = 60_000;

export interface QdrantStandIn {
  readonly url: string;
  /** Ends the process, as an operator would or as a crash does. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again at the same address, on the data that it had if they were kept in a directory; unless it runs. */
  start(): Promise<void>;
  pause(): void;
  resume(): void;
  /** Ends it and takes its files away. */
  remove(): Promise<void>;
}

export interface QdrantStandInOptions {
  /** Whether its data outlive the process; by default they are in memory. */
  readonly kept?: boolean;
  /** A key that it asks for; by default none. */
  readonly apiKey?: string;
}

/** Why the stand-in cannot be run here, or undefined when it can. */
export function qdrantStandInMissing(): string | undefined {
  const python = pythonPath();
  return existsSync(python)
    ? undefined
    : `${python} is not there: run \`asof setup --for-tests\` with Python on the PATH`;
}

/** Starts a stand-in. */
export async function startQdrantStandIn(options: QdrantStandInOptions = {}): Promise<QdrantStandIn> {
  const home = options.kept ? mkdtempSync(join(tmpdir(), 'asof-qdrant-')) : undefined;
  const run = (port: number) => startProcess(port, home ?? ':memory:', options.apiKey);
  let { child, port } = await run(0);
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    stop,
    start: async () => {
      if (child.exitCode === null && child.signalCode === null) return;
      ({ child, port } = await run(port));
    },
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    remove: async () => {
      child.kill('SIGCONT');
      await stop();
      if (home !== undefined) rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The process ends with this one: its standard input ends then. */
async function startProcess(
  port: number,
  path: string,
  apiKey: string | undefined,
): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(pythonPath(), [join(FOLDER, 'server.py'), String(port), path], {
    env: { ...process.env, ...(apiKey !== undefined && { STAND_IN_API_KEY: apiKey }) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS);
  try {
    const first = await Promise.race([
      once(createInterface(child.stdout), 'line').then(([line]) => Number(line)),
      once(child, 'exit').then(([code]) => {
        throw new Error(`the stand-in for Qdrant did not start: ${code}`);
      }),
    ]);
    return { child, port: first };
  } finally {
    clearTimeout(timer);
  }
}

function pythonPath(): string {
  const requirements = readFileSync(join(FOLDER, 'requirements.txt'), 'utf8');
  const version = /^qdrant-client==(.+)$/m.exec(requirements)?.[1];
  return join(openHome().tools, `qdrant-client-${version}`, 'bin', 'python');
}
