// Reads and writes the versions of one kind, a whole commit's at once.
import type { CommitWork } from '../../core/commit.ts';
import type { Id } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import { batched } from './batches.ts';
import type { Run } from './client.ts';
import { difference, type FoundVersion, type StoredVersion } from './history.ts';
import { KIND_QUERIES, type KindName } from './kinds.ts';
import type { Parameter } from './parameters.ts';

export type Histories = ReadonlyMap<Id, readonly StoredVersion[]>;
type FoundHistories = ReadonlyMap<Id, readonly FoundVersion[]>;

/** The versions of these ids, but those that ended before `since`. */
export async function findVersions(
  run: Run,
  work: CommitWork,
  kind: KindName,
  ids: readonly Id[],
  since: Instant,
): Promise<FoundHistories> {
  const histories = new Map<Id, FoundVersion[]>();
  for (const batch of batched(ids)) {
    const parameters = { tenant: work.tenant, dead: [...work.dead], since, ids: batch };
    for (const { id, ...version } of await run<FoundVersion & { id: Id }>(KIND_QUERIES[kind].find, parameters)) {
      const before = histories.get(id);
      if (before) before.push(version);
      else histories.set(id, [version]);
    }
  }
  return histories;
}

/**
 * Writes what is missing between the versions that are there and those that should be, but for the versions that
 * have to go: it returns those, to be removed last. In a transaction that has deleted much, every seek of an index
 * costs as much as there is deleted.
 */
export async function writeVersions(
  run: Run,
  work: CommitWork,
  kind: KindName,
  actual: FoundHistories,
  targets: Histories,
): Promise<readonly string[]> {
  const replaced: string[] = [];
  const removed: string[] = [];
  const ended: Parameter[] = [];
  const created: Parameter[] = [];
  for (const [id, target] of targets) {
    const change = difference(actual.get(id) ?? [], target);
    replaced.push(...change.replaced);
    removed.push(...change.removed);
    for (const { element, systemTo } of change.ended) ended.push({ element, systemTo });
    for (const version of change.created) created.push({ id, ...version });
  }
  const { tenant } = work;
  await removeVersions(run, work, kind, replaced);
  for (const rows of batched(ended)) await run(KIND_QUERIES[kind].end, { tenant, rows });
  for (const rows of batched(created)) await run(KIND_QUERIES[kind].create, { tenant, rows });
  return removed;
}

export async function removeVersions(
  run: Run,
  { tenant }: CommitWork,
  kind: KindName,
  removed: readonly string[],
): Promise<void> {
  for (const elements of batched(removed)) await run(KIND_QUERIES[kind].remove, { tenant, elements });
}
