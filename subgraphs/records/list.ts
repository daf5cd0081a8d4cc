// Lists of records: reads one page of a type at a moment, and counts only when that is selected.
import type { GraphQLResolveInfo } from 'graphql';
import { isId } from '../../core/ids.ts';
import type { Moment } from '../../core/moment.ts';
import type { Count } from '../../core/reads.ts';
import type { ListPosition, ListQuery } from '../../core/record-queries.ts';
import type { EntityType } from '../../core/registry.ts';
import { connectionOf, edge, NO_PAGE, pageSize, readAfter, selectsPage } from '../kit/connection.ts';
import type { AsOfArgument } from '../kit/context.ts';
import { entityAt } from '../kit/entities.ts';
import { aggregate } from './aggregate.ts';
import { type FilterInput, type OrderInput, readFilter, readOrder } from './filter.ts';
import type { RecordConnection, RecordSource, RecordsContext } from './loaders.ts';

export interface ListArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly filter?: FilterInput | null;
  readonly orderBy?: readonly OrderInput[] | null;
  readonly at?: AsOfArgument | null;
}

type ListItem = { readonly version: NonNullable<RecordSource['version']>; readonly position: ListPosition };

export const PAGE = { default: 20, max: 1_000 };

/**
 * One page of a type's entities.
 * @throws AsofError PAGE_TOO_LARGE, FILTER_INVALID, ID_INVALID, CURSOR_INVALID, CURSOR_FOREIGN, CURSOR_MOMENT
 */
export async function listRecords(
  type: EntityType,
  args: ListArguments,
  context: RecordsContext,
  info: GraphQLResolveInfo,
): Promise<RecordConnection> {
  const { request, reads } = context;
  const first = pageSize(args.first, PAGE);
  const filter = readFilter(type, args.filter);
  const order = readOrder(args.orderBy);
  const scope = [type.plural, request.tenant, filter, order];
  const after = readAfter(scope, args.after, args.at, (position) => parsePosition(position, order.length));
  const moment = await request.momentAt(after?.moment ?? args.at);
  const query: ListQuery = { moment, filter, order, first: Math.max(first, 1), after: after?.position ?? null };
  const page = selectsPage(info) ? await reads.list(request.scope(), type, query) : NO_PAGE;
  const connection = connectionOf(page, first, {
    scope,
    moment,
    hasPreviousPage: after !== undefined,
    positionOf: (item: ListItem) => item.position,
    edgeOf: (item, makeCursor) => edge(sourceOf(type, moment, item), makeCursor),
  });
  let counted: Promise<Count> | undefined;
  return {
    ...connection,
    count: () => {
      counted ??= reads.count(request.scope(), type, { moment, filter });
      return counted;
    },
    aggregate: (wanted) => aggregate(type, { moment, filter }, wanted, context),
  };
}

const sourceOf = (type: EntityType, moment: Moment, { version }: ListItem): RecordSource => ({
  ...entityAt({ type: type.name, id: version.id }, moment),
  version,
});

function parsePosition(position: unknown, orders: number): ListPosition | undefined {
  const { values, id } = Object(position) as Record<string, unknown>;
  const isPosition =
    Array.isArray(values) &&
    values.length === orders &&
    values.every((value) => value === null || (typeof value === 'string' && !value.includes('\0'))) &&
    typeof id === 'string' &&
    isId(id);
  return isPosition ? { values, id } : undefined;
}
