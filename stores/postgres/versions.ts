// The statements that write versions of one type: each takes a whole batch in one round trip.
import type { EntityChange, EntityValues } from '../../core/commit.ts';
import type { Id, Tenant } from '../../core/ids.ts';
import { type Instant, OPEN_END } from '../../core/instant.ts';
import type { RecordVersion } from '../../core/reads.ts';
import type { EntityType } from '../../core/registry.ts';
import type { Version } from '../../core/timeline.ts';
import type { Query } from './client.ts';
import { readVersion, recordsetColumns, selectColumns, type VersionRow, writeVersion } from './columns.ts';

/** Rows of one INSERT: keeps its parameter to a few megabytes. */
const INSERT_ROWS_MAX = 5_000;

export interface NewVersion {
  readonly id: Id;
  readonly version: Version<EntityValues>;
}

export interface ClosedVersion {
  readonly id: Id;
  readonly validFrom: Instant;
  readonly systemTo: Instant;
}

/** The versions of entities that are open, or ended or began at or after a system time. */
export async function readVersionsSince(
  query: Query,
  tenant: Tenant,
  type: EntityType,
  ids: readonly Id[],
  systemTime: Instant,
): Promise<RecordVersion[]> {
  const rows = await query<VersionRow>({
    name: `versions_since_${type.table}`,
    text: `SELECT ${selectColumns(type, 'v')} FROM ${type.table} v
      WHERE v.tenant = $1 AND v.id = ANY ($2::uuid[]) AND v.system_to >= instant($3)`,
    values: [tenant, ids, systemTime],
  });
  return rows.map((row) => readVersion(type, row));
}

/** Takes away what commits did to entities, or to all: their rows go, and the rows that they ended are open again. */
export async function dropCommits(
  query: Query,
  tenant: Tenant,
  type: EntityType,
  ids: readonly Id[] | null,
  systemTimes: readonly Instant[],
): Promise<void> {
  const ofIds = ids === null ? '' : 'AND id = ANY ($3::uuid[])';
  const times = 'ARRAY(SELECT instant(t) FROM unnest($2::bigint[]) t)';
  const values = [tenant, systemTimes, ...(ids === null ? [] : [ids])];
  await query({
    text: `DELETE FROM ${type.table} WHERE tenant = $1 ${ofIds} AND system_from = ANY (${times})`,
    values,
  });
  await query({
    text: `UPDATE ${type.table} SET system_to = 'infinity' WHERE tenant = $1 ${ofIds} AND system_to = ANY (${times})`,
    values,
  });
}

/**
 * Ends versions that are open. What ends when is looked up in an object, by id and start, and not joined: while the
 * statistics know nothing of a tenant, a join would be planned as if it had one row.
 */
export async function closeVersions(
  query: Query,
  tenant: Tenant,
  type: EntityType,
  closed: readonly ClosedVersion[],
): Promise<void> {
  if (closed.length === 0) return;
  const ends = Object.fromEntries(closed.map((c) => [`${c.id}@${c.validFrom}`, c.systemTo]));
  const end = `$3::jsonb ->> (v.id || '@' || micros(v.valid_from))`;
  await query({
    text: `UPDATE ${type.table} v SET system_to = instant((${end})::bigint)
      WHERE v.tenant = $1 AND v.id = ANY ($2::uuid[]) AND v.system_to = 'infinity' AND ${end} IS NOT NULL`,
    values: [tenant, [...new Set(closed.map((c) => c.id))], JSON.stringify(ends)],
  });
}

export async function insertVersions(
  query: Query,
  tenant: Tenant,
  type: EntityType,
  versions: readonly NewVersion[],
): Promise<void> {
  const { definition, target, source } = recordsetColumns(type);
  for (let from = 0; from < versions.length; from += INSERT_ROWS_MAX) {
    const rows = versions.slice(from, from + INSERT_ROWS_MAX).map(({ id, version }) => writeVersion(type, id, version));
    await query({
      text: `INSERT INTO ${type.table} (tenant, ${target})
        SELECT $1, ${source} FROM jsonb_to_recordset($2::jsonb) AS r (${definition})`,
      values: [tenant, JSON.stringify(rows)],
    });
  }
}

/** How many of these changes are not there as their commit should have left them. */
export async function countMissing(
  query: Query,
  tenant: Tenant,
  type: EntityType,
  changes: readonly EntityChange[],
): Promise<number> {
  const rows = await query<{ missing: number }>({
    text: `WITH k AS MATERIALIZED (
        SELECT id, present, instant(valid_from) AS valid_from, instant(valid_to) AS valid_to,
          instant(system_from) AS system_from
        FROM unnest($2::uuid[], $3::boolean[], $4::bigint[], $5::bigint[], $6::bigint[])
          AS c (id, present, valid_from, valid_to, system_from))
      SELECT count(*)::float8 AS missing FROM k WHERE CASE WHEN k.present
        THEN NOT EXISTS (SELECT FROM ${type.table} v WHERE v.tenant = $1 AND v.id = k.id
          AND v.valid_from = k.valid_from AND v.valid_to = k.valid_to AND v.system_from = k.system_from)
        ELSE EXISTS (SELECT FROM ${type.table} v WHERE v.tenant = $1 AND v.id = k.id AND v.system_to = 'infinity'
          AND v.system_from <= k.system_from AND v.valid_from < k.valid_to AND v.valid_to > k.valid_from) END`,
    values: [
      tenant,
      changes.map((change) => change.entity.id),
      changes.map((change) => change.values !== null),
      changes.map((change) => change.validFrom),
      changes.map((change) => change.validTo),
      changes.map((change) => change.systemTime),
    ],
  });
  return rows[0]?.missing ?? 0;
}

export const isOpen = (version: Version<EntityValues>): boolean => version.systemTo === OPEN_END;
