// Serves a subgraph over HTTP, for gateways and routers in other processes: the same answers as in process.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { z } from 'zod';
import { AsofError, type ErrorCode } from '../../core/errors.ts';
import type { RequestHeaders } from '../../core/headers.ts';
import { hostName, isLoopback } from '../../core/host-names.ts';
import type { Subgraph } from '../../core/subgraph.ts';

export interface ServeOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Default: 127.0.0.1. A subgraph trusts its caller: give it no address that clients can reach. */
  readonly host?: string;
  /** The largest body, in bytes. Default: 10 MB. */
  readonly bodyBytesMax?: number;
}

export interface ServedSubgraph {
  readonly url: string;
  /**
   * Stops listening, and resolves when the last request is answered.
   * @param timeoutMs how long requests in flight may take; then they are cut off. Default: 10,000
   */
  close(timeoutMs?: number): Promise<void>;
}

const BODY_BYTES_MAX = 10_000_000;
const DRAIN_TIMEOUT_MS = 10_000;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than gateways keep an idle socket, so that they are the ones to close it. */
const KEEP_ALIVE_MS = 65_000;

const body = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/**
 * Starts to serve a subgraph; any path answers, by POST.
 * @throws AsofError SETUP_FAILED when the port cannot be had
 */
export async function serveSubgraph(subgraph: Subgraph, options: ServeOptions): Promise<ServedSubgraph> {
  const host = options.host ?? '127.0.0.1';
  const app = express();
  app.disable('x-powered-by');
  if (isLoopback(host)) app.use(refuseStrangers);
  app.use(express.json({ limit: options.bodyBytesMax ?? BODY_BYTES_MAX }));
  app.post('/{*path}', answer(subgraph));
  app.use((_request, response) => {
    response.status(404).json(refusal('NOT_FOUND', 'A subgraph answers POST requests only.'));
  });
  app.use(refuse);
  const server = await listen(app, options.port, host);
  const { port } = server.address() as AddressInfo;
  const shown = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shown}:${port}/graphql`,
    close: (timeoutMs = DRAIN_TIMEOUT_MS) => close(server, timeoutMs),
  };
}

/**
 * A web page that this machine shows can send requests to loopback, too: it may not, under whichever name (DNS
 * rebinding), and a body that is not declared as JSON, which needs no leave of a browser's, is not read.
 */
const refuseStrangers: RequestHandler = (request, response, next) => {
  const name = hostName(request.headers.host);
  if (name !== undefined && isLoopback(name)) return next();
  response.status(403).json(refusal('FORBIDDEN', 'The request is addressed to no name of this machine’s loopback.'));
};

function answer(subgraph: Subgraph): RequestHandler {
  return async (request, response) => {
    if (!request.is('application/json')) {
      response.status(415).json(refusal('BAD_REQUEST', 'Send JSON, with “content-type: application/json”.'));
      return;
    }
    const parsed = body.safeParse(request.body);
    if (!parsed.success) {
      response.status(400).json(refusal('BAD_REQUEST', 'The body is no GraphQL request: send JSON with a “query”.'));
      return;
    }
    const { query, variables, operationName } = parsed.data;
    const answered = await subgraph.handle({
      query,
      ...(variables ? { variables } : {}),
      ...(operationName ? { operationName } : {}),
      headers: request.headers as RequestHeaders,
    });
    response.json(answered);
  };
}

const refuse: ErrorRequestHandler = (error: { type?: unknown; limit?: unknown }, _request, response, _next) => {
  if (error.type === 'entity.too.large') {
    const tooLarge = new AsofError('REQUEST_TOO_LARGE', `The body is larger than ${String(error.limit)} bytes.`);
    response.status(413).json(refusal(tooLarge.code, tooLarge.message));
    return;
  }
  response.status(400).json(refusal('BAD_REQUEST', 'The body is no JSON.'));
};

const refusal = (code: ErrorCode | 'BAD_REQUEST', message: string) => ({
  errors: [{ message, extensions: { code, category: 'incorrect' } }],
});

function listen(app: express.Express, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, (cause?: NodeJS.ErrnoException) => {
      if (!cause) return resolve(server);
      const reason = cause.code === 'EADDRINUSE' ? 'another program has it; choose a free one' : cause.message;
      reject(new AsofError('SETUP_FAILED', `Port ${port} of ${host} cannot be had: ${reason}.`, { cause }));
    });
    server.headersTimeout = HEADERS_TIMEOUT_MS;
    server.requestTimeout = REQUEST_TIMEOUT_MS;
    server.keepAliveTimeout = KEEP_ALIVE_MS;
  });
}

async function close(server: Server, timeoutMs: number): Promise<void> {
  // A gateway keeps its sockets: each is closed once the request on it is answered.
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  const late = setTimeout(() => server.closeAllConnections(), timeoutMs);
  try {
    await new Promise<void>((resolve, reject) => {
      server.close((error) => (error ? reject(error) : resolve()));
    });
  } finally {
    clearInterval(idle);
    clearTimeout(late);
  }
}
