// The stack: the private stores of a home, started together, watched, and stopped together.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AsofError } from '../core/errors.ts';
import {
  adoptServer,
  isServerRunning,
  type PrivateServer,
  type ServerExit,
  type ServerRecord,
} from '../stores/private-server.ts';
import type { Home } from './home.ts';
import { isReplaced, PRIVATE_STORES, type PrivateStore } from './private-stores.ts';
import { lockOwner, type ProcessLock, tryProcessLock } from './process-lock.ts';
import { readState, removeState, type StackState, writePorts, writeState } from './stack-state.ts';

const START_WAIT_MAX_MS = 180_000;
const POLL_MS = 200;
/** How often one server is started again within the time that crashes are remembered. */
const RESTARTS_MAX = 3;
const CRASH_MEMORY_MS = 10 * 60_000;
/** Before the first restart; twice that before the second, and so on. */
const RESTART_DELAY_MS = 500;

/** Told of each step; what needs a person's eye is told as an error. */
export type StackLog = (line: string, level?: 'info' | 'error') => void;

export interface StackOptions {
  /** `up` leaves the servers running when this process ends; `serve` (the default) takes them along. */
  readonly mode?: 'up' | 'serve';
  /** The user's environment: a store whose URL is in it is not started. By default the process's. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Called when a server ends that nobody stopped; it is logged and started again in any case. */
  readonly onCrash?: (name: string, exit: ServerExit) => void;
  /** Gives the start up, and ends what was started. */
  readonly signal?: AbortSignal;
}

export interface Stack {
  /** The variables by which the stores are reached; those that the user set are not among them. */
  readonly env: Readonly<Record<string, string>>;
  /** Those that run now: one that crashed and was started again is another process. */
  servers(): readonly PrivateServer[];
  /** Ends the servers, unless `asof stack up` started them. */
  stop(): Promise<void>;
}

interface Session extends Required<Omit<StackOptions, 'mode'>> {
  readonly home: Home;
  readonly mode: 'up' | 'serve';
  readonly log: StackLog;
  /** What runs now, in the order in which it was started. */
  readonly records: Map<string, ServerRecord>;
}

/**
 * Starts the private stores, or uses those that `asof stack up` started, or takes over those that a crashed
 * process left behind.
 * @throws AsofError SETUP_FAILED when one cannot be started (those started with it are stopped again), or when
 * another process serves this home
 */
export async function startStack(home: Home, log: StackLog, options: StackOptions = {}): Promise<Stack> {
  const serveLock = options.mode === 'up' ? undefined : takeServeLock(home);
  try {
    const startLock = await takeStartLock(home);
    try {
      return await start(openSession(home, log, options), serveLock);
    } finally {
      startLock.release();
    }
  } catch (error) {
    serveLock?.release();
    throw error;
  }
}

/**
 * Stops the stack of a home; returns the names of the servers that were stopped.
 * @throws AsofError SETUP_FAILED while another process serves this home
 */
export async function stopStack(home: Home): Promise<readonly string[]> {
  const owner = lockOwner(serveLockPath(home));
  if (owner && owner.pid !== process.pid) {
    throw new AsofError('SETUP_FAILED', `The stores are in use by “asof serve” (process ${owner.pid}); stop it first.`);
  }
  const startLock = await takeStartLock(home);
  try {
    const servers = (readState(home)?.servers ?? []).flatMap((record) => adoptServer(record) ?? []);
    await Promise.all(servers.map((server) => server.stop()));
    removeState(home);
    return servers.map(({ name }) => name);
  } finally {
    startLock.release();
  }
}

/** The process that serves a home now, if one does. */
export const servingProcess = (home: Home): number | undefined => lockOwner(serveLockPath(home))?.pid;

/** What another process serves on a home, once all of it is up; undefined when none does. */
export async function servedState(home: Home): Promise<StackState | undefined> {
  if (servingProcess(home) === undefined) return undefined;
  (await takeStartLock(home)).release();
  return servingProcess(home) === undefined ? undefined : readState(home);
}

function openSession(home: Home, log: StackLog, options: StackOptions): Session {
  const left = readState(home);
  const running = (left?.servers ?? []).filter(isServerRunning);
  const keepsRunning = left?.mode === 'up' && running.length > 0;
  return {
    home,
    log,
    mode: keepsRunning ? 'up' : (options.mode ?? 'serve'),
    environment: options.environment ?? process.env,
    onCrash: options.onCrash ?? (() => undefined),
    signal: options.signal ?? new AbortController().signal,
    records: new Map(running.map((record) => [record.name, record])),
  };
}

async function start(session: Session, serveLock: ProcessLock | undefined): Promise<Stack> {
  const { home, mode, environment, records } = session;
  const ended = new AbortController();
  const signal = AbortSignal.any([session.signal, ended.signal]);
  const wanted = PRIVATE_STORES.filter((store) => !isReplaced(store, environment));
  const starts = wanted.map((store) => startOne({ ...session, signal }, store));
  // One that fails ends the others at once; all have to have ended before the failure is told.
  for (const one of starts) one.catch(() => ended.abort());
  const results = await Promise.allSettled(starts);
  const failure =
    results.find((result) => result.status === 'rejected' && !isAbort(result.reason)) ?? results.find(isRejected);
  const started = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (failure && isRejected(failure)) {
    const fresh = started.filter(({ adopted }) => mode === 'serve' || !adopted);
    await Promise.all(fresh.map(({ server }) => server.stop()));
    for (const { server } of fresh) records.delete(server.name);
    if (records.size === 0) removeState(home);
    else save(session);
    throw failure.reason;
  }
  const servers = started.map(({ server }) => server);
  save(session);
  writePorts(home, servers);
  return watched(session, servers, serveLock);
}

async function startOne(session: Session, store: PrivateStore): Promise<{ server: PrivateServer; adopted: boolean }> {
  const { home, log, signal, records } = session;
  const record = records.get(store.name);
  const running = record && adoptServer(record);
  if (running) {
    log(`${store.name} runs already (process ${running.pid})`);
    return { server: running, adopted: true };
  }
  const since = performance.now();
  const onSpawn = (spawned: ServerRecord): void => {
    records.set(spawned.name, spawned);
    save(session);
  };
  try {
    const server = await store.start({ home, signal, onSpawn });
    log(`${store.name} is ready (${((performance.now() - since) / 1000).toFixed(1)} s)`);
    return { server, adopted: false };
  } catch (error) {
    records.delete(store.name);
    throw error;
  }
}

/** Watches the servers, starts again those that crash, and knows how to stop all of them. */
function watched(session: Session, servers: readonly PrivateServer[], serveLock: ProcessLock | undefined): Stack {
  const current = new Map(servers.map((server) => [server.name, server]));
  const stopping = new AbortController();
  const restarts: Promise<void>[] = [];
  const watch = (server: PrivateServer, crashes: readonly number[]): void => {
    void server.exited.then((exit) => {
      if (stopping.signal.aborted) return;
      session.log(describeCrash(server, exit), 'error');
      session.onCrash(server.name, exit);
      const recent = [...crashes.filter((at) => performance.now() - at < CRASH_MEMORY_MS), performance.now()];
      restarts.push(
        restart({ ...session, signal: stopping.signal }, server, recent.length).then((again) => {
          if (!again) return;
          current.set(again.name, again);
          watch(again, recent);
        }),
      );
    });
  };
  for (const server of servers) watch(server, []);
  const stop = async (): Promise<void> => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    // A restart that was under way ends what it started itself, or has it in `current` by now.
    await Promise.all(restarts);
    if (session.mode === 'serve') {
      await Promise.all([...current.values()].map((server) => server.stop()));
      removeState(session.home);
    }
    serveLock?.release();
  };
  const env = Object.assign({}, ...servers.map((server) => server.env));
  return { env, stop, servers: () => [...current.values()] };
}

/** Starts a crashed server again where it was; undefined when that is given up. Never rejects. */
async function restart(session: Session, crashed: PrivateServer, crashes: number): Promise<PrivateServer | undefined> {
  const { log, signal } = session;
  const store = PRIVATE_STORES.find(({ name }) => name === crashed.name);
  if (!store) return undefined;
  if (crashes > RESTARTS_MAX) {
    log(
      `${crashed.name} has crashed ${crashes} times in ${CRASH_MEMORY_MS / 60_000} minutes and is not started again.`,
      'error',
    );
    return undefined;
  }
  try {
    await sleep(RESTART_DELAY_MS * 2 ** (crashes - 1), undefined, { signal });
    const { server } = await startOne(session, store);
    if (Object.entries(crashed.env).every(([name, value]) => server.env[name] === value)) return server;
    await server.stop();
    log(`${crashed.name} could not be started again where it was: its port is taken. Start Asof again.`, 'error');
  } catch (error) {
    if (!signal.aborted)
      log(`${crashed.name} could not be started again: ${error instanceof Error ? error.message : error}`, 'error');
  }
  return undefined;
}

function describeCrash({ name, pid, logFile }: PrivateServer, { code, signal, logTail }: ServerExit): string {
  const how = code ?? signal ?? 'an unknown code';
  return `${name} (process ${pid}) ended unexpectedly with ${how}. The end of ${logFile}:\n${logTail.replace(/^/gm, '  | ')}`;
}

function save({ home, mode, records }: Session): void {
  writeState(home, { mode, ownerPid: process.pid, servers: [...records.values()] });
}

const serveLockPath = (home: Home): string => join(home.run, 'serve.lock');

function takeServeLock(home: Home): ProcessLock {
  const lock = tryProcessLock(serveLockPath(home));
  if ('release' in lock) return lock;
  throw new AsofError(
    'SETUP_FAILED',
    `“asof serve” runs already on ${home.directory} (process ${lock.heldBy.pid}). Stop it, or set ASOF_HOME to another directory.`,
  );
}

async function takeStartLock(home: Home): Promise<ProcessLock> {
  const deadline = performance.now() + START_WAIT_MAX_MS;
  for (;;) {
    const lock = tryProcessLock(join(home.run, 'start.lock'));
    if ('release' in lock) return lock;
    if (performance.now() > deadline) {
      throw new AsofError(
        'SETUP_FAILED',
        `Process ${lock.heldBy.pid} has been starting the stores for too long. Stop it.`,
      );
    }
    await sleep(POLL_MS);
  }
}

const isRejected = (result: PromiseSettledResult<unknown>): result is PromiseRejectedResult =>
  result.status === 'rejected';

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
