// The two roads to a subgraph, in process and HTTP: the same request and the same answer on either.
import { AsofError } from '../core/errors.ts';
import type { Subgraph, SubgraphRequest, SubgraphResponse } from '../core/subgraph.ts';

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

/** A subgraph that answers GraphQL at a URL. */
export interface SubgraphUrl {
  readonly name: string;
  readonly url: string;
}

/** A subgraph in this process, or elsewhere. */
export type SubgraphPlace = Subgraph | SubgraphUrl;

/** The error of a subgraph that did not answer, in words that are fit for clients. */
export function unavailable(name: string, reason: string, cause?: unknown): AsofError {
  return new AsofError('SUBGRAPH_UNAVAILABLE', `The subgraph “${name}” ${reason}.`, { cause });
}
