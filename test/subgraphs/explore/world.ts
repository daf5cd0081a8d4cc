// What the tests of the explore subgraph share: the graph of the test run, with commits at system times of their own.
import type { Change } from '../../../core/commit.ts';
import type { Id, Tenant } from '../../../core/ids.ts';
import { formatInstant, type Instant, OPEN_END, parseInstant } from '../../../core/instant.ts';
import type { Now } from '../../../core/now.ts';
import type { Subgraph, SubgraphResponse } from '../../../core/subgraph.ts';
import type { Neo4jStore } from '../../../stores/neo4j/store.ts';
import { createExplore } from '../../../subgraphs/explore/server.ts';
import { newTenant, openTestGraph, workAt } from '../../stores/neo4j/graph.ts';

export type Draft = Change extends infer C ? (C extends Change ? Omit<C, 'systemTime'> : never) : never;

/** A moment as headers say it; the valid time is the system time unless it is given. */
export interface At {
  readonly systemTime: Instant;
  readonly validTime?: string;
  readonly tenant?: Tenant;
}

/** Each new form of query is planned first, which takes long where many tests share a machine. */
const PATIENCE_MS = 180_000;

export class ExploredGraph {
  readonly tenant = newTenant();
  readonly dead = new Set<Instant>();
  /** Statements that the store has sent. */
  readonly statements: string[] = [];
  readonly logged: object[] = [];
  readonly subgraph: Subgraph;
  readonly graph: Neo4jStore;

  static async open(): Promise<ExploredGraph> {
    const statements: string[] = [];
    return new ExploredGraph(
      await openTestGraph({ onStatement: (text) => statements.push(text), timeoutMs: PATIENCE_MS }),
      statements,
    );
  }

  private constructor(graph: Neo4jStore, statements: string[]) {
    this.graph = graph;
    this.statements = statements;
    const log = (details: object) => void this.logged.push(details);
    this.subgraph = createExplore({
      now: this.#now,
      tenant: this.tenant,
      logger: { warn: log, error: log },
      exploration: graph.exploration,
      deadlineMs: PATIENCE_MS,
    });
  }

  /** Every system time has been reached, and the dead are those that the test has named. */
  get #now(): Now {
    return {
      read: async () => {
        throw new Error('The tests name their moments.');
      },
      reach: async () => undefined,
      dead: () => this.dead,
    };
  }

  async commit(systemTime: string, drafts: readonly Draft[], tenant: Tenant = this.tenant): Promise<Instant> {
    const work = workAt(tenant, parseInstant(systemTime), drafts, this.dead);
    await this.graph.participant.apply(work);
    return work.systemTime;
  }

  ask(query: string, at: At, variables: Record<string, unknown> = {}): Promise<SubgraphResponse> {
    const headers = {
      'asof-tenant': at.tenant ?? this.tenant,
      'asof-system-time': formatInstant(at.systemTime),
      'asof-valid-time': at.validTime ?? formatInstant(at.systemTime),
    };
    return this.subgraph.handle({ query, variables, headers });
  }

  /** The data of an answer without errors. */
  async data<Data = Record<string, unknown>>(
    query: string,
    at: At,
    variables?: Record<string, unknown>,
  ): Promise<Data> {
    const { data, errors } = await this.ask(query, at, variables);
    if (errors) throw new Error(JSON.stringify({ errors, query }), { cause: Object(this.logged.at(-1)).err });
    return data as Data;
  }

  async close(): Promise<void> {
    await this.graph.close();
  }
}

const period = (from: string, to?: string) => ({
  validFrom: parseInstant(from),
  validTo: to === undefined ? OPEN_END : parseInstant(to),
});

export const customer = (id: Id, name: string, from: string, to?: string): Draft => ({
  kind: 'entity',
  entity: { type: 'Customer', id },
  ...period(from, to),
  values: { fields: { name }, attributes: null },
});

export const fact = (id: Id, [subject, name, object]: readonly [Id, string, Id], from: string, to?: string): Draft => ({
  kind: 'fact',
  id,
  subject: { type: 'Customer', id: subject },
  object: { type: 'Customer', id: object },
  ...period(from, to),
  values: { name, fact: `${name}.`, episodes: [] },
});

export const episode = (id: Id, name: string, mentions: readonly Id[], from: string, to?: string): Draft => ({
  kind: 'episode',
  id,
  ...period(from, to),
  values: {
    name,
    source: 'text',
    sourceDescription: 'a letter',
    content: `${name} as text`,
    mentions: mentions.map((one) => ({ type: 'Customer', id: one })),
  },
});
