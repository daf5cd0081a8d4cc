// Runs the `asof` command as a user does, in a home of its own, and waits for what it prints.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT } from '../../cli/home.ts';
import { processStart } from '../../stores/private-server.ts';

const WAIT_MAX_MS = 100_000;
const POLL_MS = 50;

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class RunningCommand {
  readonly process: ChildProcess;
  readonly finished: Promise<Finished>;
  stdout = '';
  stderr = '';

  constructor(args: readonly string[], environment: NodeJS.ProcessEnv, cwd: string = PROJECT) {
    this.process = spawn(process.execPath, [join(PROJECT, 'cli', 'asof.mjs'), ...args], {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stdout?.on('data', (chunk) => {
      this.stdout += chunk;
    });
    this.process.stderr?.on('data', (chunk) => {
      this.stderr += chunk;
    });
    this.finished = new Promise((resolve) => {
      this.process.once('close', (code) => resolve({ code, stdout: this.stdout, stderr: this.stderr }));
    });
  }

  /** Waits until what was printed, on either stream, matches. */
  async until(pattern: RegExp): Promise<void> {
    await eventually(() => {
      if (pattern.test(this.stdout + this.stderr)) return true;
      if (this.process.exitCode === null && this.process.signalCode === null) return false;
      throw new Error(`ended before it printed ${pattern}:\n${this.stdout}${this.stderr}`);
    });
  }
}

/** Runs a command to its end. */
export function asof(args: readonly string[], environment: NodeJS.ProcessEnv = {}, cwd?: string): Promise<Finished> {
  return new RunningCommand(args, environment, cwd).finished;
}

/** Waits, bounded, until something is so. */
export async function eventually(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + WAIT_MAX_MS;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`not so within ${WAIT_MAX_MS} ms: ${condition}`);
    await sleep(POLL_MS);
  }
}

export const isRunning = (pid: number): boolean => processStart(pid) !== undefined;

/** A JAVA_HOME, in a directory, whose Java says that it is of that version, and otherwise does what the shell script says. */
export function fakeJava(parent: string, script: string, version = '17.0.1'): string {
  const directory = join(parent, 'java');
  mkdirSync(join(directory, 'bin'), { recursive: true });
  const text = `#!/bin/sh\nif [ "$1" = -version ]; then echo 'openjdk version "${version}"' >&2; exit 0; fi\n${script}\n`;
  writeFileSync(join(directory, 'bin', 'java'), text, { mode: 0o755 });
  return directory;
}

/** The variables for a home of its own, whose programs are those of the checkout. */
export function temporaryHome(): { ASOF_HOME: string; ASOF_TOOLS: string } {
  const main = process.env.ASOF_HOME || join(PROJECT, '.asof');
  return {
    ASOF_HOME: mkdtempSync(join(tmpdir(), 'asof-test-')),
    ASOF_TOOLS: process.env.ASOF_TOOLS || join(main, 'tools'),
  };
}
