// The facts of an entity: those that are visible at its moment, or all their versions along an axis of time.
import type { GraphQLResolveInfo } from 'graphql';
import type { Moment } from '../../core/moment.ts';
import type { Direction, FactDirection, FactQuery, FactVersion, HistoryAxis, TimePosition } from '../../core/reads.ts';
import { connectionOf, edge, NO_PAGE, pageSize, readAfter, selectsPage } from '../kit/connection.ts';
import type { EntitySource } from '../kit/entities.ts';
import { PAGE, parseTimePosition, readNames } from './arguments.ts';
import { readFactFilter } from './filter.ts';
import type { GraphContext } from './loaders.ts';
import type { FactConnectionSource, FactSource } from './sources.ts';

interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

export interface FactsArguments extends PageArguments {
  readonly name?: readonly string[] | null;
  readonly direction?: FactDirection | null;
  readonly filter?: object | null;
  readonly orderBy?: { readonly field: 'VALID_FROM' | 'SYSTEM_FROM'; readonly direction?: Direction | null } | null;
}

export interface FactHistoryArguments extends PageArguments {
  readonly axis?: HistoryAxis | null;
  readonly direction?: Direction | null;
  readonly name?: readonly string[] | null;
}

/**
 * One page of the facts that are visible at the entity's moment or, on later pages, at the cursor's.
 * @throws AsofError PAGE_TOO_LARGE, FILTER_INVALID, ID_INVALID, CURSOR_INVALID, CURSOR_FOREIGN
 */
export function listFacts(
  entity: EntitySource,
  args: FactsArguments,
  context: GraphContext,
  info: GraphQLResolveInfo,
): Promise<FactConnectionSource> {
  const query = {
    range: 'VISIBLE',
    names: readNames(args.name, 'name'),
    direction: args.direction ?? 'BOTH',
    where: readFactFilter(args.filter),
    axis: args.orderBy?.field === 'SYSTEM_FROM' ? 'SYSTEM' : 'VALID',
    order: args.orderBy?.direction ?? 'DESC',
  } as const;
  return readPage('facts', entity, args, query, context, info);
}

/**
 * One page of all versions of the entity's facts along an axis.
 * @throws AsofError PAGE_TOO_LARGE, FILTER_INVALID, CURSOR_INVALID, CURSOR_FOREIGN
 */
export function listFactHistory(
  entity: EntitySource,
  args: FactHistoryArguments,
  context: GraphContext,
  info: GraphQLResolveInfo,
): Promise<FactConnectionSource> {
  const axis = args.axis ?? 'VALID';
  const query = {
    range: axis,
    names: readNames(args.name, 'name'),
    direction: 'BOTH',
    where: null,
    axis,
    order: args.direction ?? 'DESC',
  } as const;
  return readPage('factHistory', entity, args, query, context, info);
}

async function readPage(
  field: string,
  entity: EntitySource,
  args: PageArguments,
  query: Omit<FactQuery, 'first'>,
  { request, loaders }: GraphContext,
  info: GraphQLResolveInfo,
): Promise<FactConnectionSource> {
  const first = pageSize(args.first, PAGE);
  const scope = [field, request.tenant, entity.id, query];
  const after = readAfter(scope, args.after, null, parseTimePosition);
  const moment = after?.moment ?? entity.moment;
  const key = { id: entity.id, moment };
  const page = selectsPage(info)
    ? await loaders.facts.load({
        ...key,
        after: after?.position ?? null,
        query: { ...query, first: Math.max(first, 1) },
      })
    : NO_PAGE;
  const connection = connectionOf(page, first, {
    scope,
    moment,
    hasPreviousPage: after !== undefined,
    positionOf: (fact: FactVersion): TimePosition => ({ at: beginOf(fact, query.axis), id: fact.id }),
    edgeOf: (version, makeCursor) => {
      const at = query.range === 'VISIBLE' ? moment : momentOf(version, moment, query.range);
      return edge<FactSource>({ moment: at, version }, makeCursor);
    },
  });
  const { range, names, direction, where } = query;
  return { ...connection, count: () => loaders.factCount.load({ ...key, query: { range, names, direction, where } }) };
}

export const beginOf = (fact: FactVersion, axis: HistoryAxis) => (axis === 'VALID' ? fact.validFrom : fact.systemFrom);

/** The moment of a history's version: where it begins on the axis, and as the history is read on the other. */
export const momentOf = (fact: FactVersion, { validTime, systemTime }: Moment, axis: HistoryAxis): Moment =>
  axis === 'VALID' ? { validTime: fact.validFrom, systemTime } : { validTime, systemTime: fact.systemFrom };
