// Reads of records at a moment: one statement for all keys of a type, whatever their moments.
import type { EntityRef } from '../../core/commit.ts';
import type { Id } from '../../core/ids.ts';
import type { EntityKey, ReadScope, RecordReads, RecordVersion } from '../../core/reads.ts';
import type { ExternalKey } from '../../core/record-queries.ts';
import type { EntityType } from '../../core/registry.ts';
import { boundsKnownAt } from '../../core/visibility.ts';
import { aggregateSql, type GroupRow, readGroup } from './aggregate.ts';
import type { PostgresClients, Statement } from './client.ts';
import { readVersion, selectColumns, type VersionRow } from './columns.ts';
import { readDiffs } from './diff.ts';
import { Prisma } from './generated/client.ts';
import { countHistories, readHistories } from './history.ts';
import { countOf, countSql, listSql, positionOf } from './list.ts';
import { NODE, OTHER, recordOfNode } from './nodes.ts';
import { deadUpTo, instantsOf, newestOf, RECTANGLE, viewOf } from './rows.ts';
import { readWays } from './way.ts';

const KEYS_MAX = 10_000;

/**
 * Reads of records. Keys beyond 10,000 go into further statements.
 *
 * `versions` is the hot read and goes to the driver with a statement that each connection prepares once: Prisma's raw
 * query costs half as much again for one key. All else goes through Prisma.
 */
export function recordReads(clients: PostgresClients): RecordReads {
  return {
    versions: (scope, type, keys) =>
      inChunks(keys, async (chunk) => {
        const versions = await readVersions(clients, scope, type, chunk);
        return type.name === OTHER ? versions : withNodes(clients, scope, type, chunk, versions);
      }),

    list: async (scope, type, query) => {
      const statement = listSql(scope, type, query);
      const rows = await clients.prisma(scope.tenant, (prisma) => prisma.$queryRaw<VersionRow[]>(statement));
      const items = rows.slice(0, query.first).map((row) => {
        const version = boundsKnownAt(readVersion(type, row), query.moment.systemTime, scope.dead);
        return { version, position: positionOf(query.order, version) };
      });
      return { items, hasNextPage: rows.length > query.first };
    },

    count: async (scope, type, query) => {
      const statement = countSql(scope, type, query);
      const rows = await clients.prisma(scope.tenant, (prisma) => prisma.$queryRaw<{ total: number }[]>(statement));
      return countOf(rows[0]?.total ?? 0);
    },

    aggregate: async (scope, type, query) => {
      const statement = aggregateSql(scope, type, query);
      const rows = await clients.prisma(scope.tenant, (prisma) => prisma.$queryRaw<GroupRow[]>(statement));
      return { items: rows.slice(0, query.first).map(readGroup), hasNextPage: rows.length > query.first };
    },

    history: (scope, type, query, keys) => inChunks(keys, (chunk) => readHistories(clients, scope, type, query, chunk)),
    historyCounts: (scope, type, axis, keys) =>
      inChunks(keys, (chunk) => countHistories(clients, scope, type, axis, chunk)),
    ways: (scope, type, keys) => inChunks(keys, (chunk) => readWays(clients, scope, type, chunk)),
    diffs: (scope, type, query) => readDiffs(clients, scope, type, query),
    types: (scope, ids) => inChunks(ids, (chunk) => readTypes(clients, scope, chunk)),
    lookup: (scope, keys) => inChunks(keys, (chunk) => readExternalKeys(clients, scope, chunk)),
  };
}

/** Where no record is visible, what the graph knows: a name alone. One statement more, for those keys. */
async function withNodes(
  clients: PostgresClients,
  scope: ReadScope,
  type: EntityType,
  keys: readonly EntityKey[],
  versions: readonly (RecordVersion | null)[],
): Promise<(RecordVersion | null)[]> {
  const missing = keys.filter((_, index) => versions[index] === null);
  if (missing.length === 0) return [...versions];
  const nodes = (await readVersions(clients, scope, NODE, missing, type.name)).values();
  return versions.map((version) => {
    const node = version === null ? nodes.next().value : null;
    return node ? recordOfNode(type, node) : version;
  });
}

async function readVersions(
  clients: PostgresClients,
  scope: ReadScope,
  type: EntityType,
  keys: readonly EntityKey[],
  ofType?: string,
): Promise<(RecordVersion | null)[]> {
  const statement = versionsStatement(scope, type, keys, ofType);
  const rows = await clients.query<VersionRow & { readonly place: number }>(scope.tenant, statement);
  const versions: (RecordVersion | null)[] = keys.map(() => null);
  for (const row of rows) {
    const key = keys[row.place - 1];
    if (key) versions[row.place - 1] = boundsKnownAt(readVersion(type, row), key.moment.systemTime, scope.dead);
  }
  return versions;
}

/**
 * The statement that reads the version of each key; `place` says which key, from 1.
 * @param ofType the name of the registered type that the entities must have. Default: the table has but one.
 */
export function versionsStatement(
  scope: ReadScope,
  type: EntityType,
  keys: readonly EntityKey[],
  ofType?: string,
): Statement {
  const dead = deadUpTo(scope.dead, newestOf(keys.map(({ moment }) => moment.systemTime)));
  return {
    name: `versions_${type.table}${ofType === undefined ? '' : `_${ofType}`}${dead.length > 0 ? '_dead' : ''}`,
    text: versionsText(type, dead.length > 0, ofType),
    values: [
      scope.tenant,
      keys.map((key) => key.id),
      keys.map((key) => key.moment.validTime),
      keys.map((key) => key.moment.systemTime),
      keys.length,
      ...(dead.length > 0 ? [dead] : []),
    ],
  };
}

/**
 * The keys are a table of their own, so that any number of them makes one statement. Their number is given as a limit,
 * which is none: it keeps the planner from taking one plan for any number of keys to be dearer than a new plan each
 * time, and planning costs more than reading.
 *
 * Of a version that is open there is at most one at a valid time, the last that began by then: the primary key finds it
 * at once. One that was ended is found by its rectangle, whatever else the entity has. What only a dead commit ended
 * counts as open; the primary key has those by their end.
 */
function versionsText(type: EntityType, withDead: boolean, ofType: string | undefined): string {
  const [view, columns, dead] = [viewOf(type), selectColumns(type, 'v'), instantsOf('$6')];
  const alive = withDead ? `AND v.system_from <> ALL (${dead})` : '';
  const endedByDead = `UNION ALL
    (SELECT ${columns} FROM ${view} v WHERE v.tenant = $1 AND v.id = k.id AND v.system_to = ANY (${dead})
      AND v.system_to <= k.s AND v.system_from <= k.s AND (v.valid_from <= k.v) IS TRUE AND v.valid_to > k.v ${alive})`;
  // Nodes of all types lie in one table; whose type is another is not there for this one.
  const typed =
    ofType === undefined
      ? ''
      : `WHERE EXISTS (SELECT FROM entity e WHERE e.tenant = $1 AND e.id = k.id AND e.type = '${ofType}')`;
  return `WITH k AS MATERIALIZED (
    SELECT place, id, instant(valid_time) AS v, instant(system_time) AS s, box(point(system_time, valid_time)) AS at
    FROM unnest($2::uuid[], $3::bigint[], $4::bigint[]) WITH ORDINALITY AS key (id, valid_time, system_time, place)
    LIMIT $5)
  SELECT k.place::integer AS place, r.* FROM k CROSS JOIN LATERAL (
    (SELECT ${columns} FROM (
        SELECT * FROM ${view} o WHERE o.tenant = $1 AND o.id = k.id AND o.system_to = 'infinity' AND o.valid_from <= k.v
        ORDER BY o.valid_from DESC LIMIT 1) v
      WHERE v.valid_to > k.v AND v.system_from <= k.s ${alive})
    UNION ALL
    (SELECT ${columns} FROM ${view} v WHERE v.tenant = $1 AND uuid_send(v.id) = uuid_send(k.id)
      AND ${RECTANGLE} @> k.at AND v.system_to <> 'infinity' ${alive})
    ${withDead ? endedByDead : ''}
    LIMIT 1) r ${typed}`;
}

async function readTypes(clients: PostgresClients, { tenant }: ReadScope, ids: readonly Id[]) {
  const rows = await clients.prisma(tenant, (prisma) =>
    prisma.entity.findMany({ where: { tenant, id: { in: [...new Set(ids)] } }, select: { id: true, type: true } }),
  );
  const types = new Map(rows.map((row) => [row.id, row.type]));
  return ids.map((id) => types.get(id) ?? null);
}

async function readExternalKeys(
  clients: PostgresClients,
  { tenant }: ReadScope,
  keys: readonly ExternalKey[],
): Promise<(EntityRef | null)[]> {
  const columns = [keys.map((k) => k.source), keys.map((k) => k.type ?? ''), keys.map((k) => k.externalId)] as const;
  const statement = Prisma.sql`
    SELECT key.place::integer AS place, m.id, coalesce(e.type, m.type) AS type
    FROM unnest(${columns[0]}::text[], ${columns[1]}::text[], ${columns[2]}::text[])
      WITH ORDINALITY AS key (source, type, external_id, place)
    JOIN id_map m ON m.tenant = ${tenant} AND m.source = key.source AND m.type = key.type
      AND m.external_id = key.external_id
    LEFT JOIN entity e ON e.tenant = m.tenant AND e.id = m.id`;
  const rows = await clients.prisma(tenant, (prisma) =>
    prisma.$queryRaw<(EntityRef & { readonly place: number })[]>(statement),
  );
  const found: (EntityRef | null)[] = keys.map(() => null);
  for (const { place, type, id } of rows) if (type !== '') found[place - 1] = { type, id };
  return found;
}

async function inChunks<Key, Answer>(
  keys: readonly Key[],
  read: (chunk: readonly Key[]) => Promise<Answer[]>,
): Promise<Answer[]> {
  if (keys.length === 0) return [];
  if (keys.length <= KEYS_MAX) return read(keys);
  const answers: Answer[] = [];
  for (let from = 0; from < keys.length; from += KEYS_MAX) {
    answers.push(...(await read(keys.slice(from, from + KEYS_MAX))));
  }
  return answers;
}
