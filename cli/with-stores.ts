// Runs a command with the stores open: those that run already, or the private ones, started for it and stopped after it.
import { type Config, loadConfig } from '../gateway/config.ts';
import { openHome } from './home.ts';
import { openStores, type Stores } from './open-stores.ts';
import { listenForShutdown } from './shutdown.ts';
import { servingProcess, startStack } from './stack.ts';
import { readState } from './stack-state.ts';

export interface StoresContext {
  readonly stores: Stores;
  readonly config: Config;
  /** Aborted when the user wants the command to end. */
  readonly signal: AbortSignal;
}

/** @throws AsofError SETUP_FAILED, CONFIG_INVALID, MIGRATION_REFUSED, STORE_UNAVAILABLE, and what the command throws */
export async function withStores<T>(run: (context: StoresContext) => Promise<T>): Promise<T> {
  const { signal } = listenForShutdown();
  const home = openHome();
  const say = (line: string): void => console.error(line);
  // Beside “asof serve”, its stores are used; they end with it.
  const served = servingProcess(home) === undefined ? undefined : readState(home);
  const stack = served ? undefined : await startStack(home, say, { signal });
  const env = stack?.env ?? Object.assign({}, ...(served?.servers ?? []).map((server) => server.env));
  try {
    const config = loadConfig({ ...env, ...process.env });
    const stores = await openStores(config, { log: { warn: (_details, message) => say(message) } });
    try {
      return await run({ stores, config, signal });
    } finally {
      await stores.close();
    }
  } finally {
    await stack?.stop();
  }
}
