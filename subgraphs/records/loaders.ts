// Batched reads of records: one loader for each type, since each type has a table of its own.
import type DataLoader from 'dataloader';
import type { EntityRef } from '../../core/commit.ts';
import type { Id } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import { formatMoment } from '../../core/moment.ts';
import type {
  Count,
  DiffKey,
  EntityKey,
  HistoryAxis,
  HistoryQuery,
  Page,
  RecordReads,
  RecordVersion,
} from '../../core/reads.ts';
import type { ExternalKey, Way } from '../../core/record-queries.ts';
import type { EntityType, Registry } from '../../core/registry.ts';
import { batchLoader, momentLoader } from '../kit/batch.ts';
import type { Connection, Edge } from '../kit/connection.ts';
import type { RequestContext } from '../kit/context.ts';
import type { EntitySource } from '../kit/entities.ts';
import type { AggregateArguments } from './aggregate.ts';
import type { Aggregation } from './generated/resolvers.ts';

export interface RecordsContext {
  readonly request: RequestContext;
  readonly reads: RecordReads;
  readonly loaders: RecordsLoaders;
}

/** An entity of this subgraph; its version is there already when it came from a list or was looked at before. */
export interface RecordSource extends EntitySource {
  /** Null when none is visible at the moment; undefined when that was not looked up. */
  readonly version?: RecordVersion | null;
}

export interface RecordConnection extends Connection<Edge<RecordSource>> {
  /** How many match on all pages together: a store call. */
  readonly count: () => Promise<Count>;
  /** Groups of all that match: a store call. */
  readonly aggregate: (args: AggregateArguments) => Promise<Aggregation>;
}

interface HistoryKey extends EntityKey {
  readonly query: HistoryQuery;
  /** Where the last version of the page before began. */
  readonly after: Instant | null;
}

interface HistoryCountKey extends EntityKey {
  readonly axis: HistoryAxis;
}

export interface RecordsLoaders {
  /** The version of an entity of the type that is visible at the key's moment. */
  version(type: EntityType, key: EntityKey): Promise<RecordVersion | null>;
  /** One page of an entity's versions. */
  history(type: EntityType, key: HistoryKey): Promise<Page<RecordVersion>>;
  historyCount(type: EntityType, key: HistoryCountKey): Promise<Count>;
  /** The way of an entity from one moment to another. */
  way(type: EntityType, key: DiffKey): Promise<Way>;
  /** The name of the type of an id that the tenant has, whatever the moment. */
  readonly typeName: DataLoader<Id, string | null, string>;
  readonly external: DataLoader<ExternalKey, EntityRef | null, string>;
}

/** The loaders of one request. */
export function createLoaders(reads: RecordReads, registry: Registry, request: RequestContext): RecordsLoaders {
  const versions = byType(registry, (type) =>
    momentLoader<EntityKey, RecordVersion | null>(request, (scope, keys) => reads.versions(scope, type, keys), {
      keyOf: (key) => key.id,
    }),
  );
  const histories = byType(registry, (type) => historyLoader(reads, type, request));
  const historyCounts = byType(registry, (type) => historyCountLoader(reads, type, request));
  const ways = byType(registry, (type) => wayLoader(reads, type, request));
  return {
    version: (type, key) => versions(type).load(key),
    history: (type, key) => histories(type).load(key),
    historyCount: (type, key) => historyCounts(type).load(key),
    way: (type, { id, from, to }) => {
      // What is reached at the later system time is reached at the earlier one.
      const moment = from.systemTime > to.systemTime ? from : to;
      return ways(type).load({ id, from, to, moment });
    },
    typeName: batchLoader(
      request,
      (scope, ids) => reads.types(scope, ids),
      (id) => id,
    ),
    external: batchLoader(
      request,
      (scope, keys) => reads.lookup(scope, keys),
      (key) => JSON.stringify([key.source, key.type, key.externalId]),
    ),
  };
}

/** A loader for each type that is asked for. */
function byType<Loader>(registry: Registry, make: (type: EntityType) => Loader): (type: EntityType) => Loader {
  const made = new Map<string, Loader>();
  return ({ name }) => {
    const loader = made.get(name) ?? make(registry.get(name));
    made.set(name, loader);
    return loader;
  };
}

const historyLoader = (reads: RecordReads, type: EntityType, request: RequestContext) =>
  momentLoader<HistoryKey, Page<RecordVersion>>(
    request,
    async (scope, keys) => {
      const [any] = keys;
      return any ? reads.history(scope, type, any.query, keys) : [];
    },
    {
      keyOf: ({ id, query, after }) => `${id} ${JSON.stringify(query)} ${after}`,
      groupOf: ({ query }) => JSON.stringify(query),
    },
  );

const historyCountLoader = (reads: RecordReads, type: EntityType, request: RequestContext) =>
  momentLoader<HistoryCountKey, Count>(
    request,
    async (scope, keys) => {
      const [any] = keys;
      return any ? reads.historyCounts(scope, type, any.axis, keys) : [];
    },
    { keyOf: ({ id, axis }) => `${id} ${axis}`, groupOf: ({ axis }) => axis },
  );

const wayLoader = (reads: RecordReads, type: EntityType, request: RequestContext) =>
  momentLoader<DiffKey & EntityKey, Way>(request, (scope, keys) => reads.ways(scope, type, keys), {
    keyOf: ({ id, from, to }) => `${id} ${formatMoment(from)} ${formatMoment(to)}`,
  });
