// Neo4j's part of a commit: versions of entities, facts and episodes, and beside them what Graphiti reads.
import type { CommitWork, Participant } from '../../core/commit.ts';
import type { Id, Tenant } from '../../core/ids.ts';
import { EARLIEST, type Instant } from '../../core/instant.ts';
import type { Registry } from '../../core/registry.ts';
import { batched } from './batches.ts';
import type { Neo4jClient, Run } from './client.ts';
import { groupOf } from './graphiti.ts';
import { writeCopies } from './graphiti-copies.ts';
import { difference, rowsAfter, rowsBefore, type StoredVersion } from './history.ts';
import { KIND_NAMES, type KindName } from './kinds.ts';
import { loadQuery } from './queries.ts';
import { findVersions, type Histories, removeVersions, writeVersions } from './version-rows.ts';
import { anchorsOf, firstTime, type Statements, statementsOf } from './work.ts';

const MERGE_ANCHORS = loadQuery('graph/merge-anchors');
const LOCK_ANCHORS = loadQuery('graph/lock-anchors');
const LOCK_EPISODES = loadQuery('graph/lock-episodes');
/** In this order, so that nothing loses its ends before it goes itself. */
const PURGES = ['facts', 'episodes', 'versions', 'anchors'].map((what) => loadQuery(`graph/purge-${what}`));

/** How many rows one statement of a purge deletes. */
const PURGE_ROWS = 5_000;

/** What the rows of one id should be, given those that are there. */
type Target = (id: Id, rows: readonly StoredVersion[], statements: Statements) => readonly StoredVersion[];

/** The graph's participant over a client. Each step is one transaction. */
export function graphParticipant(client: Neo4jClient, registry: Registry): Participant {
  return {
    name: 'neo4j',

    async apply(work) {
      await client.write(async (run) => {
        await lock(run, work, MERGE_ANCHORS);
        const target: Target = (id, rows, statements) => rowsAfter(work, id, rows, statements.get(id) ?? []);
        await rewrite(run, registry, work, firstTime(work), target);
      });
    },

    async compensate(work) {
      await client.write(async (run) => {
        await lock(run, work, LOCK_ANCHORS);
        const target: Target = (id, rows, statements) => rowsBefore(work, rows, statements.get(id) ?? []);
        // Graphiti's copies are written from what is left, so this needs the whole history.
        await rewrite(run, registry, work, EARLIEST, target);
      });
    },

    verify: (work) => verify(client, registry, work),
    purge: (tenant) => purge(client, tenant),
  };
}

/**
 * Locks what the commit touches before its versions are read: a call that was given up and lands late must not write
 * over what a later commit did meanwhile.
 */
async function lock(run: Run, work: CommitWork, anchorsQuery: string): Promise<void> {
  const { tenant } = work;
  for (const rows of batched(anchorsOf(work).map((anchor) => ({ ...anchor }))))
    await run(anchorsQuery, { tenant, rows });
  const episodes = work.changes.flatMap((change) => (change.kind === 'episode' ? [change.id] : []));
  for (const ids of batched([...new Set(episodes)].sort())) await run(LOCK_EPISODES, { tenant, ids });
}

async function rewrite(run: Run, registry: Registry, work: CommitWork, since: Instant, target: Target): Promise<void> {
  const statements = statementsOf(registry, work);
  const removed = new Map<KindName, readonly string[]>();
  const rewriteKind = async (kind: KindName): Promise<Histories> => {
    const ids = [...statements[kind].keys()];
    const actual = await findVersions(run, work, kind, ids, since);
    const targets = new Map(ids.map((id) => [id, target(id, actual.get(id) ?? [], statements[kind])]));
    removed.set(kind, await writeVersions(run, work, kind, actual, targets));
    return targets;
  };
  const entity = await rewriteKind('entity');
  const fact = await rewriteKind('fact');
  const episode = await rewriteKind('episode');
  await writeCopies(run, registry, work, { entity, fact, episode });
  for (const [kind, elements] of removed) await removeVersions(run, work, kind, elements);
}

/** The store has what `apply` should have written when applying it again would write nothing. */
async function verify(client: Neo4jClient, registry: Registry, work: CommitWork): Promise<boolean> {
  const statements = statementsOf(registry, work);
  const run: Run = (text, parameters = {}) => client.read(text, parameters);
  for (const kind of KIND_NAMES) {
    const actual = await findVersions(run, work, kind, [...statements[kind].keys()], firstTime(work));
    for (const [id, stated] of statements[kind]) {
      const versions = actual.get(id) ?? [];
      const missing = difference(versions, rowsAfter(work, id, versions, stated));
      if (Object.values(missing).some((part) => part.length > 0)) return false;
    }
  }
  return true;
}

async function purge(client: Neo4jClient, tenant: Tenant): Promise<void> {
  const parameters = { tenant, group: groupOf(tenant), limit: PURGE_ROWS };
  for (const text of PURGES) {
    for (let removed = 1; removed > 0; ) {
      const [row] = await client.write((run) => run<{ removed: number }>(text, parameters));
      removed = row?.removed ?? 0;
    }
  }
}
