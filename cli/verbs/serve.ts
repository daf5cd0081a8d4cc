// `asof serve`, which `npm start` runs: the private stores, the demo company, the subgraphs and the gateway.
import type { Command } from 'commander';
import type { Logger } from 'pino';
import { type Config, loadConfig } from '../../gateway/config.ts';
import { openLog } from '../../gateway/log.ts';
import { startGateway } from '../../gateway/server.ts';
import { checkPort } from '../check-port.ts';
import { describeReady } from '../describe-ready.ts';
import { openHome } from '../home.ts';
import { progressView } from '../import-progress.ts';
import { loadDemo } from '../load-demo.ts';
import { openStores, type Stores } from '../open-stores.ts';
import { listenForShutdown } from '../shutdown.ts';
import { startStack } from '../stack.ts';
import { createSubgraphs, supergraphOf } from '../subgraphs.ts';
import { inWords } from './import.ts';

interface ServeOptions {
  readonly demo: boolean;
}

export function register(program: Command): void {
  program
    .command('serve')
    .description('start everything and serve GraphQL until Ctrl-C')
    .option('--no-demo', 'leave an empty tenant empty; else demo mode with private stores fills it')
    .addHelpText(
      'after',
      '\nHOST, PORT, ASOF_MODE, DATABASE_URL and others are read from the environment: see README.md.',
    )
    .action(serve);
}

async function serve({ demo }: ServeOptions): Promise<void> {
  const { signal, requested } = listenForShutdown();
  const first = loadConfig();
  const log = openLog(first);
  await checkPort(first.server);
  const stack = await startStack(openHome(), (line) => log.info(line), { signal });
  try {
    // What the stack has started stands beside what the user has set.
    await serveOver(loadConfig({ ...process.env, ...stack.env }), log, { signal, requested, wantsDemo: demo });
  } finally {
    await stack.stop();
    log.info('Everything has stopped.');
  }
}

interface Running {
  readonly signal: AbortSignal;
  readonly requested: Promise<void>;
  readonly wantsDemo: boolean;
}

async function serveOver(config: Config, log: Logger, { signal, requested, wantsDemo }: Running): Promise<void> {
  const stores = await openStores(config, { log });
  try {
    if (wantsDemo && isPlayground(config)) await fill(config, stores, log, signal);
    if (signal.aborted) return;
    const subgraphs = createSubgraphs(stores, config.tenant);
    const places = subgraphs.map((subgraph) => {
      const url = config.subgraphUrls[subgraph.name];
      return url ? { name: subgraph.name, url } : subgraph;
    });
    const supergraphSdl = supergraphOf(subgraphs);
    const gateway = await startGateway({ config, supergraphSdl, subgraphs: places, now: stores.postgres.now, log });
    console.log(describeReady(gateway.url));
    await requested;
    log.info('Stopping: requests in flight are finished first.');
    await gateway.stop();
  } finally {
    await stores.close();
  }
}

async function fill(config: Config, stores: Stores, log: Logger, signal: AbortSignal): Promise<void> {
  const loaded = await loadDemo({ config, stores, signal, progress: progressView(), log: (line) => log.info(line) });
  if (loaded) log.info(inWords(loaded, false));
}

/** Demo data goes into stores that Asof made for itself, never into somebody's own. */
function isPlayground({ mode }: Config): boolean {
  const { DATABASE_URL, NEO4J_URI, VECTORS_URL } = process.env;
  return mode === 'demo' && !DATABASE_URL && !NEO4J_URI && !VECTORS_URL;
}
