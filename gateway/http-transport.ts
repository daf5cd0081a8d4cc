// The road to a subgraph over HTTP: plain keep-alive sockets, which cost the gateway far less than a fetch library.
import http from 'node:http';
import https from 'node:https';
import type { SubgraphRequest, SubgraphResponse } from '../core/subgraph.ts';
import { type TimeLimit, type Transport, unavailable } from './transport.ts';

/** Sockets to one subgraph; further requests wait for one, within their time-out. */
const SOCKETS_MAX = 256;
const IDLE_SOCKETS_MAX = 64;

interface RawAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** A request that failed before any of its answer arrived. */
class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  /** Whether the socket had served others before: the subgraph may just have closed it. */
  readonly stale: boolean;

  constructor(cause: Error, stale: boolean) {
    super(cause.message, { cause });
    this.stale = stale;
  }
}

/** @param answerBytes the most bytes that one answer may have */
export function httpTransport(name: string, url: URL, answerBytes: number): Transport {
  const { request: open, Agent } = url.protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS_MAX, maxFreeSockets: IDLE_SOCKETS_MAX });

  const post = (headers: http.OutgoingHttpHeaders, body: string, limit: TimeLimit): Promise<RawAnswer> =>
    new Promise((resolve, reject) => {
      const fail = (error: Error): void => {
        clearTimeout(timer);
        reject(error);
        request.destroy();
      };
      const request = open(url, { method: 'POST', agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        let length = 0;
        response.on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length <= answerBytes) chunks.push(chunk);
          else fail(unavailable(name, `sent more than ${answerBytes} bytes`));
        });
        response.on('end', () => {
          clearTimeout(timer);
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) });
        });
        response.on('error', (error) => fail(new ConnectionError(error, false)));
      });
      const timer = setTimeout(() => fail(limit.error()), limit.ms);
      request.on('error', (error) => fail(new ConnectionError(error, request.reusedSocket)));
      request.end(body);
    });

  return {
    where: `${url.origin}${url.pathname}`,
    async send(subgraphRequest, limit) {
      const body = JSON.stringify({
        query: subgraphRequest.query,
        variables: subgraphRequest.variables,
        operationName: subgraphRequest.operationName,
      });
      const headers = {
        ...subgraphRequest.headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        accept: 'application/json',
      };
      const attempt = (): Promise<RawAnswer> => post(headers, body, limit);
      try {
        return readAnswer(
          name,
          await attempt().catch((error) => (mayRepeat(error, subgraphRequest) ? attempt() : Promise.reject(error))),
        );
      } catch (error) {
        throw error instanceof ConnectionError ? unavailable(name, 'cannot be reached', error) : error;
      }
    },
    close: () => agent.destroy(),
  };
}

/** A subgraph may close an idle socket just as it is used again. A query may be sent twice, a mutation may not. */
function mayRepeat(error: unknown, { query }: SubgraphRequest): boolean {
  return error instanceof ConnectionError && error.stale && /^\s*(query\b|\{)/.test(query);
}

/** GraphQL servers send errors with other statuses than 200, too: what counts is that it is a GraphQL answer. */
function readAnswer(name: string, { status, body }: RawAnswer): SubgraphResponse {
  let answer: unknown;
  try {
    answer = JSON.parse(body.toString());
  } catch (cause) {
    throw unavailable(name, `answered with status ${status} and no JSON`, cause);
  }
  if (typeof answer !== 'object' || answer === null || !('data' in answer || 'errors' in answer)) {
    throw unavailable(name, `answered with status ${status} and no GraphQL`);
  }
  return answer as SubgraphResponse;
}
