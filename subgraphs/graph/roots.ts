// The root fields of the graph: a fact or an episode by its id, and paths between two entities.
import { parseId } from '../../core/ids.ts';
import { pageSize } from '../kit/connection.ts';
import type { AsOfArgument } from '../kit/context.ts';
import { readNames, readWithin } from './arguments.ts';
import type { GraphContext } from './loaders.ts';
import type { EpisodeSource, FactSource, PathSource } from './sources.ts';

interface ByIdArguments {
  readonly id: string;
  readonly at?: AsOfArgument | null;
}

export interface PathArguments {
  readonly from: string;
  readonly to: string;
  readonly depthMax?: number | null;
  readonly names?: readonly string[] | null;
  readonly first?: number | null;
  readonly at?: AsOfArgument | null;
}

const DEPTH = { default: 4, max: 6 };
const PATHS = { default: 1, max: 10 };

/**
 * The fact with that id; null when it is unknown or not visible at the moment.
 * @throws AsofError ID_INVALID, and what the moment may throw
 */
export async function findFact(
  { id, at }: ByIdArguments,
  { request, loaders }: GraphContext,
): Promise<FactSource | null> {
  const moment = await request.momentAt(at);
  const version = await loaders.fact.load({ id: parseId(id), moment });
  return version && { version, moment };
}

/**
 * The episode with that id; null when it is unknown or not visible at the moment.
 * @throws AsofError ID_INVALID, and what the moment may throw
 */
export async function findEpisode(
  { id, at }: ByIdArguments,
  { request, loaders }: GraphContext,
): Promise<EpisodeSource | null> {
  const moment = await request.momentAt(at);
  const version = await loaders.episode.load({ id: parseId(id), moment });
  return version && { version, moment };
}

/**
 * The shortest paths between two entities; none when either is unknown, or when there is no way.
 * @throws AsofError ID_INVALID, FILTER_INVALID, PAGE_TOO_LARGE, STORE_TIMEOUT, and what the moment may throw
 */
export async function findPaths(args: PathArguments, { request, reads }: GraphContext): Promise<PathSource[]> {
  const first = pageSize(args.first, PATHS);
  const question = {
    from: parseId(args.from),
    to: parseId(args.to),
    depthMax: readWithin(args.depthMax ?? DEPTH.default, 'depthMax', DEPTH.max),
    names: readNames(args.names, 'names'),
    first,
  };
  const moment = await request.momentAt(args.at);
  if (first === 0) return [];
  const paths = await reads.paths(request.scope(), { ...question, moment });
  return paths.map((path) => ({ path, moment }));
}
