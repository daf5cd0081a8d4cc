// What changed of an entity's facts between two moments, a page of it.
import type { FactDifference } from '../../core/reads.ts';
import {
  type Connection,
  connectionOf,
  type Edge,
  edge,
  pageSize,
  parsePositionBetween,
  positionBetween,
  readAfter,
} from '../kit/connection.ts';
import type { DiffSource } from '../kit/entities.ts';
import { PAGE } from './arguments.ts';
import type { GraphContext } from './loaders.ts';
import type { FactDiffSource } from './sources.ts';

/**
 * One page of the facts that are not the same at both moments, by their ids.
 * @throws AsofError PAGE_TOO_LARGE, CURSOR_INVALID, CURSOR_FOREIGN, SYSTEM_TIME_IN_FUTURE, SYSTEM_TIME_NOT_REACHED
 */
export async function listFactDifferences(
  diff: DiffSource,
  args: { readonly first?: number | null; readonly after?: string | null },
  { request, loaders }: GraphContext,
): Promise<Connection<Edge<FactDiffSource>>> {
  const first = pageSize(args.first, PAGE);
  const { id } = diff;
  const scope = ['factDifferences', request.tenant, id];
  const after = readAfter(scope, args.after, null, parsePositionBetween);
  // A page goes on between the moments of the one before, whatever now is.
  const from = after?.position.from ?? diff.from;
  const to = after?.moment ?? diff.to;
  // The loader waits for the other moment.
  await request.reach(from.systemTime);
  const page = await loaders.factDifferences.load({
    id,
    from,
    to,
    moment: to,
    after: after?.position.id ?? null,
    query: Math.max(first, 1),
  });
  return connectionOf(page, first, {
    scope,
    moment: to,
    hasPreviousPage: after !== undefined,
    positionOf: (difference: FactDifference) => positionBetween(from, difference.id),
    edgeOf: (difference, makeCursor) => edge<FactDiffSource>({ from, to, difference }, makeCursor),
  });
}
