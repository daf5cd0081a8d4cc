// The episodes that mention an entity, a page of them.
import type { EpisodeVersion, TimePosition } from '../../core/reads.ts';
import { type Connection, connectionOf, type Edge, edge, pageSize, readAfter } from '../kit/connection.ts';
import type { EntitySource } from '../kit/entities.ts';
import { PAGE, parseTimePosition } from './arguments.ts';
import type { GraphContext } from './loaders.ts';
import type { EpisodeSource } from './sources.ts';

/**
 * One page of episodes, newest first, read at the entity's moment or, on later pages, at the cursor's.
 * @throws AsofError PAGE_TOO_LARGE, CURSOR_INVALID, CURSOR_FOREIGN
 */
export async function listMentions(
  entity: EntitySource,
  args: { readonly first?: number | null; readonly after?: string | null },
  { request, loaders }: GraphContext,
): Promise<Connection<Edge<EpisodeSource>>> {
  const first = pageSize(args.first, PAGE);
  const scope = ['mentions', request.tenant, entity.id];
  const after = readAfter(scope, args.after, null, parseTimePosition);
  const moment = after?.moment ?? entity.moment;
  const page = await loaders.mentions.load({
    id: entity.id,
    moment,
    after: after?.position ?? null,
    query: Math.max(first, 1),
  });
  return connectionOf(page, first, {
    scope,
    moment,
    hasPreviousPage: after !== undefined,
    positionOf: ({ validFrom, id }: EpisodeVersion): TimePosition => ({ at: validFrom, id }),
    edgeOf: (version, makeCursor) => edge<EpisodeSource>({ moment, version }, makeCursor),
  });
}
