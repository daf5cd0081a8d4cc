// Windows: the rectangle of moments for which an answer stays the same (docs/architecture.md, "Remembering").
import { EARLIEST, type Instant, OPEN_END } from './instant.ts';
import { contains, type Interval, intersect, overlaps, subtract } from './interval.ts';
import type { Moment } from './moment.ts';

/** A rectangle of moments. Versions are such rectangles, and so are windows. */
export interface Rectangle {
  readonly validFrom: Instant;
  readonly validTo: Instant;
  readonly systemFrom: Instant;
  readonly systemTo: Instant;
}

export type Window = Rectangle;

/** All moments: the window of an answer that depends on nothing. */
export const ALWAYS: Window = { validFrom: EARLIEST, validTo: OPEN_END, systemFrom: EARLIEST, systemTo: OPEN_END };

export const validInterval = (r: Rectangle): Interval => ({ from: r.validFrom, to: r.validTo });
export const systemInterval = (r: Rectangle): Interval => ({ from: r.systemFrom, to: r.systemTo });

function rectangle(valid: Interval, system: Interval): Rectangle {
  return { validFrom: valid.from, validTo: valid.to, systemFrom: system.from, systemTo: system.to };
}

export function containsMoment(window: Rectangle, moment: Moment): boolean {
  return contains(validInterval(window), moment.validTime) && contains(systemInterval(window), moment.systemTime);
}

/** The moments that two windows share, or undefined. A response's window is the intersection of its parts'. */
export function intersectWindows(a: Window, b: Window): Window | undefined {
  const valid = intersect(validInterval(a), validInterval(b));
  const system = intersect(systemInterval(a), systemInterval(b));
  return valid && system && rectangle(valid, system);
}

/** What is left of a rectangle when another is taken away: at most four pieces that do not overlap. */
export function subtractWindow(whole: Rectangle, hole: Rectangle): Rectangle[] {
  const shared = intersectWindows(whole, hole);
  if (!shared) return [whole];
  const besides = subtract(systemInterval(whole), systemInterval(shared)).map((s) =>
    rectangle(validInterval(whole), s),
  );
  const within = subtract(validInterval(whole), validInterval(shared)).map((v) => rectangle(v, systemInterval(shared)));
  return [...besides, ...within];
}

/**
 * The window of an answer that depends on several versions, at a moment: the widest valid-time interval around it
 * that no bound of a version visible at its system time cuts; then system time bounded by every version that overlaps
 * that interval. Taking the neighbours on each axis apart would be wrong: a later version may lie beside the moment
 * in valid time and still inside the interval.
 */
export function windowOf(dependencies: readonly Rectangle[], moment: Moment): Window {
  const known = dependencies.filter((d) => contains(systemInterval(d), moment.systemTime));
  const valid = narrow(moment.validTime, known.map(validInterval));
  const near = dependencies.filter((d) => overlaps(validInterval(d), valid));
  return rectangle(valid, narrow(moment.systemTime, near.map(systemInterval)));
}

/** The widest interval around an instant with no bound of the others inside. */
function narrow(around: Instant, others: readonly Interval[]): Interval {
  let from: Instant = EARLIEST;
  let to: Instant = OPEN_END;
  for (const other of others) {
    for (const bound of [other.from, other.to]) {
      if (bound <= around && bound > from) from = bound;
      if (bound > around && bound < to) to = bound;
    }
  }
  return { from, to };
}
