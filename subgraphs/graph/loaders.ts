// Batched reads of the graph: each loader reads entities of all types together, those of one question in one call.
import type DataLoader from 'dataloader';
import type { Id } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type {
  Community,
  Count,
  DiffKey,
  EntityKey,
  EpisodeVersion,
  FactDifference,
  FactFilter,
  FactQuery,
  FactVersion,
  GraphReads,
  HistoryAxis,
  HistoryQuery,
  NeighborPage,
  NeighborPosition,
  NeighborQuery,
  Page,
  ReadScope,
  TimePosition,
} from '../../core/reads.ts';
import { batchLoader, momentLoader } from '../kit/batch.ts';
import type { RequestContext } from '../kit/context.ts';

export interface GraphContext {
  readonly request: RequestContext;
  readonly reads: GraphReads;
  readonly loaders: GraphLoaders;
}

/** A key with what is asked of it: keys of which the same is asked are read in one call. */
interface Asked<Query> extends EntityKey {
  readonly query: Query;
}

interface AskedPage<Query, Position> extends Asked<Query> {
  readonly after: Position | null;
}

type Loader<Key, Value> = DataLoader<Key, Value, string>;

export interface GraphLoaders {
  readonly facts: Loader<AskedPage<FactQuery, TimePosition>, Page<FactVersion>>;
  readonly factCount: Loader<Asked<FactFilter>, Count>;
  readonly fact: Loader<EntityKey, FactVersion | null>;
  readonly factVersions: Loader<AskedPage<HistoryQuery, Instant>, Page<FactVersion>>;
  readonly factVersionCount: Loader<Asked<HistoryAxis>, Count>;
  /** `moment` is the one to which the entity is looked at. */
  readonly factDifferences: Loader<AskedPage<number, Id> & DiffKey, Page<FactDifference>>;
  readonly neighbors: Loader<AskedPage<NeighborQuery, NeighborPosition>, NeighborPage>;
  readonly episode: Loader<EntityKey, EpisodeVersion | null>;
  readonly mentions: Loader<AskedPage<number, TimePosition>, Page<EpisodeVersion>>;
  readonly communities: Loader<Id, readonly Community[]>;
}

/** The loaders of one request. */
export function createLoaders(reads: GraphReads, request: RequestContext): GraphLoaders {
  const byId = { keyOf: ({ id }: EntityKey) => id };
  return {
    facts: askingLoader(request, (scope, query, keys) => reads.facts(scope, query, keys)),
    factCount: askingLoader(request, (scope, filter, keys) => reads.factCounts(scope, filter, keys)),
    fact: momentLoader(request, (scope, keys) => reads.factsById(scope, keys), byId),
    factVersions: askingLoader(request, (scope, query, keys) => reads.factVersions(scope, query, keys)),
    factVersionCount: askingLoader(request, (scope, axis, keys) => reads.factVersionCounts(scope, axis, keys)),
    factDifferences: askingLoader(request, (scope, first, keys) => reads.factDifferences(scope, first, keys)),
    neighbors: askingLoader(request, (scope, query, keys) => reads.neighbors(scope, query, keys)),
    episode: momentLoader(request, (scope, keys) => reads.episodes(scope, keys), byId),
    mentions: askingLoader(request, (scope, first, keys) => reads.mentions(scope, first, keys)),
    communities: batchLoader(
      request,
      (scope, ids) => reads.communities(scope, ids),
      (id) => id,
    ),
  };
}

/** All keys of a group ask the same: the first one's question is everyone's. */
function askingLoader<Key extends Asked<unknown>, Value>(
  request: RequestContext,
  read: (scope: ReadScope, query: Key['query'], keys: readonly Key[]) => Promise<readonly Value[]>,
): Loader<Key, Value> {
  return momentLoader<Key, Value>(request, async (scope, keys) => (keys[0] ? read(scope, keys[0].query, keys) : []), {
    keyOf: ({ moment: _, ...key }) => JSON.stringify(key),
    groupOf: ({ query }) => JSON.stringify(query),
  });
}
