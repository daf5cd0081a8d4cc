// The three subgraphs over one store in memory, with the ledger of memory and a now that follows it at once.
import type { Change } from '../../core/commit.ts';
import { registry } from '../../core/entity-types.ts';
import { AsofError } from '../../core/errors.ts';
import type { RequestHeaders } from '../../core/headers.ts';
import { type Id, newId, parseTenant, type Tenant } from '../../core/ids.ts';
import { type Instant, OPEN_END, parseInstant } from '../../core/instant.ts';
import type { Now } from '../../core/now.ts';
import type { Subgraph, SubgraphResponse } from '../../core/subgraph.ts';
import { hashedEmbedder } from '../../stores/vectors/hashed-embedder.ts';
import { createGraph } from '../../subgraphs/graph/server.ts';
import type { SubgraphOptions } from '../../subgraphs/kit/handle.ts';
import { createRecords } from '../../subgraphs/records/server.ts';
import { createSearch } from '../../subgraphs/search/server.ts';
import { MemoryGraph } from './memory-graph.ts';
import { MemoryLedger, MemoryParticipant } from './memory-ledger.ts';
import { MemoryVectors } from './memory-reads.ts';
import { MemoryRecords } from './memory-records.ts';

type Draft = Change extends infer C ? (C extends Change ? Omit<C, 'systemTime'> : never) : never;

/** A small company in memory, the subgraphs that read it, and counts of what they ask of the stores. */
export class MemoryCompany {
  readonly tenant: Tenant;
  readonly ledger = new MemoryLedger(parseInstant('2025-01-01'));
  readonly store = new MemoryParticipant('memory');
  readonly records: MemoryRecords = new MemoryRecords(this.store);
  readonly graph = new MemoryGraph(this.store, registry);
  /** Calls of the stores since {@link resetCalls}, by name. */
  readonly calls: Record<string, number> = {};
  /** Lines that the subgraphs logged. */
  readonly logged: { readonly details: object; readonly message: string }[] = [];
  /** Thrown by every store call while it is set. */
  trouble: Error | null = null;
  /** What a store call waits for. */
  wait: Promise<void> = Promise.resolve();
  readonly #subgraphs: Readonly<Record<string, Subgraph>>;

  constructor(options: Partial<SubgraphOptions> = {}) {
    this.tenant = options.tenant ?? parseTenant(`test-${newId()}`);
    const log = (details: object, message: string) => void this.logged.push({ details, message });
    const common = { now: this.now, tenant: this.tenant, logger: { warn: log, error: log }, ...options };
    this.#subgraphs = {
      records: createRecords({ ...common, reads: this.#counted(this.records) }),
      graph: createGraph({ ...common, reads: this.#counted(this.graph) }),
      search: createSearch({
        ...common,
        reads: this.#counted(new MemoryVectors(this.store, registry, hashedEmbedder())),
      }),
    };
  }

  subgraph(name: 'records' | 'graph' | 'search'): Subgraph {
    const found = this.#subgraphs[name];
    if (!found) throw new Error(`There is no subgraph ${name}.`);
    return found;
  }

  /** Follows the ledger at once; the clock is a second ahead of it. */
  get now(): Now {
    const { ledger } = this;
    const clock = (tenant: Tenant) => (ledger.watermark(tenant) + 1_000_000) as Instant;
    return {
      read: async (tenant) => ({ systemTime: ledger.watermark(tenant), validTime: clock(tenant), warning: null }),
      reach: async (tenant, systemTime) => {
        if (systemTime > clock(tenant)) throw new AsofError('SYSTEM_TIME_IN_FUTURE', 'That is in the future.');
      },
      dead: (tenant) => ledger.dead(tenant),
    };
  }

  /** Commits changes and returns their system time. */
  async commit(drafts: readonly Draft[], state: 'committed' | 'aborted' = 'committed'): Promise<Instant> {
    const { systemTime, dead } = await this.ledger.open(this.tenant, [], 'test');
    const changes = drafts.map((draft) => ({ ...draft, systemTime }) as Change);
    await this.store.apply({ tenant: this.tenant, systemTime, changes, dead });
    if (state === 'aborted') await this.ledger.settle(this.tenant, systemTime, 'aborting');
    await this.ledger.settle(this.tenant, systemTime, state);
    return systemTime;
  }

  /** Asks a subgraph; fails when the answer has errors. */
  async data<Answer = Record<string, unknown>>(
    name: 'records' | 'graph' | 'search',
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Answer> {
    const { data, errors } = await this.ask(name, query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data as Answer;
  }

  ask(
    name: 'records' | 'graph' | 'search',
    query: string,
    variables: Record<string, unknown> = {},
    headers: RequestHeaders = {},
  ): Promise<SubgraphResponse> {
    return this.subgraph(name).handle({ query, variables, headers });
  }

  resetCalls(): void {
    for (const name of Object.keys(this.calls)) delete this.calls[name];
  }

  #counted<Reads extends object>(reads: Reads): Reads {
    return new Proxy(reads, {
      get:
        (target, name) =>
        async (...args: unknown[]) => {
          this.calls[String(name)] = (this.calls[String(name)] ?? 0) + 1;
          await this.wait;
          if (this.trouble) throw this.trouble;
          const method = Reflect.get(target, name) as (...given: unknown[]) => unknown;
          return method.apply(target, args);
        },
    });
  }
}

/** What is so of an entity from an instant on, or over a period. */
export function entity(
  type: string,
  id: Id,
  fields: Record<string, string | number | null>,
  from = '2024-01-01',
  to?: string,
): Draft {
  const values = { fields, attributes: null };
  return { kind: 'entity', entity: { type, id }, ...period(from, to), values };
}

/** A fact between two entities. */
export function fact(
  subject: { type: string; id: Id },
  name: string,
  object: { type: string; id: Id },
  from = '2024-01-01',
  to?: string,
): Draft & { readonly kind: 'fact' } {
  const values = { name, fact: `${subject.type} ${name} ${object.type}`, episodes: [] };
  return { kind: 'fact', id: newId(), subject, object, ...period(from, to), values };
}

const period = (from: string, to: string | undefined) => ({
  validFrom: parseInstant(from),
  validTo: to === undefined ? OPEN_END : parseInstant(to),
});
