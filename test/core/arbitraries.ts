// Arbitrary instants, rectangles and statements for the property tests: a small domain, so that bounds often meet.
import fc from 'fast-check';
import { type Instant, OPEN_END } from '../../core/instant.ts';
import type { Moment } from '../../core/moment.ts';
import type { Statement } from '../../core/timeline.ts';
import type { Rectangle } from '../../core/window.ts';

export const instantBelow = (max: number): fc.Arbitrary<Instant> =>
  fc.integer({ min: 0, max: max - 1 }).map((n) => n as Instant);

const span = (max: number): fc.Arbitrary<{ from: Instant; to: Instant }> =>
  fc
    .tuple(instantBelow(max), fc.option(fc.integer({ min: 1, max }), { nil: null }))
    .map(([from, length]) => ({ from, to: length === null ? OPEN_END : ((from + length) as Instant) }));

export const anyMoment = (max: number): fc.Arbitrary<Moment> =>
  fc.record({ validTime: instantBelow(max + 2), systemTime: instantBelow(max + 2) });

export const anyRectangle = (max: number): fc.Arbitrary<Rectangle> =>
  fc.tuple(span(max), span(max)).map(([valid, system]) => ({
    validFrom: valid.from,
    validTo: valid.to,
    systemFrom: system.from,
    systemTo: system.to,
  }));

/** Statements of one entity with system times that never fall, as commits make them. */
export const anyStatements = (max: number): fc.Arbitrary<Statement<number>[]> =>
  fc
    .array(fc.tuple(span(max), fc.option(fc.nat(999), { nil: null }), fc.integer({ min: 0, max: 2 })), {
      maxLength: 24,
    })
    .map((rows) => {
      let systemTime = 1;
      return rows.map(([valid, values, step]) => {
        systemTime += step;
        return { validFrom: valid.from, validTo: valid.to, systemTime: systemTime as Instant, values };
      });
    });
