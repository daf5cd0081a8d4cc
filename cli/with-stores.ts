// Runs a command with the stores open: those that run already, or the private ones, started for it and stopped after it.
import { type Config, loadConfig } from '../gateway/config.ts';
import { type Home, openHome } from './home.ts';
import { openStores, type Stores, type StoresOptions } from './open-stores.ts';
import { isReplaced, PRIVATE_STORES } from './private-stores.ts';
import { listenForShutdown } from './shutdown.ts';
import { servedState, startStack } from './stack.ts';

export interface StoresContext {
  readonly stores: Stores;
  readonly config: Config;
  /** Aborted when the user wants the command to end. */
  readonly signal: AbortSignal;
}

export interface WithStoresOptions extends Pick<StoresOptions, 'onStatement'> {
  /** Whose private stores. Default: the installation's own home. */
  readonly home?: Home;
}

/** @throws AsofError SETUP_FAILED, CONFIG_INVALID, MIGRATION_REFUSED, STORE_UNAVAILABLE, and what the command throws */
export async function withStores<T>(
  run: (context: StoresContext) => Promise<T>,
  options: WithStoresOptions = {},
): Promise<T> {
  const { signal } = listenForShutdown();
  const say = (line: string): void => console.error(line);
  const { home, ...told } = options;
  const reached = await reachStores(home, say, signal);
  try {
    const config = loadConfig({ ...reached.env, ...process.env });
    const stores = await openStores(config, { ...told, log: { warn: (_details, message) => say(message) } });
    try {
      return await run({ stores, config, signal });
    } finally {
      await stores.close();
    }
  } finally {
    await reached.stop();
  }
}

interface ReachedStores {
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

async function reachStores(
  given: Home | undefined,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<ReachedStores> {
  // With every store elsewhere there is nothing to start, and no home that one process alone may use.
  if (PRIVATE_STORES.every((store) => isReplaced(store))) return { env: {}, stop: async () => undefined };
  const home = given ?? openHome();
  // Beside “asof serve”, its stores are used; they end with it.
  const served = await servedState(home);
  if (!served) return startStack(home, say, { signal });
  return { env: Object.assign({}, ...served.servers.map((server) => server.env)), stop: async () => undefined };
}
