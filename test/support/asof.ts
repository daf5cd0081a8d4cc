// The whole of Asof in a test: real stores, the subgraphs, and a gateway that is spoken to over HTTP.
import { inject } from 'vitest';
import { openStores, type StoreName, type Stores } from '../../cli/open-stores.ts';
import { createSubgraphs, supergraphOf } from '../../cli/subgraphs.ts';
import { loadConfig } from '../../gateway/config.ts';
import { openLog } from '../../gateway/log.ts';
import { startGateway } from '../../gateway/server.ts';
import type { Committer } from '../../subgraphs/ledger/commit.ts';

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface Asked {
  readonly tenant?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface RunningAsof {
  readonly url: string;
  readonly stores: Stores;
  readonly committer: Committer;
  query(text: string, asked?: Asked): Promise<Answer>;
  /** Statements that have left this process so far, by store. */
  calls(): Readonly<Record<StoreName, number>>;
  stop(): Promise<void>;
}

/** Starts Asof on a free port over the stores of the test run. */
export async function startAsof(environment: Readonly<Record<string, string>> = {}): Promise<RunningAsof> {
  const config = loadConfig({
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    PORT: '0',
    ...LIMITS,
    ...inject('stores'),
    ...environment,
  });
  const calls = { postgres: 0, neo4j: 0, vectors: 0 };
  const stores = await openStores(config, {
    // The follower reads the ledger beside the requests: that is not their doing.
    onStatement: (store, text) => {
      if (!text.includes('ledger.')) calls[store] += 1;
    },
  });
  const subgraphs = createSubgraphs(stores, config.tenant, config);
  const gateway = await startGateway({
    config,
    supergraphSdl: supergraphOf(subgraphs),
    subgraphs,
    now: stores.postgres.now,
    log: openLog(config),
  });
  return {
    url: gateway.url,
    stores,
    committer: stores.committer,
    query: (text, asked = {}) => ask(gateway.url, text, asked),
    calls: () => ({ ...calls }),
    stop: async () => {
      await gateway.stop();
      await stores.close();
    },
  };
}

/**
 * Tests read many moments side by side in one operation, and several of them, each of many tenants, share a server with
 * 200 connections.
 */
export const LIMITS = {
  DATABASE_TENANTS_MAX: '6',
  ASOF_QUERY_ALIASES_MAX: '1000',
  ASOF_QUERY_FIELDS_MAX: '20000',
  ASOF_QUERY_TOKENS_MAX: '50000',
};

/** Sends one operation to a gateway. */
export async function ask(
  url: string,
  query: string,
  { tenant, variables, headers, extensions }: Asked,
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(tenant && { 'asof-tenant': tenant }), ...headers },
    body: JSON.stringify({ query, variables, extensions }),
    signal: AbortSignal.timeout(60_000),
  });
  return (await response.json()) as Answer;
}
