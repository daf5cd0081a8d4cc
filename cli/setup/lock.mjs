// One set-up at a time in one home: a lock file with the owner's process id; the lock of a dead process does not count.
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from './progress.mjs';

const WAIT_MAX_MS = 30 * 60_000;
const POLL_MS = 250;
/** A lock is empty until its owner has written to it: for longer than this only when the owner died, or the disk is full. */
const EMPTY_MAX_MS = 5_000;

/** Runs `work` while holding the lock at `path`, waiting for another set-up to end. */
export async function withLock(path, work) {
  const deadline = performance.now() + WAIT_MAX_MS;
  let told = false;
  while (!tryLock(path)) {
    if (!told) console.error('Another set-up is running here; waiting for it to end.');
    told = true;
    if (performance.now() > deadline) {
      throw new SetupError('another set-up is still running', `Wait for it, or delete ${path} if it is not so.`);
    }
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function tryLock(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!isHeld(path)) rmSync(path, { force: true });
  return false;
}

function ownerOf(path) {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return 0;
  }
}

function isHeld(path) {
  const pid = ownerOf(path);
  if (pid === 0) return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) < EMPTY_MAX_MS;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
