// How one subject's values ran along an axis of time: a scan at every instant at which any statement about it begins
// or ends. Nothing is known here of how stores cut versions.
import type { Id } from '../../../core/ids.ts';
import { EARLIEST, type Instant, OPEN_END } from '../../../core/instant.ts';
import type { Moment } from '../../../core/moment.ts';
import type { Stated, Truth } from '../histories.ts';

export type Axis = 'VALID' | 'SYSTEM';

/** A part of the line between two neighbouring bounds; half-open, and OPEN_END where it never ends. */
export interface Piece {
  readonly from: Instant;
  readonly to: Instant;
  /** Null where nothing was so. */
  readonly values: Stated | null;
}

/** The moment at another place of an axis. */
export const moved = (moment: Moment, axis: Axis, at: Instant): Moment =>
  axis === 'VALID' ? { ...moment, validTime: at } : { ...moment, systemTime: at };

/**
 * The whole line through a moment, in order and without gaps: over valid time as known at the moment's system time, or
 * over system time, as far as the moment's, of what was known of its valid time.
 */
export function lineOf(truth: Truth, id: Id, axis: Axis, moment: Moment): Piece[] {
  const { valid, system } = truth.bounds(id);
  const cuts = axis === 'VALID' ? valid : system.filter((at) => at <= moment.systemTime);
  const starts = [EARLIEST, ...cuts];
  return starts.map((from, n) => ({
    from,
    to: starts[n + 1] ?? OPEN_END,
    values: truth.at(id, moved(moment, axis, from)),
  }));
}
