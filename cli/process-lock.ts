// A lock that one process at a time holds, by a file that names it; the lock of a process that has ended is void.
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { isServerRunning, processStart } from '../stores/private-server.ts';

const OWNER = z.object({ pid: z.number().int(), started: z.string() });

export type LockOwner = z.infer<typeof OWNER>;

export interface ProcessLock {
  release(): void;
}

/** Takes the lock at `path`, or tells who holds it. */
export function tryProcessLock(path: string): ProcessLock | { readonly heldBy: LockOwner } {
  const owner = { pid: process.pid, started: processStart(process.pid) ?? '' };
  const own = `${path}.${process.pid}`;
  writeFileSync(own, JSON.stringify(owner), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      // A link appears with its content, so nobody ever reads a lock that is half written.
      if (linked(own, path)) return { release: () => rmSync(path, { force: true }) };
      const heldBy = lockOwner(path);
      if (heldBy) return { heldBy };
      rmSync(path, { force: true });
    }
    return { heldBy: lockOwner(path) ?? owner };
  } finally {
    rmSync(own, { force: true });
  }
}

/** Who holds the lock at `path`; undefined when nobody does who still runs. */
export function lockOwner(path: string): LockOwner | undefined {
  try {
    const owner = OWNER.parse(JSON.parse(readFileSync(path, 'utf8')));
    return isServerRunning(owner) ? owner : undefined;
  } catch {
    // Not there, or no lock of ours.
    return undefined;
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
