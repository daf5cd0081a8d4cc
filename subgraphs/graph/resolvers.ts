// Resolvers of the graph subgraph: every entity's facts and neighbourhood, and what a fact leads to.
import type { EpisodeVersion, FactDifference } from '../../core/reads.ts';
import type { Registry } from '../../core/registry.ts';
import { endOf, entitiesResolver, entityAt } from '../kit/entities.ts';
import { scalars } from '../kit/scalars.ts';
import { listFactDifferences } from './fact-differences.ts';
import { listVersions } from './fact-history.ts';
import { listFactHistory, listFacts } from './facts.ts';
import type {
  CustomerResolvers,
  EntityDiffResolvers,
  EpisodeResolvers,
  FactConnectionResolvers,
  FactDiffResolvers,
  FactResolvers,
  PathResolvers,
  QueryResolvers,
} from './generated/resolvers.ts';
import { listMentions } from './mentions.ts';
import { listNeighbors } from './neighbors.ts';
import { findEpisode, findFact, findPaths } from './roots.ts';

/** The resolver map of the graph subgraph for a registry. */
export function graphResolvers(registry: Registry): object {
  return {
    ...scalars,
    ...Object.fromEntries(registry.types.map((type) => [type.name, entity])),
    Query: { ...query, _entities: entitiesResolver(registry) },
    FactConnection: connection,
    Fact: fact,
    FactDiff: factDiff,
    EntityDiff: entityDiff,
    Episode: episode,
    Path: path,
  };
}

const query: Pick<QueryResolvers, 'fact' | 'episode' | 'path'> = {
  fact: (_root, args, context) => findFact(args, context),
  episode: (_root, args, context) => findEpisode(args, context),
  path: (_root, args, context) => findPaths(args, context),
};

/** Entities of all types resolve alike; the generated types of one stand for all. */
const entity: Pick<CustomerResolvers, 'facts' | 'factHistory' | 'neighbors' | 'mentions' | 'communities'> = {
  facts: listFacts,
  factHistory: listFactHistory,
  neighbors: listNeighbors,
  mentions: listMentions,
  communities: ({ id }, _args, { loaders }) => loaders.communities.load(id),
};

const connection: Pick<FactConnectionResolvers, 'totalCount' | 'totalCountExact'> = {
  totalCount: async ({ count }) => (await count()).total,
  totalCountExact: async ({ count }) => (await count()).isExact,
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
  history: listVersions,
};

const entityDiff: Pick<EntityDiffResolvers, 'facts'> = {
  facts: listFactDifferences,
};

const factDiff: Omit<Required<FactDiffResolvers>, '__isTypeOf'> = {
  kind: ({ difference }) => kindOf(difference),
  before: ({ difference, from }) => difference.before && { version: difference.before, moment: from },
  after: ({ difference, to }) => difference.after && { version: difference.after, moment: to },
};

const kindOf = ({ before, after }: FactDifference) =>
  before === null ? 'ADDED' : after === null ? 'REMOVED' : 'CHANGED';

const path: Omit<Required<PathResolvers>, '__isTypeOf'> = {
  length: ({ path }) => path.facts.length,
  entities: ({ path, moment }) => path.entities.map((ref) => entityAt(ref, moment)),
  facts: ({ path, moment }) => path.facts.map((version) => ({ version, moment })),
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
