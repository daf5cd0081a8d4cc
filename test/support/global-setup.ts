// Starts one stack of private stores for a whole test run, in a home of its own, and stops it after the run. One that
// `asof stack up` left running in that home is used, and kept: then a run of a few tests starts at once.
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Home, openHome, removeHome } from '../../cli/home.ts';
import { servingProcess, startStack } from '../../cli/stack.ts';
import { readState } from '../../cli/stack-state.ts';
import { STORE_VARIABLES } from './stack.ts';

export default async function startStores(project: TestProject): Promise<() => Promise<void>> {
  const main = openHome();
  const { home, mode, temporary } = chooseHome(main);
  const stack = await startStack(home, (line) => console.error(`[stores] ${line}`), { mode });
  const given = STORE_VARIABLES.flatMap((name) => {
    const value = process.env[name];
    return value ? [[name, value] as const] : [];
  });
  project.provide('stores', { ...stack.env, ...Object.fromEntries(given) });
  return async () => {
    await stack.stop();
    if (temporary) removeHome(home);
  };
}

function chooseHome(main: Home): { home: Home; mode: 'up' | 'serve'; temporary: boolean } {
  const at = (name: string): Home => openHome({ ASOF_HOME: join(main.directory, name), ASOF_TOOLS: main.tools });
  const shared = at('test');
  if (readState(shared)?.mode === 'up') return { home: shared, mode: 'up', temporary: false };
  if (servingProcess(shared) === undefined) return { home: shared, mode: 'serve', temporary: false };
  // Another run has the stores of the usual home, and will stop them: this one makes do with some of its own.
  return { home: at(`test-${process.pid}`), mode: 'serve', temporary: true };
}
