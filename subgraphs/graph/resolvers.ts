// Resolvers of the graph subgraph: every entity's facts, and what a fact leads to.
import type { EpisodeVersion } from '../../core/reads.ts';
import type { Registry } from '../../core/registry.ts';
import { endOf, entitiesResolver, entityAt } from '../kit/entities.ts';
import { scalars } from '../kit/scalars.ts';
import { listFacts } from './facts.ts';
import type {
  CustomerResolvers,
  EpisodeResolvers,
  FactConnectionResolvers,
  FactResolvers,
} from './generated/resolvers.ts';

/** The resolver map of the graph subgraph for a registry. */
export function graphResolvers(registry: Registry): object {
  return {
    ...scalars,
    ...Object.fromEntries(registry.types.map((type) => [type.name, entity])),
    Query: { _entities: entitiesResolver(registry) },
    FactConnection: connection,
    Fact: fact,
    Episode: episode,
  };
}

/** Entities of all types resolve alike; the generated types of one stand for all. */
const entity: Pick<CustomerResolvers, 'facts'> = {
  facts: listFacts,
};

const connection: Pick<FactConnectionResolvers, 'totalCount'> = {
  totalCount: ({ count }) => count(),
};

const fact: Omit<Required<FactResolvers>, '__isTypeOf'> = {
  id: ({ version }) => version.id,
  name: ({ version }) => version.values.name,
  fact: ({ version }) => version.values.fact,
  subject: ({ version, moment }) => entityAt(version.subject, moment),
  object: ({ version, moment }) => entityAt(version.object, moment),
  validFrom: ({ version }) => version.validFrom,
  validTo: ({ version }) => endOf(version.validTo),
  systemFrom: ({ version }) => version.systemFrom,
  systemTo: ({ version }) => endOf(version.systemTo),
  episodes: async ({ version, moment }, _args, { loaders }) => {
    const found = await Promise.all(version.values.episodes.map((id) => loaders.episode.load({ id, moment })));
    return found.filter((one): one is EpisodeVersion => one !== null).map((one) => ({ version: one, moment }));
  },
};

const episode: Omit<Required<EpisodeResolvers>, '__isTypeOf'> = {
  id: ({ version }) => version.id,
  name: ({ version }) => version.values.name,
  source: ({ version }) => version.values.source,
  sourceDescription: ({ version }) => version.values.sourceDescription,
  content: ({ version }) => version.values.content,
  mentions: ({ version, moment }) => version.values.mentions.map((ref) => entityAt(ref, moment)),
  validFrom: ({ version }) => version.validFrom,
  validTo: ({ version }) => endOf(version.validTo),
  systemFrom: ({ version }) => version.systemFrom,
  systemTo: ({ version }) => endOf(version.systemTo),
};
