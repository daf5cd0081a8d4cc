// What the gateway knows of one request while it answers it: filled in by the plugins, read by the data sources.
import type { RequestHeaders } from '../core/headers.ts';
import type { Tenant } from '../core/ids.ts';
import type { Moment } from '../core/moment.ts';

/** What the log says of one request. Never variables, never headers. */
export interface RequestRecord {
  readonly requestId: string;
  /** On the clock of `performance.now()`. */
  readonly startedMs: number;
  operationName: string | null;
  operationType: string | null;
  errorCodes: readonly string[];
}

export interface GatewayContext {
  readonly record: RequestRecord;
  /** The client's headers, in lower case. */
  readonly clientHeaders: RequestHeaders;
  /** When the request's time is over, on the clock of `performance.now()`. */
  readonly deadlineMs: number;
  tenant: Tenant;
  /** The moment as fixed for the operation; without a Now, only what was asked for. */
  moment: Partial<Moment>;
  /** The headers of every call of a subgraph, the same in process and over HTTP. */
  readonly subgraphHeaders: Record<string, string>;
  /** What root fields answered, with everything that was merged into it since. */
  readonly result: Record<string, unknown>;
  /** What subgraphs sent beside data and errors. */
  readonly subgraphExtensions: SubgraphExtensions[];
  /** Told to the client in `extensions.warnings`, in words. */
  readonly warnings: Set<string>;
}

export interface SubgraphExtensions {
  readonly subgraph: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** The context of a request before any plugin has seen it. */
export function newContext(
  record: RequestRecord,
  clientHeaders: RequestHeaders,
  options: { readonly tenant: Tenant; readonly timeoutMs: number },
): GatewayContext {
  return {
    record,
    clientHeaders,
    deadlineMs: record.startedMs + options.timeoutMs,
    tenant: options.tenant,
    moment: {},
    subgraphHeaders: {},
    result: {},
    subgraphExtensions: [],
    warnings: new Set(),
  };
}
