import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AsofError } from '../../core/errors.ts';
import { type Instant, OPEN_END } from '../../core/instant.ts';
import { contains, intersect, interval, overlaps, subtract } from '../../core/interval.ts';
import { instantBelow } from './arbitraries.ts';

const anyInterval = fc
  .tuple(instantBelow(20), fc.integer({ min: 1, max: 20 }))
  .map(([from, length]) => interval(from, (from + length) as Instant));

describe('intervals', () => {
  it('are half-open', () => {
    const span = interval(3 as Instant, 5 as Instant);
    expect([2, 3, 4, 5].map((at) => contains(span, at as Instant))).toEqual([false, true, true, false]);
    expect(interval(3 as Instant).to).toBe(OPEN_END);
  });

  it('cannot be empty', () => {
    expect(() => interval(3 as Instant, 3 as Instant)).toThrow(AsofError);
  });

  it('overlap, intersect and subtract as their instants do', () => {
    fc.assert(
      fc.property(anyInterval, anyInterval, (a, b) => {
        const all = Array.from({ length: 45 }, (_, at) => at as Instant);
        const both = all.filter((at) => contains(a, at) && contains(b, at));
        const onlyA = all.filter((at) => contains(a, at) && !contains(b, at));
        const shared = intersect(a, b);
        expect(overlaps(a, b)).toBe(both.length > 0);
        expect(all.filter((at) => shared !== undefined && contains(shared, at))).toEqual(both);
        expect(all.filter((at) => subtract(a, b).some((piece) => contains(piece, at)))).toEqual(onlyA);
      }),
    );
  });
});
