// The versions of entities along one axis of time: one statement for all of them, which stops when the page is full.
import { EARLIEST, type Instant, OPEN_END } from '../../core/instant.ts';
import {
  COUNT_MAX,
  type Count,
  type EntityKey,
  type HistoryAxis,
  type HistoryQuery,
  type Page,
  type ReadScope,
  type RecordVersion,
} from '../../core/reads.ts';
import type { EntityType } from '../../core/registry.ts';
import { boundsKnownAt } from '../../core/visibility.ts';
import type { PostgresClients, Statement } from './client.ts';
import { readVersion, selectColumns, type VersionRow } from './columns.ts';
import { countOf } from './list.ts';
import { NODE, OTHER, recordOfNode } from './nodes.ts';
import { deadUpTo, instantsOf, newestOf, RECTANGLE, viewOf } from './rows.ts';

type HistoryKey = EntityKey & { readonly after: Instant | null };

/** One page of each entity's versions; of one that has no record at all, those of its node. */
export async function readHistories(
  clients: PostgresClients,
  scope: ReadScope,
  type: EntityType,
  query: HistoryQuery,
  keys: readonly HistoryKey[],
): Promise<Page<RecordVersion>[]> {
  const pages = await readPages(clients, scope, type, query, keys);
  const missing = type.name === OTHER ? [] : keys.filter((_, n) => pages[n]?.items.length === 0);
  if (missing.length === 0) return pages;
  const ofNodes = (await readPages(clients, scope, NODE, query, missing, type)).values();
  return pages.map((page) => {
    const nodes = page.items.length === 0 ? ofNodes.next().value : undefined;
    return nodes ? { ...nodes, items: nodes.items.map((version) => recordOfNode(type, version)) } : page;
  });
}

/** How many versions each entity has along an axis. */
export async function countHistories(
  clients: PostgresClients,
  scope: ReadScope,
  type: EntityType,
  axis: HistoryAxis,
  keys: readonly EntityKey[],
): Promise<Count[]> {
  const count = async (of: EntityType, wanted: readonly EntityKey[], recordsOf?: EntityType) => {
    const statement = historyCountsStatement(scope, of, axis, wanted, recordsOf);
    return (await clients.query<{ total: number }>(scope.tenant, statement)).map(({ total }) => total);
  };
  const totals = await count(type, keys);
  const missing = type.name === OTHER ? [] : keys.filter((_, n) => totals[n] === 0);
  const ofNodes = (missing.length === 0 ? [] : await count(NODE, missing, type)).values();
  return totals.map((total) => countOf(total === 0 ? (ofNodes.next().value ?? 0) : total));
}

async function readPages(
  clients: PostgresClients,
  scope: ReadScope,
  type: EntityType,
  query: HistoryQuery,
  keys: readonly HistoryKey[],
  recordsOf?: EntityType,
): Promise<Page<RecordVersion>[]> {
  const statement = historyStatement(scope, type, query, keys, recordsOf);
  const rows = await clients.query<VersionRow & { readonly place: number }>(scope.tenant, statement);
  const byPlace = Map.groupBy(rows, (row) => row.place);
  return keys.map(({ moment }, index) => {
    const found = byPlace.get(index + 1) ?? [];
    const items = found
      .slice(0, query.first)
      .map((row) => boundsKnownAt(readVersion(type, row), moment.systemTime, scope.dead));
    return { items, hasNextPage: found.length > query.first };
  });
}

/**
 * The statement of one page of each entity, with one version more to look ahead.
 * @param recordsOf the type of nodes: those of another type are left out, and those of entities that have a record
 */
export function historyStatement(
  scope: ReadScope,
  type: EntityType,
  { axis, direction, first }: HistoryQuery,
  keys: readonly HistoryKey[],
  recordsOf?: EntityType,
): Statement {
  const dead = deadUpTo(scope.dead, newestOf(keys.map(({ moment }) => moment.systemTime)));
  const spans = keys.map((key) => spanOf(axis, direction === 'ASC', key));
  const name = ['history', type.table, axis, direction, recordsOf?.name, dead.length > 0 ? 'dead' : undefined];
  return {
    name: name.filter((word) => word !== undefined).join('_'),
    text: historyText(type, axis, direction === 'ASC', dead.length > 0, recordsOf),
    values: [...keyValues(scope, axis, keys, spans), first + 1, ...(dead.length > 0 ? [dead] : [])],
  };
}

/** The statement that counts the versions of each entity, up to one more than the limit. */
function historyCountsStatement(
  scope: ReadScope,
  type: EntityType,
  axis: HistoryAxis,
  keys: readonly EntityKey[],
  recordsOf?: EntityType,
): Statement {
  const dead = deadUpTo(scope.dead, newestOf(keys.map(({ moment }) => moment.systemTime)));
  const spans = keys.map((key) => spanOf(axis, true, { ...key, after: null }));
  const branches = branchesOf(type, axis, true, dead.length > 0).map((branch) => `(SELECT ${branch} LIMIT $8)`);
  return {
    text: `${keysText(axis, true)}
      SELECT (SELECT count(*) FROM (${branches.join(' UNION ALL ')}) found WHERE true ${noRecord(recordsOf, dead.length > 0)})::float8 AS total
      FROM k ORDER BY k.place`,
    values: [...keyValues(scope, axis, keys, spans), COUNT_MAX + 1, ...(dead.length > 0 ? [dead] : [])],
  };
}

interface Span {
  readonly low: Instant;
  readonly high: Instant;
}

/** Between which instants of the axis the versions of a page begin, or lie around. */
function spanOf(axis: HistoryAxis, isRising: boolean, { moment, after }: HistoryKey): Span {
  const last = axis === 'SYSTEM' ? moment.systemTime : OPEN_END;
  if (after === null) return { low: EARLIEST, high: last };
  return isRising
    ? { low: (after + 1) as Instant, high: last }
    : { low: EARLIEST, high: Math.min(after - 1, last) as Instant };
}

function keyValues(
  { tenant }: ReadScope,
  axis: HistoryAxis,
  keys: readonly EntityKey[],
  spans: readonly Span[],
): unknown[] {
  return [
    tenant,
    keys.map((key) => key.id),
    keys.map(({ moment }) => (axis === 'VALID' ? moment.systemTime : moment.validTime)),
    spans.map((span) => span.low),
    spans.map((span) => span.high),
    keys.map(({ moment }) => moment.systemTime),
    keys.length,
  ];
}

/**
 * The entities, each with the line on which its versions lie, and the end of it from which the page is read. That the
 * number of keys is given as a limit is for the planner, as where versions are read by key.
 */
function keysText(axis: HistoryAxis, isRising: boolean): string {
  const at = (place: string): string => (axis === 'VALID' ? `point(still, ${place})` : `point(${place}, still)`);
  return `WITH k AS MATERIALIZED (
    SELECT place, id, instant(still) AS still, instant(low) AS low, instant(high) AS high,
      instant(known) AS known,
      box(${at('low')}, ${at('high')}) AS line, ${at(isRising ? 'low' : 'high')} AS beginning
    FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
      WITH ORDINALITY AS key (id, still, low, high, known, place)
    LIMIT $7)`;
}

/**
 * Versions on one line do not overlap, so their distance from its end is their order, and the index of rectangles finds
 * them one after the other. Distances from an open end may be a microsecond off, which can let two versions change
 * places with a third: two more are read, and all are put in order exactly.
 */
function historyText(
  type: EntityType,
  axis: HistoryAxis,
  isRising: boolean,
  withDead: boolean,
  recordsOf: EntityType | undefined,
): string {
  const start = `v.${startOf(axis)}`;
  const order = isRising ? '' : 'DESC';
  const [onLine = '', ...more] = branchesOf(type, axis, isRising, withDead);
  const nearest = `(SELECT * ${onLine} ORDER BY ${RECTANGLE} <-> k.beginning LIMIT $8 + 2)`;
  return `${keysText(axis, isRising)}
  SELECT k.place::integer AS place, r.* FROM k CROSS JOIN LATERAL (
    SELECT ${selectColumns(type, 'v')}
    FROM (${[nearest, ...more.map((branch) => `(SELECT * ${branch})`)].join(' UNION ALL ')}) v
    WHERE true ${noRecord(recordsOf, withDead)} ORDER BY ${start} ${order} LIMIT $8) r
  ORDER BY k.place, r.${startOf(axis)} ${order}`;
}

/**
 * The versions on an entity's line; and along valid time those that only a dead commit ended before it: they count as
 * open, and there are few. Along system time these lie on the line anyway.
 */
function branchesOf(type: EntityType, axis: HistoryAxis, isRising: boolean, withDead: boolean): string[] {
  const dead = instantsOf('$9');
  const alive = withDead ? `AND v.system_from <> ALL (${dead})` : '';
  const begins = isRising ? `v.${startOf(axis)} >= k.low` : `v.${startOf(axis)} <= k.high`;
  const from = `FROM ${viewOf(type)} v WHERE v.tenant = $1`;
  const onLine = `${from} AND uuid_send(v.id) = uuid_send(k.id) AND ${RECTANGLE} && k.line AND ${begins} ${alive}`;
  const reopened = `${from} AND v.id = k.id AND v.system_to = ANY (${dead}) AND v.system_to <= k.still
    AND v.system_from <= k.still AND ${begins} ${alive}`;
  return axis === 'VALID' && withDead ? [onLine, reopened] : [onLine];
}

const startOf = (axis: HistoryAxis): string => (axis === 'VALID' ? 'valid_from' : 'system_from');

/**
 * Nodes of all types lie in one table, and those of entities that had a record by the moment's system time are left out:
 * one that was stated later, or by a dead commit, must not change what was read before.
 */
const noRecord = (type: EntityType | undefined, withDead: boolean): string =>
  type
    ? `AND NOT EXISTS (SELECT FROM ${viewOf(type)} x WHERE x.tenant = $1 AND x.id = k.id AND x.system_from <= k.known
        ${withDead ? `AND x.system_from <> ALL (${instantsOf('$9')})` : ''})
      AND EXISTS (SELECT FROM entity e WHERE e.tenant = $1 AND e.id = k.id AND e.type = '${type.name}')`
    : '';
