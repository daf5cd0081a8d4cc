// The history of an entity: one page of its versions along an axis, at the entity's moment or, on later pages, the cursor's.
import type { GraphQLResolveInfo } from 'graphql';
import { type Instant, instant } from '../../core/instant.ts';
import type { Moment } from '../../core/moment.ts';
import type { Direction, HistoryAxis, RecordVersion } from '../../core/reads.ts';
import type { EntityType } from '../../core/registry.ts';
import { boundsKnownAt } from '../../core/visibility.ts';
import { connectionOf, edge, NO_PAGE, pageSize, readAfter, selectsPage } from '../kit/connection.ts';
import { endOf, entityAt } from '../kit/entities.ts';
import type { HistoryConnectionResolvers, HistoryVersionResolvers } from './generated/resolvers.ts';
import { PAGE } from './list.ts';
import type { RecordSource, RecordsContext } from './loaders.ts';
import type { HistoryConnectionSource, HistoryVersionSource } from './sources.ts';

export interface HistoryArguments {
  readonly axis?: HistoryAxis | null;
  readonly direction?: Direction | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

/**
 * One page of an entity's versions.
 * @throws AsofError PAGE_TOO_LARGE, CURSOR_INVALID, CURSOR_FOREIGN
 */
export async function readHistory(
  type: EntityType,
  entity: RecordSource,
  args: HistoryArguments,
  { request, loaders }: RecordsContext,
  info: GraphQLResolveInfo,
): Promise<HistoryConnectionSource> {
  const first = pageSize(args.first, PAGE);
  const [axis, direction] = [args.axis ?? 'VALID', args.direction ?? 'DESC'];
  const scope = ['history', request.tenant, entity.id, axis, direction];
  const after = readAfter(scope, args.after, null, parsePosition);
  const moment = after?.moment ?? entity.moment;
  const query = { axis, direction, first: Math.max(first, 1) };
  const key = { id: entity.id, moment, query, after: after?.position ?? null };
  const page = selectsPage(info) ? await loaders.history(type, key) : NO_PAGE;
  const connection = connectionOf(page, first, {
    scope,
    moment,
    hasPreviousPage: after !== undefined,
    positionOf: (version: RecordVersion) => (axis === 'VALID' ? version.validFrom : version.systemFrom),
    edgeOf: (version, makeCursor) =>
      edge<HistoryVersionSource>({ type, version, moment: beginningOf(axis, moment, version) }, makeCursor),
  });
  return { ...connection, count: () => loaders.historyCount(type, { id: entity.id, moment, axis }) };
}

export const historyConnection: Pick<HistoryConnectionResolvers, 'totalCount' | 'totalCountExact'> = {
  totalCount: async ({ count }) => (await count()).total,
  totalCountExact: async ({ count }) => (await count()).isExact,
};

export const historyVersion: Required<
  Pick<HistoryVersionResolvers, 'validFrom' | 'validTo' | 'systemFrom' | 'systemTo' | 'entity'>
> = {
  validFrom: ({ version }) => version.validFrom,
  validTo: ({ version }) => endOf(version.validTo),
  systemFrom: ({ version }) => version.systemFrom,
  systemTo: ({ version }) => endOf(version.systemTo),
  // The version is what is visible there, so no store is asked for the entity's fields again.
  entity: ({ type, version, moment }): RecordSource => ({
    ...entityAt({ type: type.name, id: version.id }, moment),
    version: boundsKnownAt(version, moment.systemTime, new Set()),
  }),
};

/** Where on the line of the history a version begins. */
const beginningOf = (axis: HistoryAxis, moment: Moment, version: RecordVersion): Moment =>
  axis === 'VALID' ? { ...moment, validTime: version.validFrom } : { ...moment, systemTime: version.systemFrom };

function parsePosition(position: unknown): Instant | undefined {
  return typeof position === 'number' && Number.isSafeInteger(position) ? instant(position) : undefined;
}
