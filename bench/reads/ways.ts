// The ways on which a bench reads: the whole gateway, the subgraphs without it, and the stores' own clients.
import neo4j, { type Plan } from 'neo4j-driver';
import pg from 'pg';
import type { Stores } from '../../cli/open-stores.ts';
import { createSubgraphs, supergraphOf } from '../../cli/subgraphs.ts';
import { HEADERS } from '../../core/headers.ts';
import type { Id, Tenant } from '../../core/ids.ts';
import { formatInstant } from '../../core/instant.ts';
import { formatMoment, type Moment } from '../../core/moment.ts';
import type { Subgraph } from '../../core/subgraph.ts';
import type { Config } from '../../gateway/config.ts';
import { openLog } from '../../gateway/log.ts';
import { startGateway } from '../../gateway/server.ts';
import { tenantUrl } from '../../stores/postgres/client.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface Ways {
  /** Asks the gateway over HTTP, in this process; fails when the answer has errors. */
  ask<Data = Json>(query: string, variables: Json): Promise<Data>;
  /** Asks a subgraph, in this process. */
  askSubgraph(name: string, query: string, variables: Json): Promise<Json>;
  /** Runs SQL as the app does, by the client alone; a statement with a name is prepared once. */
  sql<Row extends object>(text: string, values: readonly unknown[], name?: string): Promise<Row[]>;
  /** Runs Cypher by the driver alone. */
  cypher<Row>(text: string, parameters: Json): Promise<Row[]>;
  /** The plan by which the app's statement is carried out; of small tables as if they were too large to be read whole. */
  explainSql<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]>;
  /** The plan of a statement of Cypher; false when it has none. */
  explainCypher(text: string, parameters: Json): Promise<Plan | false>;
  close(): Promise<void>;
}

/** A moment as the argument `at` has it. */
export const atOf = ({ validTime, systemTime }: Moment): Json => ({
  validTime: formatInstant(validTime),
  systemTime: formatInstant(systemTime),
});

/** An entity as one subgraph names it to another. */
export const representationOf = (type: string, id: Id, moment: Moment): Json => ({
  __typename: type,
  id,
  moment: formatMoment(moment),
});

/** @param isLarge whether tables are so large that the planner finds an index by itself, wherever there is one */
export async function openWays(stores: Stores, config: Config, tenant: Tenant, isLarge: boolean): Promise<Ways> {
  const quiet: Config = { ...config, server: { ...config.server, port: 0 }, log: { level: 'silent' } };
  const subgraphs = createSubgraphs(stores, tenant);
  const supergraphSdl = supergraphOf(subgraphs);
  const gateway = await startGateway({
    config: quiet,
    supergraphSdl,
    subgraphs,
    now: stores.postgres.now,
    log: openLog(quiet),
  });
  const pool = new pg.Pool({ connectionString: tenantUrl(config.stores.databaseUrl ?? '', tenant) });
  const explaining = new pg.Pool({ connectionString: explainUrl(config.stores.databaseUrl ?? '', tenant, isLarge) });
  const { uri, user, password } = config.stores.neo4j ?? { uri: '', user: '', password: '' };
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  return {
    ask: (query, variables) => askGateway(gateway.url, tenant, query, variables),
    askSubgraph: (name, query, variables) => askSubgraph(subgraphs, name, tenant, query, variables),
    sql: async (text, values, name) => (await pool.query({ text, values: [...values], ...(name && { name }) })).rows,
    cypher: async (text, parameters) => {
      const session = driver.session({ defaultAccessMode: 'READ' });
      try {
        return (await session.run(text, parameters)).records.map((record) => record.toObject() as never);
      } finally {
        await session.close();
      }
    },
    explainSql: async (text, values) =>
      (await explaining.query(`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`, [...values])).rows,
    explainCypher: async (text, parameters) => (await driver.executeQuery(`EXPLAIN ${text}`, parameters)).summary.plan,
    close: async () => {
      await gateway.stop();
      await Promise.all([pool.end(), explaining.end()]);
      await driver.close();
    },
  };
}

function explainUrl(url: string, tenant: Tenant, isLarge: boolean): string {
  if (isLarge) return tenantUrl(url, tenant);
  return tenantUrl(
    `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent('-c enable_seqscan=off')}`,
    tenant,
  );
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string }[];
}

async function askGateway<Data>(url: string, tenant: Tenant, query: string, variables: Json): Promise<Data> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [HEADERS.tenant]: tenant },
    body: JSON.stringify({ query, variables }),
  });
  return dataOf((await response.json()) as Answer<Data>, query);
}

async function askSubgraph(
  subgraphs: readonly Subgraph[],
  name: string,
  tenant: Tenant,
  query: string,
  variables: Json,
): Promise<Json> {
  const subgraph = subgraphs.find((one) => one.name === name);
  if (!subgraph) throw new Error(`There is no subgraph ${name}.`);
  return dataOf(await subgraph.handle({ query, variables, headers: { [HEADERS.tenant]: tenant } }), query);
}

function dataOf<Data>({ data, errors }: Answer<Data>, query: string): Data {
  if (errors || !data) throw new Error(`${query}: ${errors?.map(({ message }) => message).join(' ') ?? 'no data'}`);
  return data;
}
