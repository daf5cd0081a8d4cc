// Batched reads of the vectors: the neighbours of entities of all types together.
import type DataLoader from 'dataloader';
import type { EntityKey, ScoredEntity, VectorReads } from '../../core/reads.ts';
import { momentLoader } from '../kit/batch.ts';
import type { Edge } from '../kit/connection.ts';
import type { RequestContext } from '../kit/context.ts';
import type { EntitySource } from '../kit/entities.ts';

export interface SearchContext {
  readonly request: RequestContext;
  readonly reads: VectorReads;
  readonly loaders: SearchLoaders;
}

export interface SearchEdgeSource extends Edge<EntitySource> {
  readonly score: number;
}

export interface SimilarKey extends EntityKey {
  readonly first: number;
}

export interface SearchLoaders {
  /** The nearest entities; null for one that has no vector at the moment. */
  readonly similar: DataLoader<SimilarKey, readonly ScoredEntity[] | null, string>;
}

/** The loaders of one request. */
export function createLoaders(reads: VectorReads, request: RequestContext): SearchLoaders {
  return {
    similar: momentLoader<SimilarKey, readonly ScoredEntity[] | null>(
      request,
      async (scope, keys) => {
        const [any] = keys;
        return any
          ? reads.similar(
              scope,
              any.first,
              keys.map(({ id, moment }) => ({ id, moment })),
            )
          : [];
      },
      { keyOf: (key) => `${key.id} ${key.first}`, groupOf: (key) => String(key.first) },
    ),
  };
}
