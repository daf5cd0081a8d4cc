// A private server: a store's own process on this machine, which Asof starts, watches and stops.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, renameSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { AsofError } from '../core/errors.ts';

const POLL_MS = 100;
const KILL_WAIT_MS = 5_000;
const LOG_TAIL_BYTES = 4_096;
const LOG_TAIL_LINES = 12;

/** How a server ended. */
export interface ServerExit {
  /** Null when a signal ended it, or when it was adopted and nobody could ask. */
  readonly code: number | null;
  readonly signal: string | null;
  /** The last lines of its log. */
  readonly logTail: string;
}

/** What has to be known of a running server in order to find and stop it again from another process. */
export interface ServerRecord {
  /** `postgres`, `neo4j` or `vectors`. */
  readonly name: string;
  readonly pid: number;
  /** When the process started, as the system writes it: tells it from a later one with the same id. */
  readonly started: string;
  /** The variables by which others reach it; they hold passwords. */
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** What makes it end in good order. */
  readonly stopSignal: NodeJS.Signals;
  /** How long that may take before it is killed. */
  readonly stopTimeoutMs: number;
}

export interface PrivateServer extends ServerRecord {
  /** Resolves when the process has ended, whoever ended it. */
  readonly exited: Promise<ServerExit>;
  /** Ends it in good order, or by force when that takes too long. Resolves when it has ended. */
  stop(): Promise<void>;
}

export interface LaunchOptions extends Omit<ServerRecord, 'pid' | 'started'> {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** The user it runs as, when that is not the caller. */
  readonly account?: { readonly uid: number; readonly gid: number };
  /** Rejects until the server answers. */
  readonly isReady: () => Promise<void>;
  readonly startTimeoutMs: number;
  /** Called as soon as the process exists, so that a record of it survives a crash of the caller. */
  readonly onSpawn: (record: ServerRecord) => void;
  /** Gives the start up and ends what was started. */
  readonly signal: AbortSignal;
}

/**
 * Starts a server in a session of its own (so that a terminal's Ctrl-C does not reach it before us) and waits until
 * it answers.
 * @throws AsofError SETUP_FAILED when it ends before that, takes too long or is given up
 */
export async function launchServer(options: LaunchOptions): Promise<PrivateServer> {
  options.signal.throwIfAborted();
  if (existsSync(options.logFile)) renameSync(options.logFile, `${options.logFile}.1`);
  const child = spawnLogged(options);
  const exited = exitOf(child, options.logFile);
  await spawned(child, options);
  const { name, env, logFile, stopSignal, stopTimeoutMs } = options;
  const pid = child.pid ?? 0;
  const record = { name, pid, started: processStart(pid) ?? '', env, logFile, stopSignal, stopTimeoutMs };
  options.onSpawn(record);
  const server = { ...record, exited, stop: () => stopServer(record, exited) };
  try {
    await untilReady(options, exited);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

/** Takes over a server that another process started; undefined when it does not run any more. */
export function adoptServer(record: ServerRecord): PrivateServer | undefined {
  if (!isServerRunning(record)) return undefined;
  const exited = watch(record);
  return { ...record, exited, stop: () => stopServer(record, exited) };
}

export function isServerRunning({ pid, started }: Pick<ServerRecord, 'pid' | 'started'>): boolean {
  return processStart(pid) === started;
}

/**
 * When a process started, in a form that can only be compared; undefined when it has ended. A zombie has ended: in a
 * container without an init nobody may ever collect it.
 */
export function processStart(pid: number): string | undefined {
  if (!existsSync('/proc/self/stat')) return processStartByPs(pid);
  try {
    // The second field is the program's name in parentheses and may hold anything; the state comes after it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** A loopback port that is free now: the preferred one if possible. */
export async function freePort(preferred = 0): Promise<number> {
  const server = createServer();
  try {
    return await new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(preferred, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : preferred);
      });
    });
  } catch (error) {
    if (preferred === 0) throw error;
    return freePort();
  } finally {
    server.close();
  }
}

/** The last lines of a log. */
export function tailOf(logFile: string): string {
  if (!existsSync(logFile)) return '';
  const file = openSync(logFile, 'r');
  try {
    const buffer = Buffer.alloc(LOG_TAIL_BYTES);
    const length = readSync(file, buffer, 0, LOG_TAIL_BYTES, Math.max(0, fstatSync(file).size - LOG_TAIL_BYTES));
    return buffer.toString('utf8', 0, length).trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
  } finally {
    closeSync(file);
  }
}

function spawnLogged(options: LaunchOptions): ChildProcess {
  const log = openSync(options.logFile, 'a', 0o600);
  try {
    return spawn(options.command, options.args, {
      detached: true,
      stdio: ['ignore', log, log],
      ...(options.environment && { env: options.environment }),
      ...options.account,
    });
  } finally {
    closeSync(log);
  }
}

async function spawned(child: ChildProcess, { name, command }: LaunchOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) => {
      reject(new AsofError('SETUP_FAILED', `${name}: “${command}” could not be run: ${cause.message}.`, { cause }));
    });
  });
  child.unref();
}

function exitOf(child: ChildProcess, logFile: string): Promise<ServerExit> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal, logTail: tailOf(logFile) }));
  });
}

async function watch(record: ServerRecord): Promise<ServerExit> {
  while (isServerRunning(record)) await sleep(POLL_MS, undefined, { ref: false });
  return { code: null, signal: null, logTail: tailOf(record.logFile) };
}

async function untilReady(
  { name, logFile, isReady, startTimeoutMs, signal }: LaunchOptions,
  exited: Promise<ServerExit>,
) {
  let exit: ServerExit | undefined;
  void exited.then((value) => {
    exit = value;
  });
  const deadline = performance.now() + startTimeoutMs;
  let cause: unknown;
  while (performance.now() < deadline) {
    signal.throwIfAborted();
    if (exit) throw startFailed(name, `it ended with ${exit.code ?? exit.signal} while it started`, logFile, cause);
    try {
      return await isReady();
    } catch (error) {
      cause = error;
      await sleep(POLL_MS);
    }
  }
  throw startFailed(name, `it did not answer within ${startTimeoutMs / 1000} s`, logFile, cause);
}

function startFailed(name: string, reason: string, logFile: string, cause: unknown): AsofError {
  const tail = tailOf(logFile).replace(/^/gm, '  | ');
  return new AsofError(
    'SETUP_FAILED',
    `The private ${name} could not be started: ${reason}.\n${tail}\nIts log: ${logFile}`,
    {
      cause,
    },
  );
}

async function stopServer(record: ServerRecord, exited: Promise<ServerExit>): Promise<void> {
  signalServer(record, record.stopSignal);
  if (await endsWithin(exited, record.stopTimeoutMs)) return;
  signalServer(record, 'SIGKILL');
  await endsWithin(exited, KILL_WAIT_MS);
}

function signalServer(record: ServerRecord, signal: NodeJS.Signals): void {
  if (isServerRunning(record)) process.kill(record.pid, signal);
}

async function endsWithin(exited: Promise<ServerExit>, timeoutMs: number): Promise<boolean> {
  const timeout = new AbortController();
  const late = sleep(timeoutMs, false, { signal: timeout.signal }).catch(() => false);
  const ended = await Promise.race([exited.then(() => true), late]);
  timeout.abort();
  return ended;
}

/** For systems without /proc. */
function processStartByPs(pid: number): string | undefined {
  try {
    const output = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [state = 'Z', ...start] = output.toString().trim().split(/\s+/);
    return state.startsWith('Z') ? undefined : start.join(' ');
  } catch {
    return undefined;
  }
}
