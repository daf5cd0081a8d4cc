// `asof serve`, which `npm start` runs: the private stores, the demo company, the subgraphs and the gateway.
import type { Command } from 'commander';
import type { Logger } from 'pino';
import { AsofError } from '../../core/errors.ts';
import { type Config, loadConfig } from '../../gateway/config.ts';
import { openLog } from '../../gateway/log.ts';
import { startGateway } from '../../gateway/server.ts';
import { adoptInto, adoptionInWords } from '../adopt-graphiti.ts';
import { checkPort } from '../check-port.ts';
import { describeReady } from '../describe-ready.ts';
import { followInto } from '../follow-graphiti.ts';
import { openHome } from '../home.ts';
import { progressView } from '../import-progress.ts';
import { loadDemo } from '../load-demo.ts';
import { openStores, type Stores } from '../open-stores.ts';
import { isReplaced, PRIVATE_STORES } from '../private-stores.ts';
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
  const stack = await startStack(openHome(), (line, level = 'info') => log[level](line), { signal });
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
    const isNew = await adopt(config, stores, log, signal);
    if (isNew && wantsDemo && isPlayground(config)) await fill(config, stores, log, signal);
    if (signal.aborted) return;
    const subgraphs = createSubgraphs(stores, config.tenant, config);
    const places = subgraphs.map((subgraph) => {
      const url = config.subgraphUrls[subgraph.name];
      return url ? { name: subgraph.name, url } : subgraph;
    });
    const supergraphSdl = supergraphOf(subgraphs);
    const gateway = await startGateway({ config, supergraphSdl, subgraphs: places, now: stores.postgres.now, log });
    const follower = followInto({ stores, tenant: config.tenant, log });
    void stores.neo4j.warmUp();
    console.log(describeReady(gateway.url));
    await requested;
    log.info('Stopping: requests in flight are finished first.');
    await Promise.all([gateway.stop(), follower.stop()]);
  } finally {
    await stores.close();
  }
}

/**
 * Takes over, once for a tenant, what Graphiti wrote before Asof came; true when there was nothing of the kind. What
 * fails is tried again at the next start, and meanwhile the rest is served.
 */
async function adopt({ tenant }: Config, stores: Stores, log: Logger, signal: AbortSignal): Promise<boolean> {
  try {
    const progress = progressView();
    const adopted = await adoptInto({ stores, tenant, signal, progress, log: (line) => log.info(line) });
    if (adopted.outcome === 'adopted') log.info(adoptionInWords(adopted.report, false));
    return adopted.outcome === 'nothing';
  } catch (error) {
    if (!(error instanceof AsofError)) throw error;
    log.warn(
      { code: error.code },
      `Graphiti’s graph is not adopted yet: ${error.message} The next start goes on with it.`,
    );
    return false;
  }
}

async function fill(config: Config, stores: Stores, log: Logger, signal: AbortSignal): Promise<void> {
  const loaded = await loadDemo({ config, stores, signal, progress: progressView(), log: (line) => log.info(line) });
  if (loaded) log.info(inWords(loaded, false));
}

/** Demo data goes into stores that Asof made for itself, never into somebody's own. */
function isPlayground({ mode }: Config): boolean {
  return mode === 'demo' && !PRIVATE_STORES.some((store) => isReplaced(store));
}
