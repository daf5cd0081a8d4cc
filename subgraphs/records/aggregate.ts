// Counts, sums and averages of a list's entities, grouped by their values.
import type { FieldValue } from '../../core/commit.ts';
import { AsofError } from '../../core/errors.ts';
import { listField } from '../../core/list-fields.ts';
import type { Moment } from '../../core/moment.ts';
import type { Filter } from '../../core/reads.ts';
import type { EntityType } from '../../core/registry.ts';
import { pageSize } from '../kit/connection.ts';
import type { Aggregation } from './generated/resolvers.ts';
import type { RecordsContext } from './loaders.ts';
import { shown } from './shown.ts';

export interface AggregateArguments {
  readonly by?: readonly string[] | null;
  readonly of?: readonly string[] | null;
  readonly first?: number | null;
}

const GROUPS = { default: 100, max: 1_000 };
const BY_MAX = 5;
const OF_MAX = 10;

/**
 * The largest groups of the entities that a filter lets through at a moment.
 * @throws AsofError FILTER_INVALID, PAGE_TOO_LARGE
 */
export async function aggregate(
  type: EntityType,
  list: { readonly moment: Moment; readonly filter: Filter | null },
  args: AggregateArguments,
  { request, reads }: RecordsContext,
): Promise<Aggregation> {
  const first = pageSize(args.first, GROUPS);
  const [by, of] = [fieldsOf('by', args.by, BY_MAX), fieldsOf('of', args.of, OF_MAX)];
  const page = await reads.aggregate(request.scope(), type, { ...list, by, of, first });
  const groups = page.items.map(({ keys, count, values }) => ({
    keys: by.map((field, n) => ({ field, value: keyShown(type, field, keys[n] ?? null) })),
    count,
    values: of.flatMap((field, n) => {
      const value = values[n];
      return value ? [{ field, ...value }] : [];
    }),
  }));
  return { groups, hasMore: page.hasNextPage };
}

/** Keys come as text: whole numbers and instants are numbers elsewhere. */
function keyShown(type: EntityType, name: string, key: string | null): FieldValue {
  const { kind } = listField(type, name, 'group');
  return shown(kind, key !== null && (kind === 'int' || kind === 'instant') ? Number(key) : key);
}

function fieldsOf(argument: string, names: readonly string[] | null | undefined, max: number): readonly string[] {
  const fields = names ?? [];
  const reason =
    fields.length > max
      ? `“${argument}” names ${fields.length} fields; ${max} are allowed`
      : new Set(fields).size < fields.length && `“${argument}” names a field twice`;
  if (reason) throw new AsofError('FILTER_INVALID', `The aggregate cannot be read: ${reason}.`);
  return fields;
}
