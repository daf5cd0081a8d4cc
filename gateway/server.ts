// The gateway: Apollo Server over the supergraph, and the ordered list of its plugins.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { AsofError } from '../core/errors.ts';
import type { RequestHeaders } from '../core/headers.ts';
import type { Now } from '../core/now.ts';
import { type Config, disableTelemetry } from './config.ts';
import { type GatewayContext, newContext, type RequestRecord } from './context.ts';
import { SubgraphDataSource } from './data-source.ts';
import { httpTransport } from './http-transport.ts';
import { inProcessTransport } from './in-process-transport.ts';
import type { GatewayPlugin } from './plugin.ts';
import { cors } from './plugins/cors.ts';
import { errorFormatter, httpErrors, refusal } from './plugins/errors.ts';
import { forward } from './plugins/forward.ts';
import { health } from './plugins/health.ts';
import { hosts } from './plugins/hosts.ts';
import { introspection } from './plugins/introspection.ts';
import { keys } from './plugins/keys.ts';
import { landing } from './plugins/landing.ts';
import { documentLimits, limits } from './plugins/limits.ts';
import { logging } from './plugins/logging.ts';
import { moment } from './plugins/moment.ts';
import { operations } from './plugins/operations.ts';
import { pageBudget } from './plugins/page-budget.ts';
import { tenant } from './plugins/tenant.ts';
import type { SubgraphPlace, Transport } from './transport.ts';

export interface GatewayOptions {
  readonly config: Config;
  readonly supergraphSdl: string;
  /** Where each subgraph of the supergraph is; one that is not listed is called at the URL in the supergraph. */
  readonly subgraphs: readonly SubgraphPlace[];
  /** How far this process has followed the ledger; null for a gateway that follows none. */
  readonly now: Now | null;
  readonly log: Logger;
}

export interface RunningGateway {
  /** Where GraphQL is served. */
  readonly url: string;
  /** Stops accepting requests, lets those in flight finish within the limit, then closes. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts the gateway and resolves when it answers.
 * @throws AsofError CONFIG_INVALID when a subgraph has no place, SETUP_FAILED when the port cannot be had
 */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { config, log } = options;
  const startedMs = performance.now();
  const app = express().disable('x-powered-by').disable('etag');
  const httpServer = http.createServer(app);
  boundConnections(httpServer, config);
  const state = { draining: false };
  const plugins = pluginsOf(options, () => state.draining);
  const transports = new Map<string, Transport>();
  const gateway = openSupergraph(options, transports);
  const apollo = apolloServer(options, gateway, plugins, httpServer);
  await apollo.start();

  for (const plugin of plugins) plugin.http?.(app);
  serveGraphql(app, apollo, config, plugins);
  app.use((request) => {
    throw new AsofError('NOT_FOUND', `There is nothing at ${request.path.slice(0, 100)}; GraphQL is at /graphql.`);
  });
  app.use(httpErrors(log));
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    state.draining = true;
    await apollo.stop();
    for (const transport of transports.values()) transport.close();
    log.info('The gateway has stopped.');
  };
  try {
    const url = await listen(httpServer, config);
    describeStart(options, transports, url, performance.now() - startedMs);
    return { url, stop: () => (stopped ??= stop()) };
  } catch (error) {
    await apollo.stop();
    throw error;
  }
}

/** Each plugin sees a request in this order, and may end it. */
function pluginsOf({ config, now, log }: GatewayOptions, isDraining: () => boolean): readonly GatewayPlugin[] {
  return [
    forward(config),
    logging(log),
    health(config, now, isDraining),
    hosts(config),
    cors(config),
    landing(config),
    keys(config),
    limits(config),
    operations(),
    pageBudget(config),
    introspection(),
    tenant(config, now !== null),
    moment(now),
  ];
}

function openSupergraph(options: GatewayOptions, transports: Map<string, Transport>): ApolloGateway {
  const { config, log, subgraphs, supergraphSdl } = options;
  const places = new Map(subgraphs.map((place) => [place.name, place]));
  disableTelemetry();
  return new ApolloGateway({
    supergraphSdl,
    logger: libraryLog(log),
    __exposeQueryPlanExperimental: config.mode === 'demo',
    // Composition has checked it.
    validateSupergraph: false,
    buildService({ name, url }) {
      const place = places.get(name) ?? (url ? { name, url } : undefined);
      if (!place)
        throw new AsofError(
          'CONFIG_INVALID',
          `The supergraph names a subgraph “${name}” and nothing says where it is.`,
        );
      const transport = openTransport(place, config);
      transports.set(name, transport);
      return new SubgraphDataSource(name, transport, config.limits.subgraphTimeoutMs, log);
    },
  });
}

function openTransport(place: SubgraphPlace, { limits: { subgraphAnswerBytes } }: Config): Transport {
  return 'url' in place
    ? httpTransport(place.name, new URL(place.url), subgraphAnswerBytes)
    : inProcessTransport(place);
}

function apolloServer(
  { config, now, log }: GatewayOptions,
  gateway: ApolloGateway,
  plugins: readonly GatewayPlugin[],
  httpServer: http.Server,
): ApolloServer<GatewayContext> {
  return new ApolloServer<GatewayContext>({
    gateway,
    logger: log,
    plugins: [
      ...plugins.flatMap(({ apollo }) => (apollo ? [apollo] : [])),
      ApolloServerPluginDrainHttpServer({ httpServer, stopGracePeriodMillis: config.limits.drainTimeoutMs }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    // In production every request has shown a key before it comes here.
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: config.limits.queryTokens },
    validationRules: [documentLimits(config.limits)],
    formatError: errorFormatter(log, config.subgraphErrors ?? (now ? 'coded' : 'all')),
    stringifyResult: (result) => JSON.stringify(result),
  });
}

function serveGraphql(
  app: Express,
  apollo: ApolloServer<GatewayContext>,
  config: Config,
  plugins: readonly GatewayPlugin[],
): void {
  const steps = plugins.flatMap((plugin) => (plugin.context ? [plugin.context.bind(plugin)] : []));
  const defaults = { tenant: config.tenant, timeoutMs: config.limits.requestTimeoutMs };
  app.use('/graphql', (_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });
  app.use(
    '/graphql',
    expressMiddleware(apollo, {
      async context({ req, res }) {
        const context = newContext(res.locals.record as RequestRecord, req.headers as RequestHeaders, defaults);
        try {
          for (const step of steps) step(context);
        } catch (error) {
          throw error instanceof AsofError ? refusal(error) : error;
        }
        return context;
      },
    }),
  );
}

/** Sockets that send nothing, or slowly, are closed. */
function boundConnections(server: http.Server, { limits: { requestTimeoutMs } }: Config): void {
  server.headersTimeout = Math.min(10_000, requestTimeoutMs);
  server.requestTimeout = requestTimeoutMs;
  server.keepAliveTimeout = 65_000;
  server.maxRequestsPerSocket = 0;
}

function listen(server: http.Server, { server: { host, port } }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === 'EADDRINUSE' ? 'another program has it; set PORT to a free one' : cause.message;
      reject(new AsofError('SETUP_FAILED', `Port ${port} of ${host} cannot be had: ${reason}.`, { cause }));
    });
    server.listen(port, host, () => {
      const shown = host === '127.0.0.1' || host === '::1' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
      resolve(`http://${shown}:${(server.address() as AddressInfo).port}/graphql`);
    });
  });
}

function describeStart(
  { config, now, log }: GatewayOptions,
  transports: ReadonlyMap<string, Transport>,
  url: string,
  tookMs: number,
): void {
  const places = [...transports].map(([name, { where }]) => `${name} (${where})`);
  const keyCount = config.server.apiKeyHashes.length;
  log.info(`The gateway answers at ${url}, ${Math.round(tookMs)} ms after its start.`);
  log.info(`Subgraphs: ${places.join(', ')}.`);
  if (now) log.info(`Tenant “${config.tenant}”; follows the ledger.`);
  else log.info('Follows no ledger: subgraphs are sent a moment where a request asks for one, and else none.');
  if (keyCount > 0) log.info(`${config.mode} mode: requests must show one of ${keyCount} API keys.`);
  else log.warn('demo mode: open to every program on this machine, without a key.');
}

/**
 * The gateway library throws what matters at the start, and logs routine beside it: as errors, too, such as the URL
 * that a subgraph in process has not.
 */
function libraryLog(log: Logger): Record<'debug' | 'info' | 'warn' | 'error', (message?: unknown) => void> {
  const quiet = (message?: unknown): void => log.debug(String(message));
  return { debug: quiet, info: quiet, error: quiet, warn: (message) => log.warn(String(message)) };
}
