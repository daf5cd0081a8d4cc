// Which entities of a type differ between two moments: found by the bounds that lie between them, so that only what
// changed is read.
import type { Id, Tenant } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { Moment } from '../../core/moment.ts';
import type { Page, ReadScope, RecordVersion } from '../../core/reads.ts';
import type { Changed, DiffQuery } from '../../core/record-queries.ts';
import type { EntityType } from '../../core/registry.ts';
import { boundsKnownAt } from '../../core/visibility.ts';
import type { PostgresClients } from './client.ts';
import { readVersion, selectColumns, type VersionRow } from './columns.ts';
import { filterSql } from './filter.ts';
import { Prisma } from './generated/client.ts';
import { checkPage, visibleSql } from './list.ts';
import { viewOf } from './rows.ts';

/** From so many bounds between the moments on, entities are walked by id. */
const BOUNDS_MAX = 2_000;

/** A bound of versions, and the condition that it lies between the moments. */
interface BoundRange {
  readonly bound: Prisma.Sql;
  readonly holds: Prisma.Sql;
}

/**
 * One page of the entities that differ.
 * @param boundsMax from how many bounds between the moments on entities are walked by id
 * @throws AsofError FILTER_INVALID, PAGE_TOO_LARGE
 */
export async function readDiffs(
  clients: PostgresClients,
  scope: ReadScope,
  type: EntityType,
  query: DiffQuery,
  boundsMax: number = BOUNDS_MAX,
): Promise<Page<Changed>> {
  const statement = diffsSql(scope, type, query, boundsMax);
  const rows = await clients.prisma(scope.tenant, (prisma) =>
    prisma.$queryRaw<(VersionRow & { readonly is_after: boolean })[]>(statement),
  );
  const changed = new Map<Id, { before: RecordVersion | null; after: RecordVersion | null }>();
  for (const row of rows) {
    const ends = changed.get(row.id) ?? { before: null, after: null };
    const moment = row.is_after ? query.to : query.from;
    ends[row.is_after ? 'after' : 'before'] = boundsKnownAt(readVersion(type, row), moment.systemTime, scope.dead);
    changed.set(row.id, ends);
  }
  const found = [...changed].map(([id, ends]) => ({ id, ...ends }));
  return { items: found.slice(0, query.first), hasNextPage: found.length > query.first };
}

/**
 * The statement of one page, with one entity more to look ahead: a row for each of an entity's two versions. A version
 * that is visible at one moment and not at the other has a bound between them; one that only a dead commit bounds there
 * is visible at both, and differs in nothing. Where few versions have such a bound, they are compared; where many have,
 * most entities differ, and a walk by id that stops when the page is full looks at fewer.
 * @throws AsofError FILTER_INVALID, PAGE_TOO_LARGE
 */
export function diffsSql(
  scope: ReadScope,
  type: EntityType,
  query: DiffQuery,
  boundsMax: number = BOUNDS_MAX,
): Prisma.Sql {
  checkPage(query.first);
  const { from, to } = query;
  const view = Prisma.raw(viewOf(type));
  const limit = Prisma.sql`LIMIT ${String(query.first + 1)}::bigint`;
  const matched = query.filter ? Prisma.sql`(${filterSql(type, query.filter)}) IS TRUE` : Prisma.sql`true`;
  const later = query.after === null ? Prisma.empty : Prisma.sql`AND v.id > ${query.after}::uuid`;
  const at = (moment: Moment) => visibleSql(scope.tenant, moment, scope.dead);
  const side = (moment: Moment, alsoSql: Prisma.Sql) =>
    Prisma.sql`(SELECT v.*, ${matched} AS matched FROM ${view} v WHERE ${at(moment)} ${alsoSql})`;
  // One entity at a time, so that the walk ends with the page. That one is not there at the other moment is asked by
  // num_nulls: by IS NULL the planner would expect no such entity, and a walk through all.
  const other = (moment: Moment, alias: 'was' | 'now') => side(moment, Prisma.raw(`AND v.id = ${alias}.id LIMIT 1`));
  const columns = ['tenant', ...type.fields.map(({ column }) => column), 'attributes'];
  const values = (alias: string) => Prisma.raw(`ROW(${columns.map((column) => `${alias}.${column}`).join(', ')})`);
  const differ = Prisma.sql`(was.matched OR now.matched) AND ${values('was')} IS DISTINCT FROM ${values('now')}`;
  const ranges = rangesBetween(query);
  const holds = ranges.map((range) => range.holds);
  const between = Prisma.sql`AND (${holds.length === 0 ? Prisma.sql`false` : Prisma.join(holds, ' OR ')}) ${later}`;
  const keyed = Prisma.sql`was.system_to AS was_to, was.valid_from AS was_from, now.system_to AS now_to, now.valid_from AS now_from`;
  const ofPage = (alias: 'was' | 'now', isAfter: 'true' | 'false') =>
    Prisma.raw(
      `SELECT ${isAfter} AS is_after, ${selectColumns(type, 'v')} FROM page
      JOIN ${viewOf(type)} v ON v.id = page.id AND v.system_to = page.${alias}_to AND v.valid_from = page.${alias}_from`,
    );
  return Prisma.sql`WITH bounds AS MATERIALIZED (${boundsSql(scope.tenant, view, ranges, boundsMax)}),
    many AS MATERIALIZED (SELECT count(*) >= ${String(boundsMax)}::bigint AS so FROM bounds),
    page AS MATERIALIZED (SELECT * FROM (
      (SELECT id, ${keyed} FROM ${side(from, between)} was FULL JOIN ${side(to, between)} now USING (id)
        WHERE NOT (SELECT so FROM many) AND ${differ} ORDER BY id ${limit})
      UNION ALL
      (SELECT was.id, ${keyed} FROM ${side(from, later)} was LEFT JOIN LATERAL ${other(to, 'was')} now ON true
        WHERE (SELECT so FROM many) AND ${differ} ORDER BY was.id ${limit})
      UNION ALL
      (SELECT now.id, ${keyed} FROM ${side(to, later)} now LEFT JOIN LATERAL ${other(from, 'now')} was ON true
        WHERE (SELECT so FROM many) AND now.matched AND num_nulls(was.id) > 0 ORDER BY now.id ${limit})
      ) found ORDER BY id ${limit})
    SELECT * FROM (${ofPage('was', 'false')} AND v.tenant = ${scope.tenant}
      UNION ALL ${ofPage('now', 'true')} AND v.tenant = ${scope.tenant}) found ORDER BY id`;
}

/** As many bounds between the moments as are looked for, on each way that a version can have one. */
function boundsSql(tenant: Tenant, view: Prisma.Sql, ranges: readonly BoundRange[], boundsMax: number): Prisma.Sql {
  if (ranges.length === 0) return Prisma.sql`SELECT 1 WHERE false`;
  const found = ranges.map(
    ({ bound, holds }) => Prisma.sql`(SELECT 1 FROM ${view} v WHERE v.tenant = ${tenant} AND ${holds}
      ORDER BY ${bound} LIMIT ${String(boundsMax)}::bigint)`,
  );
  return Prisma.join(found, ' UNION ALL ');
}

/** What it is to have a bound after the earlier of the moments, and at or before the later one, for each of the bounds. */
function rangesBetween({ from, to }: DiffQuery): BoundRange[] {
  return [...rangesOf('valid', from.validTime, to.validTime), ...rangesOf('system', from.systemTime, to.systemTime)];
}

function rangesOf(axis: 'valid' | 'system', a: Instant, b: Instant): BoundRange[] {
  if (a === b) return [];
  const utc = (at: number) => Prisma.sql`(instant(${String(at)}::bigint) AT TIME ZONE 'UTC')`;
  const [low, high] = [utc(Math.min(a, b)), utc(Math.max(a, b))];
  const range = (name: string, known: Prisma.Sql): BoundRange => {
    const bound = Prisma.raw(`(v.${name} AT TIME ZONE 'UTC')`);
    return { bound, holds: Prisma.sql`(${known} ${bound} > ${low} AND ${bound} <= ${high})` };
  };
  return [range(`${axis}_from`, Prisma.empty), range(`${axis}_to`, Prisma.raw(`v.${axis}_to <> 'infinity' AND`))];
}
