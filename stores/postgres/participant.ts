// PostgreSQL's part of a commit: the versions of entities and nodes, and the directory of ids. Facts and episodes are
// not its.
import type { Change, CommitWork, EntityChange, EntityRef, Participant } from '../../core/commit.ts';
import { AsofError } from '../../core/errors.ts';
import type { Id, Tenant } from '../../core/ids.ts';
import { type Instant, OPEN_END } from '../../core/instant.ts';
import type { RecordVersion } from '../../core/reads.ts';
import type { EntityType, Registry } from '../../core/registry.ts';
import { applyStatements } from '../../core/timeline.ts';
import type { PostgresClients, Query } from './client.ts';
import { codeOf } from './errors.ts';
import { NODE, tableOfNodes } from './nodes.ts';
import { Statistics } from './statistics.ts';
import {
  type ClosedVersion,
  closeVersions,
  countMissing,
  dropCommits,
  insertVersions,
  isOpen,
  type NewVersion,
  readVersionsSince,
} from './versions.ts';

type ChangesById = ReadonlyMap<Id, readonly EntityChange[]>;

/**
 * `apply` is one transaction, so a commit is there whole or not at all, and one that is there already is left alone.
 * A compensation without changes, after a crash, undoes whatever has the commit's system time.
 */
export function recordParticipant(clients: PostgresClients, registry: Registry): Participant {
  const statistics = new Statistics(clients);
  return {
    name: 'postgres',

    apply: async (work) => {
      const tables = changesByTable(registry, work);
      await inTransaction(clients, work.tenant, async (query) => {
        await enterDirectory(query, work);
        for (const [type, changes] of tables) await applyToTable(query, work, type, changes);
      });
      for (const [type, changes] of tables) await statistics.count(work.tenant, type, changes.size);
    },

    compensate: (work) =>
      inTransaction(clients, work.tenant, async (query) => {
        const changes = changesByTable(registry, work);
        for (const type of [...registry.types, NODE]) {
          const ids = work.changes.length === 0 ? null : [...(changes.get(type)?.keys() ?? [])];
          if (ids?.length === 0) continue;
          await dropCommits(query, work.tenant, type, ids, [work.systemTime]);
        }
        await leaveDirectory(query, registry, work);
      }),

    verify: async (work) => {
      const query: Query = (statement) => clients.query(work.tenant, statement);
      for (const [type, changes] of changesByTable(registry, work)) {
        const last = [...changes.values()].flatMap((list) => list.slice(-1));
        if ((await countMissing(query, work.tenant, type, last)) > 0) return false;
      }
      return true;
    },

    purge: (tenant) =>
      inTransaction(clients, tenant, async (query) => {
        for (const table of [...registry.types.map((type) => type.table), NODE.table, 'entity', 'id_map']) {
          await query({ text: `DELETE FROM ${table} WHERE tenant = $1`, values: [tenant] });
        }
      }),
  };
}

/** By the table of versions; the types of the registry have one each, and so have nodes without a record. */
function changesByTable(registry: Registry, work: CommitWork): Map<EntityType, Map<Id, EntityChange[]>> {
  const tables = new Map<EntityType, Map<Id, EntityChange[]>>();
  for (const [table, change] of work.changes.flatMap((any) => rowOf(registry, any))) {
    const ofTable = tables.get(table) ?? new Map<Id, EntityChange[]>();
    const ofEntity = ofTable.get(change.entity.id) ?? [];
    ofEntity.push(change);
    tables.set(table, ofTable.set(change.entity.id, ofEntity));
  }
  return tables;
}

/** In which table a change is kept, and as what; facts and episodes are in none. */
function rowOf(registry: Registry, change: Change): [EntityType, EntityChange][] {
  if (change.kind === 'entity') return [[registry.get(change.entity.type), change]];
  if (change.kind !== 'node') return [];
  const { values } = change;
  if (values === null) return [[tableOfNodes(registry, change.entity.type), { ...change, kind: 'entity', values }]];
  const { attributes, ...fields } = values;
  return [[tableOfNodes(registry, change.entity.type), { ...change, kind: 'entity', values: { fields, attributes } }]];
}

async function applyToTable(query: Query, work: CommitWork, type: EntityType, changes: ChangesById): Promise<void> {
  const { tenant } = work;
  const ids = [...changes.keys()];
  if (work.dead.size > 0) await dropCommits(query, tenant, type, ids, [...work.dead]);
  const first = work.changes.reduce<number>((least, change) => Math.min(least, change.systemTime), OPEN_END) as Instant;
  const knownById = Map.groupBy(await readVersionsSince(query, tenant, type, ids, first), (version) => version.id);

  const closed: ClosedVersion[] = [];
  const opened: NewVersion[] = [];
  for (const [id, statements] of changes) {
    const known = knownById.get(id) ?? [];
    if (isApplied(known, statements)) continue;
    const change = applyStatements(known.filter(isOpen), statements);
    for (const { version, systemTo } of change.closed) closed.push({ id, validFrom: version.validFrom, systemTo });
    for (const version of change.opened) opened.push({ id, version });
  }
  await closeVersions(query, tenant, type, closed);
  await insertVersions(query, tenant, type, opened);
}

/**
 * Whether these statements were applied before: a version began or ended with one of them.
 * @throws AsofError COMMIT_ABORTED when a later commit has written the entity, so that this one was given up
 */
function isApplied(known: readonly RecordVersion[], statements: readonly EntityChange[]): boolean {
  const times = new Set(statements.map((statement) => statement.systemTime));
  if (known.some((version) => times.has(version.systemFrom) || times.has(version.systemTo))) return true;
  const last = Math.max(...times);
  if (known.some((version) => version.systemFrom > last)) throw overtaken(undefined);
  return false;
}

/** @throws AsofError IMPORT_ROW_INVALID when an id already has another type */
async function enterDirectory(query: Query, { tenant, changes }: CommitWork): Promise<void> {
  const entries = entitiesOf(changes);
  if (entries.length === 0) return;
  const ids = entries.map((entry) => entry.id);
  await query({
    text: `INSERT INTO entity (tenant, id, type) SELECT $1, id, type FROM unnest($2::uuid[], $3::text[]) AS e (id, type)
      ON CONFLICT DO NOTHING`,
    values: [tenant, ids, entries.map((entry) => entry.type)],
  });
  const known = await query<EntityRef>({
    text: 'SELECT id, type FROM entity WHERE tenant = $1 AND id = ANY ($2::uuid[])',
    values: [tenant, ids],
  });
  const typeById = new Map(known.map(({ id, type }) => [id, type]));
  for (const { id, type } of entries) {
    const knownType = typeById.get(id);
    if (knownType === type) continue;
    throw new AsofError('IMPORT_ROW_INVALID', `${id} is of type ${knownType}; it cannot be of type ${type}, too.`, {
      details: { id },
    });
  }
}

/** Each entity and type once. */
function entitiesOf(changes: readonly Change[]): EntityRef[] {
  const entities = new Map<string, EntityRef>();
  for (const change of changes) {
    if ('entity' in change) entities.set(`${change.entity.id} ${change.entity.type}`, change.entity);
  }
  return [...entities.values()];
}

/** Takes those ids out of the directory that have no versions left, neither as a record nor as a node. */
async function leaveDirectory(query: Query, registry: Registry, { tenant, changes }: CommitWork): Promise<void> {
  for (const [name, entities] of Map.groupBy(entitiesOf(changes), (entity) => entity.type)) {
    const unused = [registry.get(name), NODE].map(
      ({ table }) => `NOT EXISTS (SELECT FROM ${table} v WHERE v.tenant = $1 AND v.id = e.id)`,
    );
    await query({
      text: `DELETE FROM entity e WHERE e.tenant = $1 AND e.id = ANY ($2::uuid[]) AND e.type = $3
        AND ${unused.join(' AND ')}`,
      values: [tenant, entities.map((entity) => entity.id), name],
    });
  }
}

async function inTransaction(
  clients: PostgresClients,
  tenant: Tenant,
  work: (query: Query) => Promise<void>,
): Promise<void> {
  try {
    await clients.transaction(tenant, work);
  } catch (cause) {
    const code = codeOf(cause);
    if (code === '23P01') throw overtaken(cause);
    if (code.startsWith('22')) {
      const reason = cause instanceof Error ? cause.message : 'it does not fit its column';
      throw new AsofError('IMPORT_ROW_INVALID', `PostgreSQL cannot hold a value: ${reason}.`, { cause });
    }
    throw cause;
  }
}

/** Somebody else wrote the entity later: this commit was given up in the meantime and must not go on. */
function overtaken(cause: unknown): AsofError {
  return new AsofError('COMMIT_ABORTED', 'A later commit has written one of these entities; nothing was changed.', {
    cause,
  });
}
