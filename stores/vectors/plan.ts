// What a commit changes in the vector store: pure, so that doing it, doing it again and verifying it are one thing.
import type { Id } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import { applyStatements, type Version } from '../../core/timeline.ts';
import type { Point, PointStatement, PointValues } from './points.ts';

/** What the store has of one id, rows of dead commits left out. */
export interface Timeline {
  readonly open: readonly Version<PointValues>[];
  /** The newest system time at which anything of it was written or ended. */
  readonly newest: Instant;
}

export interface PointKey {
  readonly id: Id;
  readonly validFrom: Instant;
  readonly systemFrom: Instant;
}

/** A point to insert, and the version that it is a piece of, when it is what a statement left of one. */
export type PlannedPoint = Point & { readonly leftOf: PointKey | null };

export interface PointsPlan {
  readonly deletes: readonly PointKey[];
  readonly closes: readonly (PointKey & { readonly systemTo: Instant })[];
  readonly inserts: readonly PlannedPoint[];
}

/**
 * The rows to delete, close and insert. Nothing when the store already has what the statements say: one of an earlier
 * system time than the newest of its id was applied before (system times of an id never fall), and one of the same
 * system time replaces its own rows by equal ones, which cancel.
 */
export function planPoints(
  statements: ReadonlyMap<Id, readonly PointStatement[]>,
  timelines: ReadonlyMap<Id, Timeline>,
): PointsPlan {
  const plan = {
    deletes: [] as PointKey[],
    closes: [] as PointsPlan['closes'][number][],
    inserts: [] as PlannedPoint[],
  };
  for (const [id, stated] of statements) {
    const timeline = timelines.get(id);
    const due = stated.filter((statement) => timeline === undefined || statement.systemTime >= timeline.newest);
    const open = timeline?.open ?? [];
    // What is left of a version has its very values.
    const sources = new Map(open.map((version) => [version.values, pointKey(id, version)]));
    const { closed, opened } = applyStatements(open, due);
    const inserts = new Map(
      opened.map((version) => [versionKey(version), { id, ...version, leftOf: sources.get(version.values) ?? null }]),
    );
    for (const { version, systemTo } of closed) {
      const key = pointKey(id, version);
      if (systemTo > version.systemFrom) plan.closes.push({ ...key, systemTo });
      // A row of this very commit: it was never seen and makes room, unless the same row would come back.
      else if (!inserts.delete(versionKey(version))) plan.deletes.push(key);
    }
    plan.inserts.push(...inserts.values());
  }
  return plan;
}

export function isEmptyPlan(plan: PointsPlan): boolean {
  return plan.deletes.length + plan.closes.length + plan.inserts.length === 0;
}

const pointKey = (id: Id, { validFrom, systemFrom }: Version<PointValues>): PointKey => ({ id, validFrom, systemFrom });

function versionKey({ validFrom, validTo, systemFrom, systemTo, values }: Version<PointValues>): string {
  return JSON.stringify([validFrom, validTo, systemFrom, systemTo, values.kind, values.type, values.text]);
}
