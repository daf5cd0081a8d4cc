// The versions of entities at two moments, and on the way from one to the other: one statement for all of them.
import { isCovered } from '../../core/difference.ts';
import { AsofError } from '../../core/errors.ts';
import type { Moment } from '../../core/moment.ts';
import type { DiffKey, ReadScope, RecordVersion } from '../../core/reads.ts';
import { WAY_VERSIONS_MAX, type Way } from '../../core/record-queries.ts';
import type { EntityType } from '../../core/registry.ts';
import { boundsKnownAt, liveRectangle } from '../../core/visibility.ts';
import { containsMoment } from '../../core/window.ts';
import type { PostgresClients, Statement } from './client.ts';
import { readVersion, selectColumns, type VersionRow } from './columns.ts';
import { NODE, OTHER, recordOfNode } from './nodes.ts';
import { deadUpTo, instantsOf, newestOf, RECTANGLE, viewOf } from './rows.ts';

/** What one table has of a way. */
interface Found {
  readonly versions: readonly RecordVersion[];
  readonly isComplete: boolean;
}

/** So many ways are read at once, with at most 2,000 versions each. */
const WAYS_MAX = 200;

/**
 * The way of each entity; where no record is visible, what the graph knows, as at a moment.
 * @throws AsofError REQUEST_TOO_LARGE for more than 200
 */
export async function readWays(
  clients: PostgresClients,
  scope: ReadScope,
  type: EntityType,
  keys: readonly DiffKey[],
): Promise<Way[]> {
  if (keys.length > WAYS_MAX) {
    const message = `Steps were asked of ${keys.length} differences at once; at most ${WAYS_MAX} are possible.`;
    throw new AsofError('REQUEST_TOO_LARGE', message);
  }
  const records = await readFound(clients, scope, type, keys);
  const gaps =
    type.name === OTHER ? [] : keys.filter((key, n) => !isCovered(records[n]?.versions ?? [], key.from, key.to));
  const nodes = gaps.length > 0 ? await readFound(clients, scope, NODE, gaps, type.name) : [];
  const nodesOf = new Map(gaps.map((key, n) => [key, nodes[n]]));
  return keys.map((key, n) => {
    const [record, node] = [records[n], nodesOf.get(key)];
    // A record comes before a node: the first that is visible is the one that is read.
    const versions = [
      ...(record?.versions ?? []),
      ...(node?.versions ?? []).map((version) => recordOfNode(type, version)),
    ];
    const at = (moment: Moment): RecordVersion | null => {
      const found = versions.find((version) => containsMoment(version, moment));
      return found ? boundsKnownAt(found, moment.systemTime, scope.dead) : null;
    };
    return {
      before: at(key.from),
      after: at(key.to),
      versions,
      isComplete: (record?.isComplete ?? true) && (node?.isComplete ?? true),
    };
  });
}

async function readFound(
  clients: PostgresClients,
  scope: ReadScope,
  type: EntityType,
  keys: readonly DiffKey[],
  ofType?: string,
): Promise<Found[]> {
  const statement = waysStatement(scope, type, keys, ofType);
  const rows = await clients.query<VersionRow & { place: number; leg: number }>(scope.tenant, statement);
  const byPlace = Map.groupBy(rows, (row) => row.place);
  return keys.map((_key, n) => {
    const found = byPlace.get(n + 1) ?? [];
    const versions = new Map<string, RecordVersion>();
    for (const row of found) {
      const live = liveRectangle(readVersion(type, row), scope.dead);
      if (live) versions.set(`${live.validFrom}@${live.systemFrom}`, live);
    }
    const isCut = [1, 2].some((leg) => found.filter((row) => row.leg === leg).length > WAY_VERSIONS_MAX);
    return { versions: [...versions.values()], isComplete: !isCut };
  });
}

/** The statement that reads, for each key, what is visible at both moments, and on each leg of the way as much as may be. */
export function waysStatement(
  scope: ReadScope,
  type: EntityType,
  keys: readonly DiffKey[],
  ofType?: string,
): Statement {
  const dead = deadUpTo(scope.dead, newestOf(keys.flatMap(({ from, to }) => [from.systemTime, to.systemTime])));
  return {
    name: `ways_${type.table}${ofType === undefined ? '' : `_${ofType}`}${dead.length > 0 ? '_dead' : ''}`,
    text: waysText(type, dead.length > 0, ofType),
    values: [
      scope.tenant,
      keys.map((key) => key.id),
      keys.map(({ from }) => from.validTime),
      keys.map(({ from }) => from.systemTime),
      keys.map(({ to }) => to.validTime),
      keys.map(({ to }) => to.systemTime),
      keys.length,
      WAY_VERSIONS_MAX + 1,
      ...(dead.length > 0 ? [dead] : []),
    ],
  };
}

/** The way turns once, where the valid time is still that of the beginning and the system time already that of the end. */
function waysText(type: EntityType, withDead: boolean, ofType: string | undefined): string {
  const [view, columns] = [viewOf(type), selectColumns(type, 'v')];
  const where = (leg: number, condition: string): string =>
    `(SELECT ${leg} AS leg, ${columns} FROM ${view} v WHERE v.tenant = $1 AND uuid_send(v.id) = uuid_send(k.id) AND ${condition})`;
  const branches = [
    where(0, `${RECTANGLE} @> box(k.beginning)`),
    where(0, `${RECTANGLE} @> box(k.ending)`),
    where(1, `${RECTANGLE} && box(k.beginning, k.turn) LIMIT $8`),
    where(2, `${RECTANGLE} && box(k.turn, k.ending) LIMIT $8`),
  ];
  if (withDead) {
    branches.push(`(SELECT 0 AS leg, ${columns} FROM ${view} v
      WHERE v.tenant = $1 AND v.id = k.id AND v.system_to = ANY (${instantsOf('$9')}))`);
  }
  const typed =
    ofType === undefined
      ? ''
      : `WHERE EXISTS (SELECT FROM entity e WHERE e.tenant = $1 AND e.id = k.id AND e.type = '${ofType}')`;
  return `WITH k AS MATERIALIZED (
    SELECT place, id, point(s1, v1) AS beginning, point(s2, v1) AS turn, point(s2, v2) AS ending
    FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
      WITH ORDINALITY AS key (id, v1, s1, v2, s2, place)
    LIMIT $7)
  SELECT k.place::integer AS place, r.* FROM k CROSS JOIN LATERAL (${branches.join(' UNION ALL ')}) r ${typed}`;
}
