// The facts of an entity: one page of them, read at the entity's moment or, on later pages, at the cursor's.
import type { GraphQLResolveInfo } from 'graphql';
import { AsofError } from '../../core/errors.ts';
import { isId } from '../../core/ids.ts';
import type { FactDirection, FactFilter, FactPosition, FactVersion } from '../../core/reads.ts';
import { connectionOf, edge, NO_PAGE, pageSize, readAfter, selectsPage } from '../kit/connection.ts';
import type { EntitySource } from '../kit/entities.ts';
import type { FactConnectionSource, FactSource, GraphContext } from './loaders.ts';

export interface FactsArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly name?: readonly string[] | null;
  readonly direction?: FactDirection | null;
}

const PAGE = { default: 20, max: 1_000 };
const NAMES_MAX = 100;
const NAME_LENGTH_MAX = 200;

/**
 * One page of an entity's facts, newest first.
 * @throws AsofError PAGE_TOO_LARGE, FILTER_INVALID, CURSOR_INVALID, CURSOR_FOREIGN
 */
export async function listFacts(
  entity: EntitySource,
  args: FactsArguments,
  context: GraphContext,
  info: GraphQLResolveInfo,
): Promise<FactConnectionSource> {
  const { request, loaders } = context;
  const first = pageSize(args.first, PAGE);
  const filter = readFilter(args);
  const scope = ['facts', request.tenant, entity.id, filter];
  const after = readAfter(scope, args.after, null, parsePosition);
  const moment = after?.moment ?? entity.moment;
  const key = { id: entity.id, moment, filter };
  const pageKey = { ...key, first: Math.max(first, 1), after: after?.position ?? null };
  const page = selectsPage(info) ? await loaders.facts.load(pageKey) : NO_PAGE;
  const connection = connectionOf(page, first, {
    scope,
    moment,
    hasPreviousPage: after !== undefined,
    positionOf: (fact: FactVersion): FactPosition => ({ validFrom: fact.validFrom, id: fact.id }),
    edgeOf: (version, makeCursor) => edge<FactSource>({ moment, version }, makeCursor),
  });
  return { ...connection, count: () => loaders.factCount.load(key) };
}

/** The same names in another order, or twice, are the same filter: one call, and one scope of cursors. */
function readFilter({ name, direction }: FactsArguments): FactFilter {
  if (name && name.length > NAMES_MAX) throw invalid(`“name” lists more than ${NAMES_MAX} types`);
  if (name?.some((one) => one.length > NAME_LENGTH_MAX)) throw invalid(`a “name” is longer than ${NAME_LENGTH_MAX}`);
  return { names: name ? [...new Set(name)].sort() : null, direction: direction ?? 'BOTH' };
}

function parsePosition(position: unknown): FactPosition | undefined {
  const { validFrom, id } = Object(position) as Record<string, unknown>;
  if (typeof validFrom !== 'number' || !Number.isSafeInteger(validFrom)) return undefined;
  return typeof id === 'string' && isId(id) ? { validFrom, id } : undefined;
}

const invalid = (reason: string) => new AsofError('FILTER_INVALID', `The facts cannot be read so: ${reason}.`);
