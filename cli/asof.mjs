#!/usr/bin/env node
// The `asof` command: sets up what is missing, then runs cli/asof.ts on the Node that the lock file pins.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { binaries, home, node, PROJECT, tools } from './setup/paths.mjs';
import { reportFailure, setUp } from './setup.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** A terminal and npm both pass one Ctrl-C on; what comes within this time is the same one. */
const SAME_SIGNAL_MS = 500;

const args = process.argv.slice(2);
try {
  await setUp({ stores: needsStores(args), forTests: args.includes('--for-tests') });
} catch (error) {
  reportFailure(error);
  process.exit(1);
}
await runProgram();

/** Whether the command will start private stores, as far as the set-up needs to know. */
function needsStores([verb, action]) {
  if (args.some((argument) => argument === '--help' || argument === '-h')) return false;
  return (
    ['serve', 'subgraph', 'setup', 'demo', 'import', 'bench'].includes(verb) || (verb === 'stack' && action === 'up')
  );
}

async function runProgram() {
  const { code, signal, pid } = await runNode(args, true);
  // The program stops its stores itself; if it could not, nobody else would.
  if (signal !== null || code === null) await runNode(['stack', 'down', '--left-behind-by', String(pid)], false);
  if (signal !== null) {
    for (const name of SIGNALS) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  }
  process.exitCode = code ?? 1;
}

/**
 * Runs the program in a process group of its own, so that a signal reaches it through here, once, and not also from
 * the terminal. The channel tells it when this process dies.
 */
function runNode(programArgs, forward) {
  const child = spawn(
    node(),
    ['--disable-warning=ExperimentalWarning', join(PROJECT, 'cli', 'asof.ts'), ...programArgs],
    {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      detached: true,
      env: {
        ...process.env,
        PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}`,
        ASOF_HOME: home(),
        ASOF_TOOLS: tools(),
      },
    },
  );
  let last = Number.NEGATIVE_INFINITY;
  const pass = (signal) => {
    if (performance.now() - last > SAME_SIGNAL_MS) child.kill(signal);
    last = performance.now();
  };
  if (forward) for (const signal of SIGNALS) process.on(signal, pass);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${node()} could not be run: ${error.message}`);
      resolve({ code: 1, signal: null, pid: 0 });
    });
    child.on('exit', (code, signal) => resolve({ code, signal, pid: child.pid }));
  });
}
