// Neo4j's part of a commit: versions of entities, facts and episodes, and beside them what Graphiti reads.
import type { CommitWork, Participant } from '../../core/commit.ts';
import type { Id, Tenant } from '../../core/ids.ts';
import { EARLIEST, type Instant } from '../../core/instant.ts';
import type { Registry } from '../../core/registry.ts';
import { batched } from './batches.ts';
import { type ChangedIds, findChangedIds } from './changed-ids.ts';
import type { Neo4jClient, Run } from './client.ts';
import { groupOf } from './graphiti.ts';
import { writeCopies } from './graphiti-copies.ts';
import { difference, rowsAfter, rowsBefore, type StoredVersion } from './history.ts';
import { KIND_NAMES, type KindName } from './kinds.ts';
import { loadQuery } from './queries.ts';
import { findVersions, type Histories, removeVersions, writeVersions } from './version-rows.ts';
import { type Anchor, anchorsOf, firstTime, observedIds, statementsOf } from './work.ts';

const MERGE_ANCHORS = loadQuery('graph/merge-anchors');
const LOCK_ANCHORS = loadQuery('graph/lock-anchors');
const LOCK_EPISODES = loadQuery('graph/lock-episodes');
/** In this order, so that nothing loses its ends before it goes itself. */
const PURGES = ['facts', 'episodes', 'versions', 'anchors'].map((what) => loadQuery(`graph/purge-${what}`));

/** How many rows one statement of a purge deletes. */
const PURGE_ROWS = 5_000;

/** How to rewrite the versions of some ids. */
interface Rewrite {
  readonly ids: ChangedIds;
  /** Versions that ended before it are left alone, and not even read. */
  readonly since: Instant;
  /** Entities that are named, and need a node of Graphiti's though they may have no version. */
  readonly anchors: readonly Anchor[];
  /** What the versions of one id should be, given those that are there. */
  target(kind: KindName, id: Id, versions: readonly StoredVersion[]): readonly StoredVersion[];
}

/** The graph's participant over a client. Each step is one transaction. */
export function graphParticipant(client: Neo4jClient, registry: Registry): Participant {
  return {
    name: 'neo4j',

    async apply(work) {
      const statements = statementsOf(registry, work);
      const anchors = anchorsOf(work);
      const ids = {
        entity: idsOf(statements.entity),
        fact: idsOf(statements.fact),
        episode: idsOf(statements.episode),
      };
      await client.write(async (run) => {
        for (const rows of batched(anchors)) await run(MERGE_ANCHORS, { tenant: work.tenant, rows });
        await lockEpisodes(run, work.tenant, ids.episode);
        await rewrite(run, registry, work, {
          ids,
          since: firstTime(work),
          anchors: anchors.filter(({ observed }) => !observed),
          target: (kind, id, versions) => rowsAfter(work, id, versions, statements[kind].get(id) ?? []),
        });
      });
    },

    async compensate(work) {
      await client.write(async (run) => {
        const { ids, anchors } = await findChangedIds(run, work);
        for (const batch of batched(anchors)) await run(LOCK_ANCHORS, { tenant: work.tenant, ids: batch });
        await lockEpisodes(run, work.tenant, ids.episode);
        await rewrite(run, registry, work, {
          ids,
          // Graphiti's copies are written from what is left, so this needs the whole history.
          since: EARLIEST,
          anchors: [],
          target: (_kind, _id, versions) => rowsBefore(work, versions),
        });
      });
    },

    verify: (work) => verify(client, registry, work),
    purge: (tenant) => purge(client, tenant),
  };
}

const idsOf = (statements: ReadonlyMap<Id, unknown>): readonly Id[] => [...statements.keys()];

/**
 * As with anchors, episodes are locked before their versions are read: a call that was given up and lands late must
 * not write over what a later commit did meanwhile.
 */
async function lockEpisodes(run: Run, tenant: Tenant, episodes: readonly Id[]): Promise<void> {
  for (const ids of batched(episodes.toSorted())) await run(LOCK_EPISODES, { tenant, ids });
}

async function rewrite(run: Run, registry: Registry, work: CommitWork, plan: Rewrite): Promise<void> {
  const removed = new Map<KindName, readonly string[]>();
  // Of these, Graphiti's own elements are the source: they are not written over.
  const observed = observedIds(work);
  const rewriteKind = async (kind: KindName): Promise<Histories> => {
    const actual = await findVersions(run, work, kind, plan.ids[kind], plan.since);
    for (const [id, versions] of actual) if (versions.some(isObservedIn(work))) observed.add(id);
    const targets = new Map(plan.ids[kind].map((id) => [id, plan.target(kind, id, actual.get(id) ?? [])]));
    removed.set(kind, await writeVersions(run, work, kind, actual, targets));
    return targets;
  };
  const entity = await rewriteKind('entity');
  const fact = await rewriteKind('fact');
  const episode = await rewriteKind('episode');
  await writeCopies(run, registry, work, plan.anchors, { entity, fact, episode }, observed);
  for (const [kind, elements] of removed) await removeVersions(run, work, kind, elements);
}

/** Whether a version was seen in Graphiti's part of the graph by this very commit: whoever recovers knows no changes. */
const isObservedIn =
  ({ systemTime }: CommitWork) =>
  (version: StoredVersion): boolean =>
    version.systemFrom === systemTime && version.values.observed === true;

/** The store has what `apply` should have written when applying it again would write nothing. */
async function verify(client: Neo4jClient, registry: Registry, work: CommitWork): Promise<boolean> {
  const statements = statementsOf(registry, work);
  const run: Run = (text, parameters = {}) => client.read(text, parameters);
  for (const kind of KIND_NAMES) {
    const actual = await findVersions(run, work, kind, idsOf(statements[kind]), firstTime(work));
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
