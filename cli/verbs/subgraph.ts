// `asof subgraph NAME`: one of Asof's subgraphs over HTTP, in a process of its own, for gateways and routers elsewhere.
import { Argument, type Command } from 'commander';
import { AsofError } from '../../core/errors.ts';
import { isLoopback } from '../../core/host-names.ts';
import { serveSubgraph } from '../../subgraphs/kit/http.ts';
import { checkPort } from '../check-port.ts';
import { parseHost, parsePort } from '../listen-options.ts';
import { createSubgraph, SUBGRAPH_NAMES, type SubgraphName } from '../subgraphs.ts';
import { withStores } from '../with-stores.ts';

/** Where supergraph.yaml has them. */
const PORTS: Readonly<Record<SubgraphName, number>> = { records: 4001, graph: 4002, search: 4003, explore: 4004 };

interface SubgraphVerbOptions {
  readonly port?: number;
  readonly host: string;
  readonly trustedNetwork?: true;
}

export function register(program: Command): void {
  program
    .command('subgraph')
    .description('serve one of the subgraphs over HTTP, over the stores of the environment or the private ones')
    .addArgument(new Argument('<name>', 'which one').choices(SUBGRAPH_NAMES))
    .option('--port <number>', 'where to listen; 0 for any free port (default: that of supergraph.yaml)', parsePort)
    .option('--host <host>', 'where to listen; any but loopback needs --trusted-network', parseHost, '127.0.0.1')
    .option('--trusted-network', 'say that only gateways reach that host: whoever reaches it reads any tenant’s data')
    .addHelpText('after', '\nA subgraph trusts its caller: keys and tenants are checked by the gateway in front of it.')
    .action(subgraph);
}

async function subgraph(name: SubgraphName, { port = PORTS[name], host, trustedNetwork }: SubgraphVerbOptions) {
  if (!isLoopback(host) && !trustedNetwork) {
    throw new AsofError(
      'USAGE',
      `A subgraph trusts its caller: whoever reaches it reads the data of any tenant, without a key. If only gateways reach ${host}, add --trusted-network; else leave --host out.`,
    );
  }
  await checkPort({ host, port });
  await withStores(async ({ stores, config, signal }) => {
    const served = await serveSubgraph(createSubgraph(name, stores, config.tenant), { port, host });
    if (name === 'graph') void stores.neo4j.warmUp();
    const warning = isLoopback(host) ? '' : ' It trusts its caller: let only gateways reach it.';
    console.log(`The subgraph ${name} is ready: ${served.url} (Ctrl-C stops it).${warning}`);
    await ended(signal);
    console.error('Stopping: requests in flight are finished first.');
    await served.close(config.limits.drainTimeoutMs);
  });
}

const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
