// Which rows an entity, a fact or an episode should have once a commit is applied, or undone. Pure: applying,
// undoing and verifying are one comparison of the rows that are there with the rows that should be.
import type { CommitWork } from '../../core/commit.ts';
import { AsofError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { type Instant, OPEN_END } from '../../core/instant.ts';
import { applyStatements, type Statement, type Version } from '../../core/timeline.ts';
import { type DeadCommits, liveRectangle } from '../../core/visibility.ts';
import type { Parameters } from './parameters.ts';

/** A version as the graph keeps it: its values are the properties besides id and bounds. */
export type StoredVersion = Version<Parameters>;

/** A version that is in the graph, with the element id by which the same transaction finds it again. */
export type FoundVersion = StoredVersion & { readonly element: string };

interface Difference {
  /** Element ids of versions that have to go before others of the same key can be written. */
  readonly replaced: readonly string[];
  /** Element ids of versions that have to go. */
  readonly removed: readonly string[];
  /** Versions that stay, with another end of system time. */
  readonly ended: readonly { readonly element: string; readonly systemTo: Instant }[];
  readonly created: readonly StoredVersion[];
}

/** The system times that are a commit's own for one id: what they wrote is taken back before it is written again. */
function ownTimes(work: CommitWork, statements: readonly Statement<Parameters>[]): ReadonlySet<Instant> {
  const times = new Set(statements.map((statement) => statement.systemTime));
  const [first] = statements;
  // A bootstrap load may state the same id at the same system time in two batches, and the first one's rows are no
  // mistake of the second's. Stating a period again over itself changes nothing, so they can stay.
  if (first && first.systemTime !== work.systemTime) times.delete(first.systemTime);
  return times;
}

/**
 * The rows as they should be once the commit is applied, whether or not it was before.
 * @throws AsofError COMMIT_ABORTED when a later commit has written the id: this one was given up long ago
 */
export function rowsAfter(
  work: CommitWork,
  id: Id,
  rows: readonly StoredVersion[],
  statements: readonly Statement<Parameters>[],
): readonly StoredVersion[] {
  const own = ownTimes(work, statements);
  const before = rowsWithout(rows, own, work.dead);
  const since = statements[0]?.systemTime ?? work.systemTime;
  if (before.some((row) => row.systemFrom > since || (row.systemTo > since && row.systemTo !== OPEN_END))) {
    throw new AsofError('COMMIT_ABORTED', `A later commit has written ${id}; this one comes too late.`);
  }
  const open = before.filter((row) => row.systemTo === OPEN_END);
  const change = applyStatements(open, statements);
  const ends = new Map(change.closed.map(({ version, systemTo }) => [version, systemTo]));
  const kept = before.map((row) => ({ ...row, systemTo: ends.get(row) ?? row.systemTo }));
  return [...kept.filter((row) => row.systemFrom < row.systemTo), ...change.opened];
}

/** The rows as they were before the commit. */
export function rowsBefore(work: CommitWork, rows: readonly StoredVersion[]): readonly StoredVersion[] {
  return rowsWithout(rows, new Set([work.systemTime]), work.dead);
}

/** Rows with what these commits did taken back: theirs are gone, and what they ended is open again. */
function rowsWithout(rows: readonly StoredVersion[], own: ReadonlySet<Instant>, dead: DeadCommits): StoredVersion[] {
  return rows.flatMap((row) => {
    const live = liveRectangle(row, dead);
    const rest = live && liveRectangle(live, own);
    return rest ? [rest] : [];
  });
}

/** What has to be written to come from the versions that are there to those that should be. */
export function difference(actual: readonly FoundVersion[], target: readonly StoredVersion[]): Difference {
  const wanted = new Map(target.map((version) => [keyOf(version), version]));
  const kept = new Set<string>();
  const replaced: string[] = [];
  const removed: string[] = [];
  const ended: { element: string; systemTo: Instant }[] = [];
  for (const version of actual) {
    const key = keyOf(version);
    const same = wanted.get(key);
    if (same === undefined) removed.push(version.element);
    else if (same.validTo !== version.validTo || !sameValues(same.values, version.values))
      replaced.push(version.element);
    else kept.add(key);
    if (same && kept.has(key) && same.systemTo !== version.systemTo) {
      ended.push({ element: version.element, systemTo: same.systemTo });
    }
  }
  return { replaced, removed, ended, created: target.filter((version) => !kept.has(keyOf(version))) };
}

/** What tells the versions of one id apart: at one system time they do not overlap. */
const keyOf = (version: StoredVersion): string => `${version.validFrom} ${version.systemFrom}`;

/** Values that are null are not stored, so a property that is missing equals one that is null. */
function sameValues(a: Parameters, b: Parameters): boolean {
  if (a === b) return true;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => JSON.stringify(a[name] ?? null) === JSON.stringify(b[name] ?? null));
}
