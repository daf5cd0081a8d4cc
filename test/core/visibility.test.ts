import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, OPEN_END } from '../../core/instant.ts';
import {
  boundsKnownAt,
  type GraphitiEdgeTimes,
  graphitiFactRectangles,
  isGraphitiFactVisible,
  isVisible,
} from '../../core/visibility.ts';
import { containsMoment } from '../../core/window.ts';
import { anyMoment, anyRectangle, instantBelow } from './arbitraries.ts';

const maybe = (max: number): fc.Arbitrary<Instant | null> => fc.option(instantBelow(max), { nil: null });

const anyEdge: fc.Arbitrary<GraphitiEdgeTimes> = fc.record({
  createdAt: instantBelow(15),
  expiredAt: maybe(15),
  validAt: maybe(15),
  invalidAt: maybe(15),
  referenceTime: maybe(15),
});

describe('versions', () => {
  it('are hidden when a dead commit made them, and open when a dead commit ended them', () => {
    fc.assert(
      fc.property(anyRectangle(15), anyMoment(30), fc.array(instantBelow(20)), (row, at, deadTimes) => {
        const dead = new Set(deadTimes);
        const ended = dead.has(row.systemTo) ? OPEN_END : row.systemTo;
        const expected =
          !dead.has(row.systemFrom) &&
          row.validFrom <= at.validTime &&
          at.validTime < row.validTo &&
          row.systemFrom <= at.systemTime &&
          at.systemTime < ended;
        expect(isVisible(row, at, dead)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('show no end of system time that was not known at the moment', () => {
    const row = { validFrom: 0, validTo: 9, systemFrom: 2, systemTo: 5 } as Parameters<typeof boundsKnownAt>[0];
    expect(boundsKnownAt(row, 4 as Instant, new Set()).systemTo).toBe(OPEN_END);
    expect(boundsKnownAt(row, 5 as Instant, new Set()).systemTo).toBe(5);
    expect(boundsKnownAt(row, 9 as Instant, new Set([5 as Instant])).systemTo).toBe(OPEN_END);
  });
});

describe('facts that Graphiti wrote', () => {
  it('are visible in their rectangles exactly when the rule says so', () => {
    fc.assert(
      fc.property(anyEdge, anyMoment(30), (edge, at) => {
        const inside = graphitiFactRectangles(edge).filter((rectangle) => containsMoment(rectangle, at));
        expect(inside).toHaveLength(isGraphitiFactVisible(edge, at) ? 1 : 0);
      }),
      { numRuns: 5000 },
    );
  });

  const edge = (times: Partial<GraphitiEdgeTimes>): GraphitiEdgeTimes => ({
    createdAt: 10 as Instant,
    expiredAt: null,
    validAt: 5 as Instant,
    invalidAt: null,
    referenceTime: null,
    ...times,
  });
  const at = (validTime: number, systemTime: number) =>
    ({ validTime, systemTime }) as Parameters<typeof containsMoment>[1];

  it('have no known end before the system time at which it was learned', () => {
    const contradicted = edge({ invalidAt: 8 as Instant, expiredAt: 20 as Instant });
    expect(isGraphitiFactVisible(contradicted, at(9, 19))).toBe(true);
    expect(isGraphitiFactVisible(contradicted, at(9, 20))).toBe(false);
    expect(isGraphitiFactVisible(contradicted, at(7, 20))).toBe(true);
  });

  it('may have an end in the future that was known at once', () => {
    const planned = edge({ invalidAt: 100 as Instant, expiredAt: 10 as Instant });
    expect(isGraphitiFactVisible(planned, at(99, 10))).toBe(true);
    expect(isGraphitiFactVisible(planned, at(100, 10))).toBe(false);
  });

  it('are retracted when they expired without an end', () => {
    const retracted = edge({ expiredAt: 20 as Instant });
    expect(isGraphitiFactVisible(retracted, at(6, 19))).toBe(true);
    expect(isGraphitiFactVisible(retracted, at(6, 20))).toBe(false);
  });
});
