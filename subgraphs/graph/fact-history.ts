// The versions of one fact along an axis of time.
import type { GraphQLResolveInfo } from 'graphql';
import type { Direction, FactVersion, HistoryAxis } from '../../core/reads.ts';
import { connectionOf, edge, NO_PAGE, pageSize, readAfter, selectsPage } from '../kit/connection.ts';
import { PAGE, parseInstantPosition } from './arguments.ts';
import { beginOf, momentOf } from './facts.ts';
import type { GraphContext } from './loaders.ts';
import type { FactConnectionSource, FactSource } from './sources.ts';

export interface HistoryArguments {
  readonly axis?: HistoryAxis | null;
  readonly direction?: Direction | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

/**
 * One page of a fact's versions, read at the fact's moment or, on later pages, at the cursor's.
 * @throws AsofError PAGE_TOO_LARGE, CURSOR_INVALID, CURSOR_FOREIGN
 */
export async function listVersions(
  fact: FactSource,
  args: HistoryArguments,
  { request, loaders }: GraphContext,
  info: GraphQLResolveInfo,
): Promise<FactConnectionSource> {
  const first = pageSize(args.first, PAGE);
  const axis = args.axis ?? 'VALID';
  const direction = args.direction ?? 'DESC';
  const { id } = fact.version;
  const scope = ['history', request.tenant, id, axis, direction];
  const after = readAfter(scope, args.after, null, parseInstantPosition);
  const moment = after?.moment ?? fact.moment;
  const query = { axis, direction, first: Math.max(first, 1) };
  const page = selectsPage(info)
    ? await loaders.factVersions.load({ id, moment, after: after?.position ?? null, query })
    : NO_PAGE;
  const connection = connectionOf(page, first, {
    scope,
    moment,
    hasPreviousPage: after !== undefined,
    positionOf: (version: FactVersion) => beginOf(version, axis),
    edgeOf: (version, makeCursor) => edge<FactSource>({ moment: momentOf(version, moment, axis), version }, makeCursor),
  });
  return { ...connection, count: () => loaders.factVersionCount.load({ id, moment, query: axis }) };
}
