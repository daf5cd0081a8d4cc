// Serves a subgraph over HTTP, for gateways and routers in other processes: the same answers as in process.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { z } from 'zod';
import { AsofError, type ErrorCode } from '../../core/errors.ts';
import type { RequestHeaders } from '../../core/headers.ts';
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
  /** Stops listening, and resolves when the last request is answered. */
  close(): Promise<void>;
}

const BODY_BYTES_MAX = 10_000_000;

const body = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** Starts to serve a subgraph; any path answers, by POST. */
export async function serveSubgraph(subgraph: Subgraph, options: ServeOptions): Promise<ServedSubgraph> {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.json({ limit: options.bodyBytesMax ?? BODY_BYTES_MAX, type: () => true }));
  app.post('/{*path}', answer(subgraph));
  app.use((_request, response) => {
    response.status(404).json(refusal('NOT_FOUND', 'A subgraph answers POST requests only.'));
  });
  app.use(refuse);
  const host = options.host ?? '127.0.0.1';
  const server = await listen(app, options.port, host);
  const { port } = server.address() as AddressInfo;
  return { url: `http://${host}:${port}/graphql`, close: () => close(server) };
}

function answer(subgraph: Subgraph): RequestHandler {
  return async (request, response) => {
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
    const server = app.listen(port, host, (error?: Error) => (error ? reject(error) : resolve(server)));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
  });
}
