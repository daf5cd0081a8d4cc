// How the gateway calls a subgraph, in process or over HTTP alike.
import type { RequestHeaders } from './headers.ts';

export interface SubgraphRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly headers: RequestHeaders;
}

export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface SubgraphResponse {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly SubgraphError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface Subgraph {
  readonly name: string;
  /** The whole SDL, federation directives included. */
  readonly sdl: string;
  /** Answers one request; trouble is in `errors`, nothing is thrown. */
  handle(request: SubgraphRequest): Promise<SubgraphResponse>;
}
