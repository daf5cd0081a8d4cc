// Runs a gateway on its own: the supergraph from a file, every subgraph over HTTP. `asof serve` runs the whole stack.
import { readFileSync } from 'node:fs';
import { AsofError } from '../core/errors.ts';
import { type Config, loadConfig } from './config.ts';
import { openLog } from './log.ts';
import { startGateway } from './server.ts';

await main();

async function main(): Promise<void> {
  try {
    const config = loadConfig();
    const log = openLog(config);
    const subgraphs = Object.entries(config.subgraphUrls).map(([name, url]) => ({ name, url }));
    const gateway = await startGateway({ config, supergraphSdl: readSupergraph(config), subgraphs, now: null, log });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        log.info(`${signal}: finishing requests in flight.`);
        void gateway.stop();
      });
    }
  } catch (error) {
    process.stderr.write(`${error instanceof AsofError ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

function readSupergraph({ supergraphFile }: Config): string {
  try {
    return readFileSync(supergraphFile, 'utf8');
  } catch (cause) {
    const reason = `The supergraph ${supergraphFile} cannot be read; make it with “asof compose”, or set ASOF_SUPERGRAPH.`;
    throw new AsofError('CONFIG_INVALID', reason, { cause });
  }
}
