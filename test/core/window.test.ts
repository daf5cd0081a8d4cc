import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../core/instant.ts';
import { overlaps } from '../../core/interval.ts';
import type { Moment } from '../../core/moment.ts';
import {
  ALWAYS,
  containsMoment,
  intersectWindows,
  type Rectangle,
  subtractWindow,
  systemInterval,
  validInterval,
  windowOf,
} from '../../core/window.ts';
import { anyMoment, anyRectangle } from './arbitraries.ts';

const answer = (rows: readonly Rectangle[], at: Moment): number[] =>
  rows.flatMap((row, index) => (containsMoment(row, at) ? [index] : []));

/** The corners of a window, and moments inside it. */
function samples(window: Rectangle): Moment[] {
  const axis = (from: number, to: number): Instant[] =>
    [from, from + 1, Math.floor((from + Math.min(to, 60)) / 2), to - 1].filter((x) => x >= from && x < to) as Instant[];
  return axis(window.validFrom, window.validTo).flatMap((validTime) =>
    axis(window.systemFrom, window.systemTo).map((systemTime) => ({ validTime, systemTime })),
  );
}

describe('windowOf', () => {
  const cases = fc.tuple(fc.array(anyRectangle(15), { maxLength: 8 }), anyMoment(30));

  it('contains its moment, and the answer is the same everywhere inside, corners included', () => {
    fc.assert(
      fc.property(cases, ([rows, at]) => {
        const window = windowOf(rows, at);
        expect(containsMoment(window, at)).toBe(true);
        for (const sample of samples(window)) expect(answer(rows, sample)).toEqual(answer(rows, at));
      }),
      { numRuns: 3000 },
    );
  });

  it('is the whole plane when nothing is depended on', () => {
    expect(windowOf([], { validTime: 5 as Instant, systemTime: 5 as Instant })).toEqual(ALWAYS);
  });

  it('cannot be widened on the system axis without meeting a bound of something that it depends on', () => {
    fc.assert(
      fc.property(cases, ([rows, at]) => {
        const window = windowOf(rows, at);
        const near = rows.filter((row) => overlaps(validInterval(row), validInterval(window)));
        const bounds = near.flatMap((row) => [row.systemFrom, row.systemTo]);
        const { from, to } = systemInterval(window);
        if (from !== ALWAYS.systemFrom) expect(bounds).toContain(from);
        if (to !== ALWAYS.systemTo) expect(bounds).toContain(to);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('intersectWindows and subtractWindow', () => {
  const cases = fc.tuple(anyRectangle(15), anyRectangle(15), anyMoment(30));

  it('share a moment exactly when both contain it', () => {
    fc.assert(
      fc.property(cases, ([a, b, at]) => {
        const shared = intersectWindows(a, b);
        expect(shared !== undefined && containsMoment(shared, at)).toBe(containsMoment(a, at) && containsMoment(b, at));
      }),
      { numRuns: 2000 },
    );
  });

  it('leave exactly one piece for a moment of the whole outside the hole, and none for any other', () => {
    fc.assert(
      fc.property(cases, ([whole, hole, at]) => {
        const pieces = subtractWindow(whole, hole).filter((piece) => containsMoment(piece, at));
        expect(pieces).toHaveLength(containsMoment(whole, at) && !containsMoment(hole, at) ? 1 : 0);
      }),
      { numRuns: 2000 },
    );
  });
});
