// The search subgraph: what the vectors know, the nearest neighbours of an entity or of a text.
import { registry as builtIn } from '../../core/entity-types.ts';
import type { VectorReads } from '../../core/reads.ts';
import type { Registry } from '../../core/registry.ts';
import type { Subgraph } from '../../core/subgraph.ts';
import { createSubgraph, type SubgraphOptions } from '../kit/handle.ts';
import { createLoaders } from './loaders.ts';
import { searchResolvers } from './resolvers.ts';
import { searchSdl } from './schema.ts';

export interface SearchOptions extends SubgraphOptions {
  readonly reads: VectorReads;
  /** Default: the types that Asof comes with. */
  readonly registry?: Registry;
}

/** Makes the search subgraph. */
export function createSearch(options: SearchOptions): Subgraph {
  const { reads, registry = builtIn } = options;
  return createSubgraph(
    {
      name: 'search',
      sdl: searchSdl(registry),
      resolvers: searchResolvers(registry),
      contextOf: (request) => ({ request, reads, loaders: createLoaders(reads, request) }),
    },
    options,
  );
}
