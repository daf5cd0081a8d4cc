// The neighbourhood of an entity: a page of what facts lead to within some steps.
import { isId } from '../../core/ids.ts';
import { type FactDirection, NEIGHBOR_LIMITS, type Neighbor, type NeighborPosition } from '../../core/reads.ts';
import { connectionOf, edge, pageSize, readAfter } from '../kit/connection.ts';
import { type EntitySource, entityAt } from '../kit/entities.ts';
import { PAGE, readNames, readWithin } from './arguments.ts';
import type { GraphContext } from './loaders.ts';
import type { NeighborConnectionSource } from './sources.ts';

export interface NeighborsArguments {
  readonly depth?: number | null;
  readonly names?: readonly string[] | null;
  readonly types?: readonly string[] | null;
  readonly direction?: FactDirection | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

const DEPTH_MAX = 4;

/**
 * One page of an entity's neighbours, nearest first, read at its moment or, on later pages, at the cursor's.
 * @throws AsofError PAGE_TOO_LARGE, FILTER_INVALID, CURSOR_INVALID, CURSOR_FOREIGN
 */
export async function listNeighbors(
  entity: EntitySource,
  args: NeighborsArguments,
  { request, loaders }: GraphContext,
): Promise<NeighborConnectionSource> {
  const first = pageSize(args.first, PAGE);
  const walk = {
    depth: readWithin(args.depth ?? 1, 'depth', DEPTH_MAX),
    names: readNames(args.names, 'names'),
    types: readNames(args.types, 'types'),
    direction: args.direction ?? 'BOTH',
  };
  const scope = ['neighbors', request.tenant, entity.id, walk];
  const after = readAfter(scope, args.after, null, parsePosition);
  const moment = after?.moment ?? entity.moment;
  const page = await loaders.neighbors.load({
    id: entity.id,
    moment,
    after: after?.position ?? null,
    query: { ...walk, ...NEIGHBOR_LIMITS, first: Math.max(first, 1) },
  });
  const connection = connectionOf(page, first, {
    scope,
    moment,
    hasPreviousPage: after !== undefined,
    positionOf: ({ distance, id }: Neighbor): NeighborPosition => ({ distance, id }),
    edgeOf: (neighbor, makeCursor) =>
      Object.assign(edge(entityAt(neighbor, moment), makeCursor), {
        distance: neighbor.distance,
        via: { moment, version: neighbor.via },
      }),
  });
  return { ...connection, truncated: page.isTruncated };
}

function parsePosition(position: unknown): NeighborPosition | undefined {
  const { distance, id } = Object(position) as Record<string, unknown>;
  if (typeof distance !== 'number' || !Number.isSafeInteger(distance)) return undefined;
  return typeof id === 'string' && isId(id) ? { distance, id } : undefined;
}
