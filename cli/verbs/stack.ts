// `asof stack up | down | status`: the private stores by themselves, for development and for other programs.
import type { Command } from 'commander';
import { isServerRunning } from '../../stores/private-server.ts';
import { type Home, openHome } from '../home.ts';
import { isReplaced, PRIVATE_STORES, replacementOf } from '../private-stores.ts';
import { listenForShutdown } from '../shutdown.ts';
import { servingProcess, startStack, stopStack } from '../stack.ts';
import { readState } from '../stack-state.ts';

const EXIT_DOWN = 3;
const HOLD_MS = 60_000;

interface OutputOptions {
  readonly json?: boolean;
}

interface UpOptions extends OutputOptions {
  readonly foreground?: boolean;
}

export function register(program: Command): void {
  const stack = program
    .command('stack')
    .description('start, stop and show the private stores: PostgreSQL, Neo4j and the vector store');
  stack
    .command('up')
    .description('start the private stores, leave them running and print how to reach them')
    .option('--json', 'print one JSON object instead of environment lines')
    .option('--foreground', 'stay, and stop them when this command is stopped')
    .addHelpText('after', '\nUse it in a shell with:  eval "$(npx asof stack up | sed \'s/^/export /\')"')
    .action(up);
  stack
    .command('down')
    .description('stop the private stores')
    .option('--left-behind-by <pid>', 'only stop what belonged to this process, which has ended')
    .action(down);
  stack
    .command('status')
    .description(`show the private stores; the exit code is ${EXIT_DOWN} when one is down`)
    .option('--json', 'print one JSON object')
    .action(status);
}

async function up({ json = false, foreground = false }: UpOptions): Promise<void> {
  const home = openHome();
  const serving = servingProcess(home);
  const running = serving === undefined || foreground ? undefined : readState(home);
  if (running) {
    console.error(`The stores belong to process ${serving} and end with it.`);
    printEnvironment(home, Object.assign({}, ...running.servers.map((server) => server.env)), json);
    return;
  }
  const { signal, requested } = listenForShutdown();
  const mode = foreground ? 'serve' : 'up';
  const stack = await startStack(home, (line) => console.error(line), { mode, signal });
  printEnvironment(home, stack.env, json);
  if (!foreground) return;
  // Neither the servers nor the wait for a signal keep this process alive.
  const hold = setInterval(() => undefined, HOLD_MS);
  await requested;
  clearInterval(hold);
  await stack.stop();
}

function printEnvironment(home: Home, env: Readonly<Record<string, string>>, json: boolean): void {
  if (json) console.log(JSON.stringify({ home: home.directory, env }, null, 2));
  else for (const [name, value] of Object.entries(env)) console.log(`${name}='${value}'`);
}

async function down({ leftBehindBy }: { readonly leftBehindBy?: string }): Promise<void> {
  const home = openHome();
  if (leftBehindBy !== undefined) {
    const state = readState(home);
    if (state?.mode !== 'serve' || state.ownerPid !== Number(leftBehindBy)) return;
  }
  const stopped = await stopStack(home);
  console.error(stopped.length === 0 ? 'Nothing was running.' : `Stopped ${stopped.join(', ')}.`);
}

function status({ json }: OutputOptions): void {
  const home = openHome();
  const state = readState(home);
  const servers = PRIVATE_STORES.map((store) => {
    const { name } = store;
    const record = state?.servers.find((server) => server.name === name);
    const running = record !== undefined && isServerRunning(record);
    const replaced = isReplaced(store);
    return { name, state: running ? 'running' : replaced ? 'replaced' : 'down', pid: running ? record.pid : null };
  });
  const serving = servingProcess(home) ?? null;
  if (json) console.log(JSON.stringify({ home: home.directory, serving, servers }, null, 2));
  else {
    for (const server of servers) console.log(`${server.name.padEnd(10)}${server.state}${detailOf(server)}`);
    if (serving !== null) console.log(`in use by “asof serve” (process ${serving})`);
  }
  if (servers.some((server) => server.state === 'down')) process.exitCode = EXIT_DOWN;
}

function detailOf({ name, pid }: { readonly name: string; readonly pid: number | null }): string {
  if (pid !== null) return ` (process ${pid})`;
  const store = PRIVATE_STORES.find((one) => one.name === name);
  const replacement = store && replacementOf(store);
  return replacement === undefined ? '' : ` (by ${replacement})`;
}
