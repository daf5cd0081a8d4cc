// The graph subgraph: what Neo4j knows of each entity, its facts and the episodes from which they were learned.
import { registry as builtIn } from '../../core/entity-types.ts';
import type { GraphReads } from '../../core/reads.ts';
import type { Registry } from '../../core/registry.ts';
import type { Subgraph } from '../../core/subgraph.ts';
import { createSubgraph, type SubgraphOptions } from '../kit/handle.ts';
import { createLoaders } from './loaders.ts';
import { graphResolvers } from './resolvers.ts';
import { graphSdl } from './schema.ts';

export interface GraphOptions extends SubgraphOptions {
  readonly reads: GraphReads;
  /** Default: the types that Asof comes with. */
  readonly registry?: Registry;
}

/** Makes the graph subgraph. */
export function createGraph(options: GraphOptions): Subgraph {
  const { reads, registry = builtIn } = options;
  return createSubgraph(
    {
      name: 'graph',
      sdl: graphSdl(registry),
      resolvers: graphResolvers(registry),
      contextOf: (request) => ({ request, reads, loaders: createLoaders(reads, request) }),
    },
    options,
  );
}
