// What is kept of a running stack in ASOF_HOME/run/stack.json, so that any later process can use, adopt or stop it.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ServerRecord } from '../stores/private-server.ts';
import { type Home, writePrivately } from './home.ts';

const RECORD = z.object({
  name: z.string(),
  pid: z.number().int().positive(),
  started: z.string(),
  env: z.record(z.string(), z.string()),
  logFile: z.string(),
  stopSignal: z.enum(['SIGINT', 'SIGTERM']),
  stopTimeoutMs: z.number(),
});

const STATE = z.object({
  /** `up`: outlives the command that started it. `serve`: belongs to the process that started it. */
  mode: z.enum(['up', 'serve']),
  /** The process that started or adopted it. */
  ownerPid: z.number().int(),
  servers: z.array(RECORD),
});

export interface StackState {
  readonly mode: 'up' | 'serve';
  readonly ownerPid: number;
  readonly servers: readonly ServerRecord[];
}

const pathOf = (home: Home): string => join(home.run, 'stack.json');

/** The state that was written last; undefined when there is none, or none that can be read. */
export function readState(home: Home): StackState | undefined {
  try {
    return STATE.parse(JSON.parse(readFileSync(pathOf(home), 'utf8')));
  } catch {
    return undefined;
  }
}

export function writeState(home: Home, state: StackState): void {
  writePrivately(pathOf(home), state);
}

export function removeState(home: Home): void {
  rmSync(pathOf(home), { force: true });
}

/** Ports that servers had before, by name: they get them again, so that addresses stay the same. */
export function readPorts(home: Home): Readonly<Record<string, number>> {
  try {
    return z.record(z.string(), z.number().int()).parse(JSON.parse(readFileSync(join(home.run, 'ports.json'), 'utf8')));
  } catch {
    return {};
  }
}

export function writePorts(home: Home, servers: readonly ServerRecord[]): void {
  const urls = servers.map(({ name, env }) => [name, env.DATABASE_URL ?? env.NEO4J_URI] as const);
  const ports = urls.flatMap(([name, url]) => (url === undefined ? [] : [[name, Number(new URL(url).port)] as const]));
  writePrivately(join(home.run, 'ports.json'), { ...readPorts(home), ...Object.fromEntries(ports) });
}
