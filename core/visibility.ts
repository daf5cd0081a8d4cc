// What is visible at a moment: of versions, and of the facts that Graphiti wrote before they were adopted.
import { type Instant, OPEN_END } from './instant.ts';
import { contains } from './interval.ts';
import type { Moment } from './moment.ts';
import { containsMoment, type Rectangle, validInterval } from './window.ts';

/** The system times of dead commits (aborting, aborted, quarantined): what they did is not seen. */
export type DeadCommits = ReadonlySet<Instant>;

/**
 * The rectangle of a version with the bounds of dead commits left out of account: undefined when a dead commit
 * made it, open when a dead commit ended it.
 */
export function liveRectangle<T extends Rectangle>(version: T, dead: DeadCommits): T | undefined {
  if (dead.has(version.systemFrom)) return undefined;
  return dead.has(version.systemTo) ? { ...version, systemTo: OPEN_END } : version;
}

export function isVisible(version: Rectangle, moment: Moment, dead: DeadCommits): boolean {
  const live = liveRectangle(version, dead);
  return live !== undefined && containsMoment(live, moment);
}

/** The bounds of a visible version as they were known at a system time: an end learned later is open. */
export function boundsKnownAt<T extends Rectangle>(version: T, systemTime: Instant, dead: DeadCommits): T {
  const open = dead.has(version.systemTo) || version.systemTo > systemTime;
  return open ? { ...version, systemTo: OPEN_END } : version;
}

/** The temporal properties of a `RELATES_TO` that Graphiti wrote; null where it wrote none (docs/graphiti.md). */
export interface GraphitiEdgeTimes {
  readonly createdAt: Instant;
  readonly expiredAt: Instant | null;
  readonly validAt: Instant | null;
  readonly invalidAt: Instant | null;
  readonly referenceTime: Instant | null;
}

/**
 * Whether a fact of Graphiti's is visible at a moment. `expired_at` is when its end became known, not its end; an
 * edge that expired without an `invalid_at` was retracted.
 */
export function isGraphitiFactVisible(edge: GraphitiEdgeTimes, moment: Moment): boolean {
  const known = edge.expiredAt === null || edge.expiredAt <= moment.systemTime;
  const end = known ? edge.invalidAt : null;
  const start = edge.validAt ?? edge.referenceTime ?? edge.createdAt;
  const retracted = edge.expiredAt !== null && edge.expiredAt <= moment.systemTime && edge.invalidAt === null;
  if (edge.createdAt > moment.systemTime || retracted) return false;
  return contains({ from: start, to: end ?? OPEN_END }, moment.validTime);
}

/** The one or two rectangles, possibly none, in which a fact of Graphiti's is visible: what adoption writes. */
export function graphitiFactRectangles(edge: GraphitiEdgeTimes): Rectangle[] {
  const validFrom = edge.validAt ?? edge.referenceTime ?? edge.createdAt;
  const end = edge.invalidAt ?? OPEN_END;
  const learned = edge.expiredAt;
  const before = { validFrom, validTo: OPEN_END, systemFrom: edge.createdAt, systemTo: learned ?? OPEN_END };
  if (learned === null) return [{ ...before, validTo: end }].filter(isSolid);
  const afterwards = {
    validFrom,
    validTo: end,
    systemFrom: learned > edge.createdAt ? learned : edge.createdAt,
    systemTo: OPEN_END,
  };
  return [before, ...(edge.invalidAt === null ? [] : [afterwards])].filter(isSolid);
}

function isSolid(r: Rectangle): boolean {
  return validInterval(r).from < validInterval(r).to && r.systemFrom < r.systemTo;
}
