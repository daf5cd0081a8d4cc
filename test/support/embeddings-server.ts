// A provider of embeddings that speaks OpenAI's protocol, and that can be told to misbehave: over real sockets, with the
// vectors of the hashed embedder, which tests can compute themselves.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { hashedEmbedder } from '../../stores/vectors/hashed-embedder.ts';

export interface EmbeddingsRequestSeen {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: { readonly model: string; readonly input: readonly string[]; readonly [key: string]: unknown };
}

export interface EmbeddingsItem {
  readonly index: number;
  readonly embedding: readonly (number | null)[];
}

/** What to do with a request in place of a right answer; undefined: answer it rightly. */
export type Misbehaviour = (
  response: ServerResponse,
  items: readonly EmbeddingsItem[],
  request: EmbeddingsRequestSeen,
) => void | Promise<void>;

export interface EmbeddingsServer {
  readonly url: string;
  readonly dimensions: number;
  /** The requests so far. */
  readonly seen: EmbeddingsRequestSeen[];
  /** The most requests that were open at the same time. */
  readonly openMax: () => number;
  /** What the next requests get, one after the other; later ones are answered rightly. */
  misbehave(...next: readonly Misbehaviour[]): void;
  /** What every request gets until it is told otherwise. */
  always(misbehaviour: Misbehaviour | undefined): void;
  /** Goes away: connections end, new ones are refused. */
  stop(): Promise<void>;
  /** Comes back at the same address. */
  start(): Promise<void>;
}

const MILLISECONDS = 5;

export async function startEmbeddingsServer(): Promise<EmbeddingsServer> {
  const embedder = hashedEmbedder();
  const seen: EmbeddingsRequestSeen[] = [];
  const queue: Misbehaviour[] = [];
  let usual: Misbehaviour | undefined;
  let open = 0;
  let openMax = 0;
  let port = 0;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as EmbeddingsRequestSeen['body'];
    const entry = { path: request.url ?? '', authorization: request.headers.authorization, body };
    seen.push(entry);
    const vectors = await embedder.embed(body.input);
    // Longer than 1, and in another order than asked: what the client must not rely on.
    const items = vectors
      .map((vector, index) => ({ object: 'embedding', index, embedding: Array.from(vector, (value) => value * 3) }))
      .reverse();
    await sleep(MILLISECONDS);
    const misbehaviour = queue.shift() ?? usual;
    if (misbehaviour) await misbehaviour(response, items, entry);
    else sendJson(response, 200, { object: 'list', model: body.model, data: items });
  };

  const server = createServer((request, response) => {
    open += 1;
    openMax = Math.max(openMax, open);
    response.on('close', () => {
      open -= 1;
    });
    answer(request, response).catch(() => response.destroy());
  });
  const start = (): Promise<void> =>
    new Promise((resolve) => {
      server.listen(port, '127.0.0.1', () => {
        port = (server.address() as AddressInfo).port;
        resolve();
      });
    });
  await start();
  return {
    url: `http://127.0.0.1:${port}/v1`,
    dimensions: embedder.dimensions,
    seen,
    openMax: () => openMax,
    misbehave: (...next) => {
      queue.push(...next);
    },
    always: (misbehaviour) => {
      usual = misbehaviour;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    start,
  };
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
