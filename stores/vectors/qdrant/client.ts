// Requests to Qdrant. Each is bounded in time; connections are made at the first use, and again after it was away.
import { QdrantClient } from '@qdrant/js-client-rest';
import { storeError } from './store-error.ts';

export interface QdrantOptions {
  /** `https://host:6333`; without a port 6333 is taken, and a path is kept. */
  readonly url: string;
  /** Default: none is sent. */
  readonly apiKey?: string;
  /** Default `asof_points`. */
  readonly collection?: string;
  /** How many replicas each shard has, in a cluster; default 1. */
  readonly replicas?: number;
  /** Connections at once, for reads and for writes; default 25. */
  readonly connectionsMax?: number;
  /** How long one request that reads may take; default 10,000. */
  readonly readTimeoutMs?: number;
  /** How long one request that writes may take; default 60,000. */
  readonly writeTimeoutMs?: number;
  /** Is told the name of each request that is sent. */
  readonly onStatement?: (text: string) => void;
}

export const COLLECTION_DEFAULT = 'asof_points';
const PORT_DEFAULT = 6333;

/** One request, and what it needs to be the right one. */
export type Request<Result> = (client: QdrantClient, collection: string) => Promise<Result>;

export interface QdrantStoreClient {
  readonly collection: string;
  readonly replicas: number;
  /**
   * Sends one request that reads; its name is told to `onStatement`.
   * @throws AsofError STORE_UNAVAILABLE, STORE_TIMEOUT, MIGRATION_REFUSED when there is no collection
   */
  read<Result>(name: string, request: Request<Result>): Promise<Result>;
  /** Sends one request that writes. @throws AsofError as for `read` */
  write<Result>(name: string, request: Request<Result>): Promise<Result>;
}

/** Makes a client. */
export function qdrantClient(options: QdrantOptions): QdrantStoreClient {
  const { collection = COLLECTION_DEFAULT, replicas = 1, readTimeoutMs = 10_000, writeTimeoutMs = 60_000 } = options;
  const reader = connect(options, readTimeoutMs);
  const writer = connect(options, writeTimeoutMs);
  const sender =
    (client: QdrantClient): QdrantStoreClient['read'] =>
    async (name, request) => {
      options.onStatement?.(name);
      try {
        return await request(client, collection);
      } catch (cause) {
        throw storeError(cause);
      }
    };
  return { collection, replicas, read: sender(reader), write: sender(writer) };
}

/** The key goes as a header of ours: given as the client’s own option it is commented on at the console. */
function connect({ url, apiKey, connectionsMax = 25 }: QdrantOptions, timeout: number): QdrantClient {
  const { protocol, hostname, pathname } = new URL(url);
  const path = pathname.replace(/\/+$/, '');
  return new QdrantClient({
    url: `${protocol}//${hostname}`,
    port: portOf(url),
    ...(path !== '' && { prefix: path }),
    ...(apiKey !== undefined && { headers: { 'api-key': apiKey } }),
    timeout,
    maxConnections: connectionsMax,
    checkCompatibility: false,
  });
}

/** The port as it is written: `URL` leaves out one that is the protocol’s default, and Qdrant’s is another. */
export function portOf(url: string): number {
  const [, port] = /^https?:\/\/[^/?#]*:(\d+)(?:[/?#]|$)/i.exec(url) ?? [];
  return port === undefined ? PORT_DEFAULT : Number(port);
}
