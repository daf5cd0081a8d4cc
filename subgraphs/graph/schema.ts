// The SDL of the graph subgraph: every type of the registry has `facts`.
import type { Registry } from '../../core/registry.ts';
import { entitySdl, keyFields, subgraphSdl } from '../kit/sdl.ts';

const FACTS = {
  description: 'Its facts that are visible at the moment, newest first by validFrom.',
  sdl: `facts(
    "How many, at most 1,000."
    first: Int = 20
    "The cursor after which the page begins. It reads at its own moment."
    after: String
    "Only facts of these types, such as \`DRIVES\`; at most 100."
    name: [String!]
    "Whether the entity is their subject, their object, or either."
    direction: FactDirection = BOTH
  ): FactConnection`,
};

/** The whole SDL of the graph subgraph for a registry. */
export function graphSdl(registry: Registry): string {
  return subgraphSdl(new URL('./schema.graphql', import.meta.url), registry, (type) =>
    entitySdl(type, [...keyFields, FACTS]),
  );
}
