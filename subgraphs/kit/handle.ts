// Answers GraphQL requests with a subgraph's schema: parses, validates, executes, and lets out only coded errors.
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema, parse, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { AsofError } from '../../core/errors.ts';
import type { Tenant } from '../../core/ids.ts';
import { formatInstant } from '../../core/instant.ts';
import type { Now } from '../../core/now.ts';
import type { Subgraph, SubgraphError, SubgraphRequest, SubgraphResponse } from '../../core/subgraph.ts';
import { createContext, type RequestContext, type UsedMoment } from './context.ts';
import { executionError, requestError } from './errors.ts';
import { createLogger, type Logger } from './logger.ts';

/** What every subgraph is given, whichever stores it reads. */
export interface SubgraphOptions {
  readonly now: Now;
  /** The tenant of requests that name none. */
  readonly tenant: Tenant;
  /** Default: JSON lines on standard error. */
  readonly logger?: Logger;
  /** How long a request may take, in ms. Default: 30,000. */
  readonly deadlineMs?: number;
}

interface SubgraphDefinition<Context> {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: object;
  /** Adds the request's loaders. */
  readonly contextOf: (request: RequestContext) => Context;
}

const DEADLINE_MS = 30_000;
const DOCUMENTS_MAX = 1_000;
/** Characters of all queries that are remembered. */
const DOCUMENTS_LENGTH_MAX = 10_000_000;
/** Characters of a query: the gateway's are long, but not endless. */
const QUERY_LENGTH_MAX = 500_000;

type Prepared = { readonly document: DocumentNode } | { readonly errors: readonly SubgraphError[] };

/** Makes a subgraph that answers requests in process; `serveSubgraph` serves the same over HTTP. */
export function createSubgraph<Context>(definition: SubgraphDefinition<Context>, options: SubgraphOptions): Subgraph {
  const { name, sdl } = definition;
  const logger = options.logger ?? createLogger(name);
  const schema = buildSubgraphSchema([
    { typeDefs: parse(sdl), resolvers: definition.resolvers as GraphQLResolverMap<unknown> },
  ]);
  const prepared = new LRUCache<string, Prepared>({
    max: DOCUMENTS_MAX,
    maxSize: DOCUMENTS_LENGTH_MAX,
    sizeCalculation: (_prepared, query) => query.length + 1,
  });

  const handle = async (request: SubgraphRequest): Promise<SubgraphResponse> => {
    const deadline = new Deadline(name, options.deadlineMs ?? DEADLINE_MS);
    try {
      const query = remember(prepared, request.query, (text) => prepare(schema, text, logger));
      if ('errors' in query) return query;
      const base = createContext(request.headers, {
        now: options.now,
        tenant: options.tenant,
        signal: deadline.signal,
      });
      const running = execute({
        schema,
        document: query.document,
        contextValue: definition.contextOf(base),
        variableValues: request.variables ?? {},
        operationName: request.operationName ?? null,
      });
      return responseOf(await deadline.race(running), base.used, logger);
    } catch (error) {
      return { errors: [requestError(error, 'BAD_USER_INPUT', logger)] };
    } finally {
      deadline.end();
    }
  };
  return { name, sdl, handle };
}

function prepare(schema: GraphQLSchema, query: string, logger: Logger): Prepared {
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    if (errors.length === 0) return { document };
    return { errors: errors.map((error) => requestError(error, 'GRAPHQL_VALIDATION_FAILED', logger)) };
  } catch (error) {
    return { errors: [requestError(error, 'GRAPHQL_PARSE_FAILED', logger)] };
  }
}

/** Prepares a query unless that was done before; what is wrong with one is remembered, too. */
function remember(known: LRUCache<string, Prepared>, query: string, make: (query: string) => Prepared): Prepared {
  if (query.length > QUERY_LENGTH_MAX) {
    throw new AsofError('REQUEST_TOO_LARGE', `The query has more than ${QUERY_LENGTH_MAX} characters.`);
  }
  const prepared = known.get(query) ?? make(query);
  known.set(query, prepared);
  return prepared;
}

function responseOf(result: ExecutionResult, used: UsedMoment | undefined, logger: Logger): SubgraphResponse {
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors ? { errors: result.errors.map((error) => executionError(error, logger)) } : {}),
    ...(used ? { extensions: { asOf: asOfExtension(used) } } : {}),
  };
}

function asOfExtension({ moment, warning }: UsedMoment) {
  const { validTime, systemTime } = moment;
  return {
    validTime: formatInstant(validTime),
    systemTime: formatInstant(systemTime),
    ...(warning === null ? {} : { warning }),
  };
}

/** Ends a request that takes too long: its answer is an error, and it asks no more of the stores. */
class Deadline {
  readonly #controller = new AbortController();
  readonly #passed: Promise<never>;
  readonly #timer: NodeJS.Timeout;

  constructor(name: string, deadlineMs: number) {
    const { promise, reject } = Promise.withResolvers<never>();
    this.#passed = promise;
    this.#passed.catch(() => undefined);
    this.#timer = setTimeout(() => {
      this.#controller.abort();
      reject(new AsofError('REQUEST_TIMEOUT', `The subgraph ${name} took longer than ${deadlineMs} ms.`));
    }, deadlineMs);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  race<T>(running: T | Promise<T>): Promise<T> {
    return Promise.race([running, this.#passed]);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
