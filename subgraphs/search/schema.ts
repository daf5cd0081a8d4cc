// The SDL of the search subgraph: every type of the registry has `similar`.
import type { Registry } from '../../core/registry.ts';
import { entitySdl, keyFields, subgraphSdl } from '../kit/sdl.ts';

const SIMILAR = {
  description: 'The nearest entities of all types at the moment, without itself; null where it has no text then.',
  sdl: `similar(
    "How many, at most 100."
    first: Int = 10
  ): [Entity!]`,
};

/** The whole SDL of the search subgraph for a registry. */
export function searchSdl(registry: Registry): string {
  return subgraphSdl(new URL('./schema.graphql', import.meta.url), registry, (type) =>
    entitySdl(type, [...keyFields, SIMILAR]),
  );
}
