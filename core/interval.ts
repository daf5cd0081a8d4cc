// Half-open intervals of instants: the start belongs to them, the end does not.
import { AsofError } from './errors.ts';
import { formatInstant, type Instant, OPEN_END } from './instant.ts';

export interface Interval {
  readonly from: Instant;
  /** OPEN_END when no end is known. */
  readonly to: Instant;
}

/**
 * Makes an interval; without an end it is open.
 * @throws AsofError INTERVAL_EMPTY when it would hold no instant
 */
export function interval(from: Instant, to: Instant = OPEN_END): Interval {
  if (to <= from) {
    throw new AsofError('INTERVAL_EMPTY', `The interval from ${formatInstant(from)} to ${formatInstant(to)} is empty.`);
  }
  return { from, to };
}

export const contains = (span: Interval, at: Instant): boolean => span.from <= at && at < span.to;

export const overlaps = (a: Interval, b: Interval): boolean => a.from < b.to && b.from < a.to;

/** What two intervals share, or undefined. */
export function intersect(a: Interval, b: Interval): Interval | undefined {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return from < to ? { from, to } : undefined;
}

/** What is left of an interval when another is taken away: none, one or two pieces, in order. */
export function subtract(whole: Interval, hole: Interval): Interval[] {
  const shared = intersect(whole, hole);
  if (!shared) return [whole];
  const pieces: Interval[] = [];
  if (whole.from < shared.from) pieces.push({ from: whole.from, to: shared.from });
  if (shared.to < whole.to) pieces.push({ from: shared.to, to: whole.to });
  return pieces;
}
