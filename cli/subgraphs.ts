// The subgraphs over their stores, and the supergraph that they make.
import type { Tenant } from '../core/ids.ts';
import type { Subgraph } from '../core/subgraph.ts';
import { createGraph } from '../subgraphs/graph/server.ts';
import { createRecords } from '../subgraphs/records/server.ts';
import { createSearch } from '../subgraphs/search/server.ts';
import { composeSupergraph } from './compose.ts';
import type { Stores } from './open-stores.ts';

/** Makes the subgraphs; each reads its own store and knows “now” from the ledger. */
export function createSubgraphs(stores: Stores, tenant: Tenant): readonly Subgraph[] {
  const shared = { now: stores.postgres.now, tenant };
  return [
    createRecords({ ...shared, reads: stores.postgres.reads }),
    createGraph({ ...shared, reads: stores.neo4j.reads }),
    createSearch({ ...shared, reads: stores.vectors.reads }),
  ];
}

/** Composes subgraphs that run in this process. */
export function supergraphOf(subgraphs: readonly Subgraph[]): string {
  return composeSupergraph(subgraphs.map(({ name, sdl }) => ({ name, sdl, url: '' }))).supergraphSdl;
}
