// The two roads to a subgraph, in process and HTTP: the same request and the same answer on either.
import { AsofError } from '../core/errors.ts';
import type { Subgraph, SubgraphRequest, SubgraphResponse } from '../core/subgraph.ts';
import { httpTransport } from './http-transport.ts';

export interface Transport {
  /**
   * Sends one request and waits for its answer.
   * @throws AsofError SUBGRAPH_UNAVAILABLE, or the one of the limit
   */
  send(request: SubgraphRequest, limit: TimeLimit): Promise<SubgraphResponse>;
  /** In process, or where. */
  readonly where: string;
  close(): void;
}

/** How long to wait, and what it means when that is over. */
export interface TimeLimit {
  readonly ms: number;
  error(): AsofError;
}

/** A subgraph in this process, or one that answers GraphQL at a URL. */
export type SubgraphPlace = Subgraph | { readonly name: string; readonly url: string };

/**
 * Opens the road to a subgraph.
 * @param answerBytes the most bytes that one answer over HTTP may have
 */
export function openTransport(place: SubgraphPlace, answerBytes: number): Transport {
  return 'url' in place ? httpTransport(place.name, new URL(place.url), answerBytes) : inProcess(place);
}

/** The error of a subgraph that did not answer, in words that are fit for clients. */
export function unavailable(name: string, reason: string, cause?: unknown): AsofError {
  return new AsofError('SUBGRAPH_UNAVAILABLE', `The subgraph “${name}” ${reason}.`, { cause });
}

function inProcess(subgraph: Subgraph): Transport {
  return {
    where: 'in process',
    async send(request, limit) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(limit.error()), limit.ms);
      });
      try {
        return await Promise.race([subgraph.handle(request), late]);
      } finally {
        clearTimeout(timer);
      }
    },
    close() {},
  };
}
