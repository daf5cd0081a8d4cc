// The records subgraph: what PostgreSQL knows of each entity, its fields, lists and look-ups.
import { registry as builtIn } from '../../core/entity-types.ts';
import type { RecordReads } from '../../core/reads.ts';
import type { Registry } from '../../core/registry.ts';
import type { Subgraph } from '../../core/subgraph.ts';
import { createSubgraph, type SubgraphOptions } from '../kit/handle.ts';
import { createLoaders, type RecordsContext } from './loaders.ts';
import { recordsResolvers } from './resolvers.ts';
import { recordsSdl } from './schema.ts';

export interface RecordsOptions extends SubgraphOptions {
  readonly reads: RecordReads;
  /** Default: the types that Asof comes with. */
  readonly registry?: Registry;
}

/** Makes the records subgraph. */
export function createRecords(options: RecordsOptions): Subgraph {
  const { reads, registry = builtIn } = options;
  const contextOf = (request: Parameters<typeof createLoaders>[2]): RecordsContext => ({
    request,
    reads,
    loaders: createLoaders(reads, registry, request),
  });
  return createSubgraph(
    { name: 'records', sdl: recordsSdl(registry), resolvers: recordsResolvers(registry), contextOf },
    options,
  );
}
