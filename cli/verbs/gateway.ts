// `asof gateway`: the gateway alone, over any Federation 2 supergraph and its HTTP subgraphs, with no store behind it.
import { type Command, InvalidArgumentError } from 'commander';
import type { Logger } from 'pino';
import { AsofError } from '../../core/errors.ts';
import { type Config, loadConfig } from '../../gateway/config.ts';
import { parseSubgraphUrl } from '../../gateway/environment.ts';
import { openLog } from '../../gateway/log.ts';
import { startGateway } from '../../gateway/server.ts';
import { placesOf, readSupergraph, type SupergraphFile } from '../../gateway/supergraph.ts';
import type { SubgraphUrl } from '../../gateway/transport.ts';
import { parseHost, parsePort } from '../listen-options.ts';
import { probeSubgraphs } from '../probe-subgraphs.ts';
import { listenForShutdown } from '../shutdown.ts';

interface GatewayVerbOptions {
  readonly supergraph?: string;
  readonly port?: number;
  readonly host?: string;
  readonly url?: readonly string[];
  readonly check?: true;
}

export function register(program: Command): void {
  program
    .command('gateway')
    .description('serve any Federation 2 supergraph over its HTTP subgraphs, without a store')
    .option('--supergraph <file>', 'what to serve (default: ASOF_SUPERGRAPH, else supergraph.graphql)')
    .option('--port <number>', 'where to listen; 0 for any free port (default: PORT, else 4000)', parsePort)
    .option('--host <host>', 'where to listen (default: HOST, else 127.0.0.1)', parseHost)
    .option('--url <name=url>', 'where a subgraph is, if not where the supergraph says; repeatable', collectUrl)
    .option('--check', 'load and check the supergraph, say what is in it, and end; nothing is called')
    .addHelpText(
      'after',
      '\nASOF_FORWARD_HEADERS, ASOF_SUBGRAPH_URLS, ASOF_API_KEYS and others are read from the environment:\nsee docs/gateway-alone.md.',
    )
    .action(gateway);
}

async function gateway(options: GatewayVerbOptions): Promise<void> {
  const config = configOf(options);
  const supergraph = readSupergraph(config.supergraphFile);
  checkNames(options.url ?? [], supergraph);
  const places = placesOf(supergraph, config.subgraphUrls);
  if (options.check) describe(config.supergraphFile, places);
  else await serve(config, supergraph, places);
}

async function serve(config: Config, { sdl }: SupergraphFile, places: readonly SubgraphUrl[]): Promise<void> {
  const { signal, requested } = listenForShutdown();
  const log = openLog(config);
  warnOfStrangers(config, places, log);
  const running = await startGateway({ config, supergraphSdl: sdl, subgraphs: places, now: null, log });
  console.log(`Asof is ready: ${running.url}`);
  const probes = probeSubgraphs(places, log, signal);
  await requested;
  log.info('Stopping: requests in flight are finished first.');
  await Promise.all([running.stop(), probes]);
}

/** The environment, with what the command line says in its place. */
function configOf({ supergraph, port, host, url = [] }: GatewayVerbOptions): Config {
  const { ASOF_SUBGRAPH_URLS: urls = '' } = process.env;
  return loadConfig({
    ...process.env,
    ...(supergraph !== undefined && { ASOF_SUPERGRAPH: supergraph }),
    ...(port !== undefined && { PORT: String(port) }),
    ...(host !== undefined && { HOST: host }),
    // Of two places for one subgraph the later one counts.
    ...(url.length > 0 && { ASOF_SUBGRAPH_URLS: [urls, ...url].join(',') }),
  });
}

function collectUrl(text: string, before: readonly string[] = []): readonly string[] {
  if (parseSubgraphUrl(text)) return [...before, text];
  throw new InvalidArgumentError('It must be NAME=http://… or NAME=https://… (a comma in the URL is %2C).');
}

/** A name that is typed wrong would otherwise leave the subgraph at another place, silently. */
function checkNames(urls: readonly string[], { subgraphs }: SupergraphFile): void {
  const known = subgraphs.map(({ name }) => name);
  const unknown = urls.flatMap((url) => parseSubgraphUrl(url)?.[0] ?? []).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new AsofError('USAGE', `--url: there is no subgraph ${quoted(unknown)}; the supergraph has ${quoted(known)}.`);
}

/** The environment may serve several commands, so that a stranger in it is no fault. */
function warnOfStrangers({ subgraphUrls }: Config, places: readonly SubgraphUrl[], log: Logger): void {
  const strangers = Object.keys(subgraphUrls).filter((name) => !places.some((place) => place.name === name));
  if (strangers.length > 0) {
    log.warn(`The environment says where ${quoted(strangers)} is, which the supergraph does not have.`);
  }
}

function describe(file: string, places: readonly SubgraphUrl[]): void {
  const width = Math.max(...places.map(({ name }) => name.length));
  console.log(`${file} is a supergraph of ${places.length} subgraph${places.length === 1 ? '' : 's'}:`);
  for (const { name, url } of places) console.log(`  ${name.padEnd(width)}  ${withoutPassword(url)}`);
}

function withoutPassword(text: string): string {
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname}`;
}

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ');
