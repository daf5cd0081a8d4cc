// The explore subgraph: filters, orders, pages and aggregations over the graph in Neo4j, for those who wander in it.
import { readFileSync } from 'node:fs';
import type { Subgraph, SubgraphRequest, SubgraphResponse } from '../../core/subgraph.ts';
import type { GraphExploration } from '../../stores/neo4j/explore/explore.ts';
import { createSubgraph, type SubgraphOptions } from '../kit/handle.ts';
import { makeLibrarySchema } from './library.ts';
import { type ExploreContext, exploreResolvers } from './resolvers.ts';

export interface ExploreOptions extends SubgraphOptions {
  readonly exploration: GraphExploration;
}

const NAME = 'explore';

/** Makes the explore subgraph. Its schema is in a file; what executes it is made when the first request comes. */
export function createExplore(options: ExploreOptions): Subgraph {
  const sdl = readFileSync(new URL('./generated/schema.graphql', import.meta.url), 'utf8');
  let made: Promise<Subgraph> | undefined;
  const make = async (): Promise<Subgraph> =>
    createSubgraph<ExploreContext>(
      {
        name: NAME,
        sdl,
        resolvers: exploreResolvers(sdl, await makeLibrarySchema()),
        contextOf: (request) => ({ request, exploration: options.exploration }),
      },
      options,
    );
  const handle = async (request: SubgraphRequest): Promise<SubgraphResponse> => {
    made ??= make();
    return (await made).handle(request);
  };
  return { name: NAME, sdl, handle };
}
