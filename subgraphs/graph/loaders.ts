// Batched reads of the graph: each loader reads entities of all types together.
import type DataLoader from 'dataloader';
import type {
  EntityKey,
  EpisodeVersion,
  FactFilter,
  FactPosition,
  FactVersion,
  GraphReads,
  Page,
} from '../../core/reads.ts';
import { momentLoader } from '../kit/batch.ts';
import type { Connection, Edge } from '../kit/connection.ts';
import type { RequestContext } from '../kit/context.ts';

export interface GraphContext {
  readonly request: RequestContext;
  readonly loaders: GraphLoaders;
}

/** A fact and the moment at which it was read: its subject, object and episodes are read at the same. */
export interface FactSource {
  readonly moment: EntityKey['moment'];
  readonly version: FactVersion;
}

export interface EpisodeSource {
  readonly moment: EntityKey['moment'];
  readonly version: EpisodeVersion;
}

export interface FactConnectionSource extends Connection<Edge<FactSource>> {
  /** How many there are on all pages together: a store call. */
  readonly count: () => Promise<number>;
}

export interface FactCountKey extends EntityKey {
  readonly filter: FactFilter;
}

export interface FactPageKey extends FactCountKey {
  readonly first: number;
  readonly after: FactPosition | null;
}

export interface GraphLoaders {
  readonly facts: DataLoader<FactPageKey, Page<FactVersion>, string>;
  readonly factCount: DataLoader<FactCountKey, number, string>;
  readonly episode: DataLoader<EntityKey, EpisodeVersion | null, string>;
}

/** The loaders of one request. */
export function createLoaders(reads: GraphReads, request: RequestContext): GraphLoaders {
  return {
    episode: momentLoader(request, (scope, keys) => reads.episodes(scope, keys), { keyOf: (key) => key.id }),
    facts: momentLoader<FactPageKey, Page<FactVersion>>(request, (scope, keys) => readFacts(reads, scope, keys), {
      keyOf: (key) => JSON.stringify([key.id, key.after, pageOf(key)]),
      groupOf: (key) => JSON.stringify(pageOf(key)),
    }),
    factCount: momentLoader<FactCountKey, number>(request, (scope, keys) => countFacts(reads, scope, keys), {
      keyOf: (key) => JSON.stringify([key.id, key.filter]),
      groupOf: (key) => JSON.stringify(key.filter),
    }),
  };
}

type Scope = Parameters<GraphReads['facts']>[0];

const pageOf = ({ filter, first }: FactPageKey) => ({ names: filter.names, direction: filter.direction, first });

/** All keys of a group ask for the same page and filter: the first one's are everyone's. */
async function readFacts(reads: GraphReads, scope: Scope, keys: readonly FactPageKey[]) {
  const [any] = keys;
  return any
    ? reads.facts(
        scope,
        pageOf(any),
        keys.map(({ id, moment, after }) => ({ id, moment, after })),
      )
    : [];
}

async function countFacts(reads: GraphReads, scope: Scope, keys: readonly FactCountKey[]) {
  const [any] = keys;
  return any
    ? reads.factCounts(
        scope,
        any.filter,
        keys.map(({ id, moment }) => ({ id, moment })),
      )
    : [];
}
