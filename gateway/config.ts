// The configuration: read once from the environment into one frozen object; every fault is reported at once.
import type { z } from 'zod';
import { AsofError } from '../core/errors.ts';
import { isLoopback } from '../core/host-names.ts';
import { parseTenant, type Tenant } from '../core/ids.ts';
import { type EmbeddingsConfig, embeddingsConfig } from './embeddings-variables.ts';
import { ENVIRONMENT, isSecret } from './environment.ts';
import { readSecretFiles, type SecretFault } from './secret-files.ts';
import { type StoreConfig, storeConfig } from './store-config.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Config {
  /** `demo` is open and binds loopback; `production` always asks for an API key. */
  readonly mode: 'demo' | 'production';
  /** Where data, passwords and logs of the embedded stores are kept. */
  readonly home: string;
  /** Whose data is read and written when a request does not say. */
  readonly tenant: Tenant;
  /** Whether the environment names the tenant; else it is `default`. */
  readonly tenantIsSet: boolean;
  readonly server: {
    readonly host: string;
    /** 0 lets the system choose. */
    readonly port: number;
    /** Host names, besides loopback, that a request may be addressed to; `*` for any. */
    readonly allowedHosts: readonly string[];
    /** SHA-256 of each API key, in lower-case hex; empty when no key is asked for. */
    readonly apiKeyHashes: readonly string[];
  };
  readonly stores: StoreConfig;
  readonly embeddings: EmbeddingsConfig;
  /**
   * Whether the exploring API is part of the supergraph. Default: in demo mode, since what analysts may ask of it is
   * wide and costs more than what an application asks.
   */
  readonly explore: boolean;
  /** URLs of subgraphs that run elsewhere, by name; one that is not here runs in process. */
  readonly subgraphUrls: Readonly<Record<string, string>>;
  /**
   * Which errors of subgraphs reach clients as they are: those with a code of their own, or all. Null: all for a
   * gateway alone, whose subgraphs are others', else those with a code.
   */
  readonly subgraphErrors: 'coded' | 'all' | null;
  /** Headers of the client, in lower case, that every subgraph gets, too. */
  readonly forwardHeaders: readonly string[];
  /** The supergraph that a gateway on its own serves. */
  readonly supergraphFile: string;
  readonly limits: Limits;
  readonly log: { readonly level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent' };
}

/** Each limit is a coded error when it is hit. */
export interface Limits {
  readonly bodyBytes: number;
  /** How deep fields may be nested. */
  readonly queryDepth: number;
  /** Aliases in one operation, fragments written out. */
  readonly queryAliases: number;
  /** Fields in one operation, fragments written out. */
  readonly queryFields: number;
  /** Things that the pages of one operation may hold together: pages within pages multiply. */
  readonly queryNodes: number;
  /** Tokens in one document. */
  readonly queryTokens: number;
  /** One request, from its first byte until its answer. */
  readonly requestTimeoutMs: number;
  /** One call of one subgraph. */
  readonly subgraphTimeoutMs: number;
  /** One answer of one subgraph over HTTP. */
  readonly subgraphAnswerBytes: number;
  /** How long requests in flight may take to finish when the gateway stops. */
  readonly drainTimeoutMs: number;
}

/**
 * Reads the configuration.
 * @param environment by default the process's; nothing else in the project reads it
 * @throws AsofError CONFIG_INVALID that names every variable at fault, never the value of a secret
 */
export function loadConfig(environment: Environment = process.env): Config {
  // An empty variable counts as unset, as `PORT= npm start` means it.
  const set = Object.entries(environment).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  const { environment: given, faults } = readSecretFiles(Object.fromEntries(set));
  const parsed = ENVIRONMENT.safeParse(given);
  if (!parsed.success) throw invalid([...faults, ...parsed.error.issues], given);
  if (faults.length > 0) throw invalid(faults, given);
  return deepFreeze(toConfig(parsed.data));
}

/**
 * Keeps the gateway library from reporting its use to its maker, which it asks of the environment: a program that holds
 * a company's memory reports to nobody.
 */
export function disableTelemetry(): void {
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
}

function toConfig(variables: z.infer<typeof ENVIRONMENT>): Config {
  return {
    mode: variables.ASOF_MODE,
    home: variables.ASOF_HOME,
    tenant: parseTenant(variables.ASOF_TENANT ?? 'default'),
    tenantIsSet: variables.ASOF_TENANT !== undefined,
    server: {
      host: variables.HOST,
      port: variables.PORT,
      allowedHosts: allowedHosts(variables.ASOF_ALLOWED_HOSTS, variables.HOST),
      apiKeyHashes: variables.ASOF_API_KEYS,
    },
    stores: storeConfig(variables),
    embeddings: embeddingsConfig(variables),
    explore: (variables.ASOF_EXPLORE ?? (variables.ASOF_MODE === 'demo' ? 'on' : 'off')) === 'on',
    subgraphUrls: subgraphUrls(variables),
    subgraphErrors: variables.ASOF_SUBGRAPH_ERRORS ?? null,
    forwardHeaders: variables.ASOF_FORWARD_HEADERS,
    supergraphFile: variables.ASOF_SUPERGRAPH,
    limits: {
      bodyBytes: variables.ASOF_BODY_BYTES_MAX,
      queryDepth: variables.ASOF_QUERY_DEPTH_MAX,
      queryAliases: variables.ASOF_QUERY_ALIASES_MAX,
      queryFields: variables.ASOF_QUERY_FIELDS_MAX,
      queryNodes: variables.ASOF_QUERY_NODES_MAX,
      queryTokens: variables.ASOF_QUERY_TOKENS_MAX,
      requestTimeoutMs: variables.ASOF_REQUEST_TIMEOUT_MS,
      subgraphTimeoutMs: variables.ASOF_SUBGRAPH_TIMEOUT_MS,
      subgraphAnswerBytes: variables.ASOF_SUBGRAPH_ANSWER_BYTES_MAX,
      drainTimeoutMs: variables.ASOF_DRAIN_TIMEOUT_MS,
    },
    log: { level: variables.LOG_LEVEL },
  };
}

/** Of two places for one subgraph the later one counts. */
function subgraphUrls(variables: z.infer<typeof ENVIRONMENT>): Readonly<Record<string, string>> {
  const ours = {
    records: variables.RECORDS_URL,
    graph: variables.GRAPH_URL,
    search: variables.SEARCH_URL,
    explore: variables.EXPLORE_URL,
  };
  return Object.fromEntries([
    ...Object.entries(ours).flatMap(([name, url]) => (url ? [[name, url] as const] : [])),
    ...variables.ASOF_SUBGRAPH_URLS.filter((place) => place !== undefined),
  ]);
}

/** A host that the gateway was told to bind by name is one that it may be called by. */
function allowedHosts(listed: readonly string[], host: string): readonly string[] {
  const everyInterface = host === '0.0.0.0' || host === '::';
  return everyInterface || isLoopback(host) ? listed : [...listed, host.toLowerCase()];
}

function invalid(issues: readonly (z.core.$ZodIssue | SecretFault)[], given: Environment): AsofError {
  const faults = issues.map((issue) => {
    const variable = String(issue.path[0]);
    const value = given[variable];
    const arrived = value === undefined || isSecret(variable) ? '' : ` (it is “${value.slice(0, 80)}”)`;
    return { variable, reason: `${issue.message}${arrived}` };
  });
  const lines = faults.map(({ variable, reason }) => `  ${variable}: ${reason}`);
  return new AsofError('CONFIG_INVALID', `The environment cannot be used:\n${lines.join('\n')}`, {
    details: { faults },
  });
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) deepFreeze(inner);
  return Object.freeze(value);
}
