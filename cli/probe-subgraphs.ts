// Asks each subgraph once, at the start, whether it is there: a gateway serves without it, but its operator should know.
import type { Logger } from 'pino';
import { AsofError } from '../core/errors.ts';
import { httpTransport } from '../gateway/http-transport.ts';
import { type SubgraphUrl, unavailable } from '../gateway/transport.ts';

const TIMEOUT_MS = 3_000;
const ANSWER_BYTES_MAX = 1_000_000;

/** Logs a warning for each subgraph that does not answer GraphQL; resolves when all were asked. Never rejects. */
export async function probeSubgraphs(places: readonly SubgraphUrl[], log: Logger, signal: AbortSignal): Promise<void> {
  await Promise.all(places.map((place) => probe(place, log, signal)));
}

async function probe({ name, url }: SubgraphUrl, log: Logger, signal: AbortSignal): Promise<void> {
  const transport = httpTransport(name, new URL(url), ANSWER_BYTES_MAX);
  signal.addEventListener('abort', transport.close, { once: true });
  const late = (): AsofError => unavailable(name, `did not answer within ${TIMEOUT_MS} ms`);
  try {
    // As a health check asks: nothing of a client's, no moment, no tenant.
    await transport.send({ query: '{ __typename }', headers: {} }, { ms: TIMEOUT_MS, error: late });
  } catch (error) {
    if (!signal.aborted) log.warn({ subgraph: name, where: transport.where, ...codeOf(error) }, describe(error));
  } finally {
    signal.removeEventListener('abort', transport.close);
    transport.close();
  }
}

const codeOf = (error: unknown): object => (error instanceof AsofError ? { code: error.code } : {});

function describe(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const { cause } = error as { cause?: unknown };
  const reason = cause instanceof Error && cause.message !== '' ? ` (${cause.message})` : '';
  return `${message.replace(/\.$/, '')}${reason}. The gateway serves without it, and asks it anew with each request.`;
}
