import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AsofError } from '../../core/errors.ts';
import {
  EARLIEST,
  formatEnd,
  formatInstant,
  type Instant,
  OPEN_END,
  parseCalendarDate,
  parseInstant,
} from '../../core/instant.ts';

const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof AsofError) return error.code;
    throw error;
  }
  return 'none';
};

describe('instants', () => {
  it('come back the same to the microsecond after they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: EARLIEST, max: OPEN_END - 1 }), (micros) => {
        expect(parseInstant(formatInstant(micros as Instant))).toBe(micros);
      }),
      { numRuns: 5000 },
    );
  });

  it('agree with the platform’s calendar to the millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9e12, max: 9e12 }), (millis) => {
        const text = new Date(millis).toISOString();
        expect(parseInstant(text)).toBe(millis * 1000);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['2024-03-01', '2024-03-01T00:00:00Z'],
    ['2024-03-01T09:30Z', '2024-03-01T09:30:00Z'],
    ['2024-03-01T09:30:00.5+02:00', '2024-03-01T07:30:00.500000Z'],
    ['2024-02-29T23:59:59.999999-0330', '2024-03-01T03:29:59.999999Z'],
    ['2000-02-29 00:00:00z', '2000-02-29T00:00:00Z'],
  ])('reads %s', (text, canonical) => {
    expect(formatInstant(parseInstant(text))).toBe(canonical);
  });

  it.each([
    ['', 'INSTANT_INVALID'],
    ['yesterday', 'INSTANT_INVALID'],
    ['2024-03-01T09:30:00', 'INSTANT_INVALID'],
    ['2023-02-29', 'INSTANT_INVALID'],
    ['2024-13-01', 'INSTANT_INVALID'],
    ['2024-03-01T24:00:00Z', 'INSTANT_INVALID'],
    ['2024-03-01T09:30:00.1234567Z', 'INSTANT_INVALID'],
    ['2024-03-01T09:30:00+19:00', 'INSTANT_INVALID'],
    ['1709285400', 'INSTANT_INVALID'],
    ['1500-01-01', 'INSTANT_OUT_OF_RANGE'],
    ['2300-01-01', 'INSTANT_OUT_OF_RANGE'],
  ])('refuses “%s” with %s', (text, expected) => {
    expect(code(() => parseInstant(text))).toBe(expected);
  });

  it('write an open end as null', () => {
    expect(formatEnd(OPEN_END)).toBeNull();
    expect(formatEnd(0 as Instant)).toBe('1970-01-01T00:00:00Z');
  });
});

describe('calendar dates', () => {
  it('are kept as text when they exist', () => {
    expect(parseCalendarDate('2024-02-29')).toBe('2024-02-29');
    expect(code(() => parseCalendarDate('2023-02-29'))).toBe('DATE_INVALID');
    expect(code(() => parseCalendarDate('2024-2-9'))).toBe('DATE_INVALID');
  });
});
