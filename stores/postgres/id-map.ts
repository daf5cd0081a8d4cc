// The ids of entities that a source knows by keys of its own: made once, and the same ever after.
import { AsofError } from '../../core/errors.ts';
import { type Id, newId, type Tenant } from '../../core/ids.ts';
import type { PostgresClients } from './client.ts';
import { Prisma } from './generated/client.ts';

export interface SourceKey {
  /** A source's keys are told apart by type; null where the source has one space of keys. */
  readonly type: string | null;
  readonly externalId: string;
  /** The id that the key gets when it is new. Default: one that is made then. */
  readonly id?: Id;
}

export interface IdMap {
  /** The id of each key, in order; new keys get new ids. Idempotent, and safe beside others who do the same. */
  resolveIds(tenant: Tenant, source: string, keys: readonly SourceKey[]): Promise<Id[]>;
  /** The id of each key that has one, in order; nothing is made. */
  findIds(tenant: Tenant, source: string, keys: readonly SourceKey[]): Promise<(Id | null)[]>;
}

const KEYS_MAX = 10_000;
const ATTEMPTS_MAX = 3;

export function idMap(clients: PostgresClients): IdMap {
  return {
    async resolveIds(tenant, source, keys) {
      const ids: Id[] = [];
      for (let from = 0; from < keys.length; from += KEYS_MAX) {
        ids.push(...(await resolveChunk(clients, tenant, source, keys.slice(from, from + KEYS_MAX))));
      }
      return ids;
    },
    async findIds(tenant, source, keys) {
      const ids: (Id | null)[] = [];
      for (let from = 0; from < keys.length; from += KEYS_MAX) {
        ids.push(...(await findChunk(clients, tenant, source, keys.slice(from, from + KEYS_MAX))));
      }
      return ids;
    },
  };
}

async function findChunk(
  clients: PostgresClients,
  tenant: Tenant,
  source: string,
  keys: readonly SourceKey[],
): Promise<(Id | null)[]> {
  const types = keys.map((key) => key.type ?? '');
  const externalIds = keys.map((key) => key.externalId);
  const statement = Prisma.sql`
    SELECT m.id FROM unnest(${types}::text[], ${externalIds}::text[]) WITH ORDINALITY AS key (type, external_id, place)
    LEFT JOIN id_map m ON m.tenant = ${tenant} AND m.source = ${source} AND m.type = key.type
      AND m.external_id = key.external_id
    ORDER BY key.place`;
  const rows = await clients.prisma(tenant, (prisma) => prisma.$queryRaw<{ id: Id | null }[]>(statement));
  return rows.map((row) => row.id);
}

/**
 * One round trip, but when another process made one of the keys between this statement's snapshot and its insert: it
 * then sees that key the next time.
 */
async function resolveChunk(
  clients: PostgresClients,
  tenant: Tenant,
  source: string,
  keys: readonly SourceKey[],
): Promise<Id[]> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const statement = resolveSql(tenant, source, keys);
    const rows = await clients.prisma(tenant, (prisma) => prisma.$queryRaw<{ id: Id | null }[]>(statement));
    const ids = rows.flatMap((row) => (row.id === null ? [] : [row.id]));
    if (ids.length === keys.length) return ids;
  }
  throw new AsofError('ENTITY_HELD', `Others keep writing the same keys of ${source}; try again.`);
}

/** Keys are inserted in one order by everybody, so that two who insert the same ones cannot deadlock. */
function resolveSql(tenant: Tenant, source: string, keys: readonly SourceKey[]): Prisma.Sql {
  const types = keys.map((key) => key.type ?? '');
  const externalIds = keys.map((key) => key.externalId);
  const newIds = keys.map((key) => key.id ?? newId());
  return Prisma.sql`
    WITH key AS MATERIALIZED (
      SELECT * FROM unnest(${types}::text[], ${externalIds}::text[], ${newIds}::uuid[])
        WITH ORDINALITY AS k (type, external_id, new_id, place)
    ), made AS (
      INSERT INTO id_map (tenant, source, type, external_id, id)
      SELECT DISTINCT ON (type COLLATE "C", external_id COLLATE "C") ${tenant}, ${source}, type, external_id, new_id
      FROM key ORDER BY type COLLATE "C", external_id COLLATE "C", place
      ON CONFLICT DO NOTHING
      RETURNING type, external_id, id
    )
    SELECT coalesce(made.id, m.id) AS id FROM key
    LEFT JOIN made ON made.type = key.type AND made.external_id = key.external_id
    LEFT JOIN id_map m ON m.tenant = ${tenant} AND m.source = ${source} AND m.type = key.type
      AND m.external_id = key.external_id
    ORDER BY key.place`;
}
