// Resolvers of the search subgraph: the neighbours of every entity, and search by text.
import { AsofError } from '../../core/errors.ts';
import { isId } from '../../core/ids.ts';
import type { ScoredEntity } from '../../core/reads.ts';
import type { Registry } from '../../core/registry.ts';
import { connectionOf, edge, pageSize, readAfter } from '../kit/connection.ts';
import { entitiesResolver, entityAt } from '../kit/entities.ts';
import { scalars } from '../kit/scalars.ts';
import { checkText } from '../kit/text.ts';
import type { CustomerResolvers, QueryResolvers, QuerySearchArgs } from './generated/resolvers.ts';
import type { SearchContext, SearchEdgeSource } from './loaders.ts';

const PAGE = { default: 10, max: 100 };

/** The resolver map of the search subgraph for a registry. */
export function searchResolvers(registry: Registry): object {
  const query: Pick<QueryResolvers, 'search'> = {
    search: (_root, args, context) => search(args, context),
  };
  return {
    ...scalars,
    ...Object.fromEntries(registry.types.map((type) => [type.name, entity])),
    Query: { ...query, _entities: entitiesResolver(registry) },
  };
}

/** Entities of all types resolve alike; the generated types of one stand for all. */
const entity: Pick<CustomerResolvers, 'similar'> = {
  similar: async ({ id, moment }, args, { loaders }) => {
    const first = pageSize(args.first, PAGE);
    const found = await loaders.similar.load({ id, moment, first: Math.max(first, 1) });
    return found?.slice(0, first).map((ref) => entityAt(ref, moment)) ?? null;
  },
};

async function search(args: QuerySearchArgs, { request, reads }: SearchContext) {
  const text = checkText(args.text, 'The text', 'FILTER_INVALID', 'REQUEST_TOO_LARGE').trim();
  if (text === '') throw new AsofError('FILTER_INVALID', 'There is no text to search for.');
  const first = pageSize(args.first, PAGE);
  const scope = ['search', request.tenant, text];
  const after = readAfter(scope, args.after, args.at, parsePosition);
  const moment = await request.momentAt(after?.moment ?? args.at);
  const query = { text, moment, first: Math.max(first, 1), after: after?.position ?? null };
  const page = await reads.search(request.scope(), query);
  return connectionOf(page, first, {
    scope,
    moment,
    hasPreviousPage: after !== undefined,
    positionOf: ({ score, id }: ScoredEntity) => ({ score, id }),
    edgeOf: (found, makeCursor): SearchEdgeSource =>
      Object.assign(edge(entityAt(found, moment), makeCursor), { score: found.score }),
  });
}

function parsePosition(position: unknown): Pick<ScoredEntity, 'score' | 'id'> | undefined {
  const { score, id } = Object(position) as Record<string, unknown>;
  if (typeof score !== 'number' || !Number.isFinite(score)) return undefined;
  return typeof id === 'string' && isId(id) ? { score, id } : undefined;
}
