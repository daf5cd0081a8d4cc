// Whether the bounds that are shown of a version hold what was stated: they are bounds of statements, what was known
// is the same all over their rectangle, and no end of system time is shown before it was known.
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { Id } from '../../../core/ids.ts';
import { EARLIEST, type Instant, OPEN_END, parseInstant } from '../../../core/instant.ts';
import type { Moment } from '../../../core/moment.ts';
import type { Rectangle } from '../../../core/window.ts';
import type { Truth } from '../histories.ts';

/** As GraphQL shows them; an open end is null. */
export interface Bounds {
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly systemFrom: string;
  readonly systemTo: string | null;
}

export const BOUNDS = 'validFrom validTo systemFrom systemTo';

const end = (text: string | null): Instant => (text === null ? OPEN_END : parseInstant(text));

export const rectangleOf = ({ validFrom, validTo, systemFrom, systemTo }: Bounds): Rectangle => ({
  validFrom: parseInstant(validFrom),
  validTo: end(validTo),
  systemFrom: parseInstant(systemFrom),
  systemTo: end(systemTo),
});

/** Of a version that was read with system time `knownAt`. */
export function expectBounds(truth: Truth, id: Id, bounds: Bounds, knownAt: Instant): void {
  const { validFrom, validTo, systemFrom, systemTo } = rectangleOf(bounds);
  const { valid, system } = truth.bounds(id);
  expect([EARLIEST, ...valid]).toContain(validFrom);
  expect([...valid, OPEN_END]).toContain(validTo);
  expect(system.filter((at) => at <= knownAt)).toContain(systemFrom);
  expect([...system.filter((at) => at <= knownAt), OPEN_END]).toContain(systemTo);
  const here = truth.at(id, { validTime: validFrom, systemTime: systemFrom });
  expect(here).not.toBeNull();
  const moments = [validFrom, ...valid.filter((at) => validFrom < at && at < validTo)].flatMap((validTime) =>
    system
      .filter((at) => systemFrom <= at && at < systemTo && at <= knownAt)
      .map((systemTime): Moment => ({ validTime, systemTime })),
  );
  const different = moments.filter((moment) => !isDeepStrictEqual(truth.at(id, moment), here));
  expect(different, JSON.stringify({ id, bounds })).toEqual([]);
}

/** Of a version that is visible at a moment. */
export function expectVisibleBounds(truth: Truth, id: Id, bounds: Bounds, moment: Moment): void {
  const { validFrom, validTo } = rectangleOf(bounds);
  expect(validFrom).toBeLessThanOrEqual(moment.validTime);
  expect(validTo).toBeGreaterThan(moment.validTime);
  expect(bounds.systemTo).toBeNull();
  expectBounds(truth, id, bounds, moment.systemTime);
}
