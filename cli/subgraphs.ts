// The subgraphs over their stores, and the supergraph that they make.
import type { Tenant } from '../core/ids.ts';
import type { Subgraph } from '../core/subgraph.ts';
import type { Config } from '../gateway/config.ts';
import { createExplore } from '../subgraphs/explore/server.ts';
import { createGraph } from '../subgraphs/graph/server.ts';
import { createRecords } from '../subgraphs/records/server.ts';
import { createSearch } from '../subgraphs/search/server.ts';
import { composeSupergraph } from './compose.ts';
import type { Stores } from './open-stores.ts';

export const SUBGRAPH_NAMES = ['records', 'graph', 'search', 'explore'] as const;

export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

/** Makes one subgraph; it reads its own store and knows “now” from the ledger. */
export function createSubgraph(name: SubgraphName, stores: Stores, tenant: Tenant): Subgraph {
  const shared = { now: stores.postgres.now, tenant };
  switch (name) {
    case 'records':
      return createRecords({ ...shared, reads: stores.postgres.reads });
    case 'graph':
      return createGraph({ ...shared, reads: stores.neo4j.reads });
    case 'search':
      return createSearch({ ...shared, reads: stores.vectors.reads });
    case 'explore':
      return createExplore({ ...shared, exploration: stores.neo4j.exploration });
  }
}

/**
 * Makes all subgraphs.
 * @param options.explore whether the exploring API is among them; default false
 */
export function createSubgraphs(
  stores: Stores,
  tenant: Tenant,
  { explore = false }: Partial<Pick<Config, 'explore'>> = {},
): readonly Subgraph[] {
  const names = SUBGRAPH_NAMES.filter((name) => explore || name !== 'explore');
  return names.map((name) => createSubgraph(name, stores, tenant));
}

/** Composes subgraphs that run in this process. */
export function supergraphOf(subgraphs: readonly Subgraph[]): string {
  return composeSupergraph(subgraphs.map(({ name, sdl }) => ({ name, sdl, url: '' }))).supergraphSdl;
}
