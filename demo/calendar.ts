// The two years of the demo, and spans of time in microseconds.
import { formatInstant, type Instant, instant, parseInstant } from '../core/instant.ts';
import type { Random } from './random.ts';

export const MINUTE = 60_000_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The company begins to keep records. */
export const BEGIN = parseInstant('2024-11-01');
/** Nothing is known that was learned at or after this. */
export const END = parseInstant('2026-11-01');

export const plus = (at: Instant, micros: number): Instant => instant(at + micros);

/** The day of an instant, `YYYY-MM-DD`. */
export const dayOf = (at: Instant): string => formatInstant(at).slice(0, 10);

/** An instant on a whole minute between two others. */
export function between(random: Random, from: Instant, to: Instant): Instant {
  return plus(from, random.int(0, Math.floor((to - from) / MINUTE)) * MINUTE);
}

/** How long it takes until somebody writes it down: mostly minutes, to the microsecond. */
export function soon(random: Random): number {
  return random.int(1, 45 * 60) * 1_000_000 + random.int(0, 999_999);
}

/** How long it takes when the news comes late: days. */
export function late(random: Random, daysMin: number, daysMax: number): number {
  return random.int(daysMin, daysMax) * DAY + random.int(8, 17) * HOUR + soon(random);
}
