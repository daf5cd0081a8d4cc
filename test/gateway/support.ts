// Two tiny subgraphs, a Now that a test sets, and a gateway over them: in process, or behind real sockets.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, execute, type GraphQLFormattedError, parse } from 'graphql';
import { pino } from 'pino';
import { AsofError } from '../../core/errors.ts';
import type { RequestHeaders } from '../../core/headers.ts';
import { type Instant, parseInstant } from '../../core/instant.ts';
import type { Now, NowReading } from '../../core/now.ts';
import type { Subgraph, SubgraphRequest, SubgraphResponse } from '../../core/subgraph.ts';
import { type Environment, loadConfig } from '../../gateway/config.ts';
import { type GatewayOptions, type RunningGateway, startGateway } from '../../gateway/server.ts';

type Context = { readonly headers: RequestHeaders };
type Resolvers = Record<string, Record<string, unknown>>;

/** A subgraph of a test: keeps what it was sent, and does what `intercept` says instead of answering. */
export interface FakeSubgraph extends Subgraph {
  readonly requests: SubgraphRequest[];
  intercept: ((request: SubgraphRequest) => Promise<SubgraphResponse> | undefined) | undefined;
  extensions: Record<string, unknown> | undefined;
}

const FEDERATION = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
scalar Moment`;

const THINGS_SDL = `${FEDERATION}
input AsOf { validTime: String, systemTime: String }
type Thing @key(fields: "id moment") { id: ID! moment: Moment! name: String broken: String secret: String }
type Query {
  thing(id: ID!, at: AsOf): Thing
  things(count: Int!, distinct: Int): [Thing!]
  headers: [String!]!
  fails: String
  breaks: String
}
type Mutation { touch(id: ID!): Thing }`;

const NOTES_SDL = `${FEDERATION}
type Thing @key(fields: "id moment") { id: ID! moment: Moment! note: String tags: [String!] }
type Query { notes: [String!] noteHeaders: [String!]! }`;

const momentOf = (headers: RequestHeaders, at?: { validTime?: string; systemTime?: string } | null): string =>
  `${at?.validTime ?? headers['asof-valid-time'] ?? 'own'}@${at?.systemTime ?? headers['asof-system-time'] ?? 'own'}`;

const headerList = (_: unknown, __: unknown, { headers }: Context): string[] =>
  Object.entries(headers)
    .flatMap(([name, value]) => (name.startsWith('asof-') ? [`${name}: ${value}`] : []))
    .sort();

const things: Resolvers = {
  Query: {
    thing: (_: unknown, { id, at }: { id: string; at?: object }, { headers }: Context) => ({
      id,
      moment: momentOf(headers, at),
    }),
    things: (_: unknown, { count, distinct = count }: { count: number; distinct?: number }, { headers }: Context) =>
      Array.from({ length: count }, (__, index) => ({ id: `t${index % distinct}`, moment: momentOf(headers) })),
    headers: headerList,
    fails: () => {
      throw new AsofError('STORE_UNAVAILABLE', 'The store of things is away.', { details: { store: 'things' } });
    },
    breaks: () => {
      throw new Error('password=hunter2');
    },
  },
  Mutation: {
    touch: (_: unknown, { id }: { id: string }, { headers }: Context) => ({ id, moment: momentOf(headers) }),
  },
  Thing: {
    name: ({ id }: { id: string }) => `Thing ${id}`,
    broken: ({ id }: { id: string }) => {
      throw new AsofError('STORE_TIMEOUT', `Thing ${id} took too long.`);
    },
  },
};

const notes: Resolvers = {
  Query: { notes: () => ['a', 'b'], noteHeaders: headerList },
  Thing: {
    __resolveReference: (reference: object) => ({ ...reference }),
    note: ({ id, moment }: { id: string; moment: string }) => `${id} at ${moment}`,
    tags: () => ['x', 'y'],
  },
};

export interface Subgraphs {
  readonly things: FakeSubgraph;
  readonly notes: FakeSubgraph;
}

export function fakeSubgraphs(): Subgraphs {
  return { things: fakeSubgraph('things', THINGS_SDL, things), notes: fakeSubgraph('notes', NOTES_SDL, notes) };
}

function fakeSubgraph(name: string, sdl: string, resolvers: Resolvers): FakeSubgraph {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  const documents = new Map<string, DocumentNode>();
  return {
    name,
    sdl,
    requests: [],
    intercept: undefined,
    extensions: undefined,
    async handle(request) {
      this.requests.push(request);
      const instead = this.intercept?.(request);
      if (instead) return instead;
      const { query, variables, operationName, headers } = request;
      const document = documents.get(query) ?? parse(query);
      documents.set(query, document);
      const contextValue: Context = { headers };
      const { data, errors } = await execute({
        schema,
        document,
        variableValues: variables,
        operationName,
        contextValue,
      });
      const extensions = this.extensions;
      return {
        data: data as never,
        ...(errors ? { errors: errors.map((e) => present(e.toJSON(), e.originalError)) } : {}),
        ...(extensions ? { extensions } : {}),
      };
    },
  };
}

function present(formatted: GraphQLFormattedError, original: unknown): GraphQLFormattedError {
  if (!(original instanceof AsofError)) return formatted;
  const { code, category, details } = original;
  return { ...formatted, extensions: { ...details, code, category, stacktrace: ['at secret.ts:1'] } };
}

export function supergraphOf({ things, notes }: Subgraphs): string {
  const { supergraphSdl, errors } = composeServices(
    [things, notes].map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: '' })),
  );
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
}

/** A ledger's follower that a test sets; it grants what lies before its clock. */
export class FakeNow implements Now {
  reading: NowReading = { systemTime: at('2025-06-01'), validTime: at('2025-06-01T12:00:00Z'), warning: null };
  reads = 0;
  readonly reached: Instant[] = [];
  fault: AsofError | undefined;

  async read(): Promise<NowReading> {
    this.reads += 1;
    if (this.fault) throw this.fault;
    return this.reading;
  }

  async reach(_tenant: unknown, systemTime: Instant): Promise<void> {
    this.reached.push(systemTime);
    if (systemTime > this.reading.validTime) throw new AsofError('SYSTEM_TIME_IN_FUTURE', 'That is in the future.');
    this.reading = { ...this.reading, systemTime };
  }

  dead(): ReadonlySet<Instant> {
    return new Set();
  }
}

export const at = (text: string): Instant => parseInstant(text);

export interface TestGateway extends RunningGateway, Subgraphs {
  readonly now: FakeNow;
  readonly lines: Record<string, unknown>[];
  /** Posts an operation and returns status, headers and the parsed body. */
  post(body: object, headers?: Record<string, string>): Promise<Answer>;
  /** Like `post`, for a query that must succeed. */
  data(query: string, headers?: Record<string, string>): Promise<Record<string, unknown>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: {
      readonly message: string;
      readonly path?: unknown;
      readonly extensions: Record<string, unknown>;
    }[];
    readonly extensions?: Record<string, unknown>;
  };
}

export async function startTestGateway(
  environment: Environment = {},
  options: Partial<Pick<GatewayOptions, 'subgraphs'>> & { now?: 'none'; fakes?: Subgraphs } = {},
): Promise<TestGateway> {
  const fakes = options.fakes ?? fakeSubgraphs();
  const now = new FakeNow();
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'debug', base: null }, { write: (line: string) => lines.push(JSON.parse(line)) });
  const running = await startGateway({
    config: loadConfig({ PORT: '0', ...environment }),
    supergraphSdl: supergraphOf(fakes),
    subgraphs: options.subgraphs ?? [fakes.things, fakes.notes],
    now: options.now === 'none' ? null : now,
    log,
  });
  const post = async (body: object, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(running.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
  };
  const data = async (query: string, headers?: Record<string, string>): Promise<Record<string, unknown>> => {
    const { body } = await post({ query }, headers);
    if (body.errors || !body.data) throw new Error(JSON.stringify(body));
    return body.data;
  };
  return { ...running, ...fakes, now, lines, post, data };
}

/** Serves a subgraph over HTTP, as a team would. */
export async function serveSubgraph(subgraph: Subgraph): Promise<{ url: string; close(): Promise<void> }> {
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    const answer = await subgraph.handle({ ...body, headers: request.headers as RequestHeaders });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
