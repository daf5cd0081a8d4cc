// Instants: whole microseconds since 1970 UTC. A JavaScript Date has only milliseconds, so none is used here.
import { AsofError } from './errors.ts';

declare const instantBrand: unique symbol;

/** Microseconds since 1970-01-01T00:00:00Z, a safe integer. */
export type Instant = number & { readonly [instantBrand]: true };

/** The open end of an interval: no end is known. Stores that have no infinity keep this number, 2⁵³ − 1. */
export const OPEN_END = Number.MAX_SAFE_INTEGER as Instant;

/** The earliest instant, in the year 1684. Also the start of what has always been so. */
export const EARLIEST = -(Number.MAX_SAFE_INTEGER - 1) as Instant;

const MICROS_PER_DAY = 86_400_000_000;
const INSTANT = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,6}))?)?(Z|z|[+-]\d\d:?\d\d))?$/;

/**
 * Checks that a number is an instant.
 * @throws AsofError INSTANT_OUT_OF_RANGE
 */
export function instant(micros: number): Instant {
  if (!Number.isSafeInteger(micros) || micros < EARLIEST) {
    throw new AsofError('INSTANT_OUT_OF_RANGE', `${micros} µs is outside the years 1684 to 2255.`);
  }
  return micros as Instant;
}

/**
 * Reads an ISO 8601 date (midnight UTC) or a date-time with offset and up to six fraction digits.
 * @throws AsofError INSTANT_INVALID, INSTANT_OUT_OF_RANGE
 */
export function parseInstant(text: string): Instant {
  const match = INSTANT.exec(text);
  if (!match) throw invalid(text, 'it is not an ISO 8601 date, or date-time with an offset such as Z or +02:00');
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset = 'Z'] = match;
  const days = daysSince1970(Number(year), Number(month), Number(day));
  if (days === undefined) throw invalid(text, 'there is no such day');
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    throw invalid(text, 'there is no such time of day');
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offsetSeconds(offset, text);
  const micros = days * MICROS_PER_DAY + seconds * 1_000_000 + Number(fraction.padEnd(6, '0'));
  if (!Number.isSafeInteger(micros) || micros < EARLIEST || micros >= OPEN_END) {
    throw new AsofError('INSTANT_OUT_OF_RANGE', `“${text}” is outside the years 1684 to 2255.`);
  }
  return micros as Instant;
}

/** Writes an instant as ISO 8601 in UTC: without a fraction when it is zero, else with six digits. */
export function formatInstant(micros: Instant): string {
  const days = Math.floor(micros / MICROS_PER_DAY);
  const inDay = micros - days * MICROS_PER_DAY;
  const seconds = Math.floor(inDay / 1_000_000);
  const fraction = inDay - seconds * 1_000_000;
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':');
  return `${formatDay(days)}T${time}${fraction === 0 ? '' : `.${String(fraction).padStart(6, '0')}`}Z`;
}

/** Writes the end of an interval: null when it is open. */
export function formatEnd(end: Instant): string | null {
  return end === OPEN_END ? null : formatInstant(end);
}

/**
 * Reads a calendar date and returns it in its one canonical form, `YYYY-MM-DD`.
 * @throws AsofError DATE_INVALID
 */
export function parseCalendarDate(text: string): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  // There is no year 0 in PostgreSQL, nor in most calendars.
  if (
    !match ||
    match[1] === '0000' ||
    daysSince1970(Number(match[1]), Number(match[2]), Number(match[3])) === undefined
  ) {
    throw new AsofError('DATE_INVALID', `“${text}” is no calendar date; send one such as 2024-03-01.`);
  }
  return text;
}

function invalid(text: string, reason: string): AsofError {
  return new AsofError('INSTANT_INVALID', `“${text.slice(0, 80)}” is no instant: ${reason}.`);
}

function offsetSeconds(offset: string, text: string): number {
  if (offset === 'Z' || offset === 'z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 18 || minutes > 59) throw invalid(text, 'there is no such offset');
  return (offset.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar, or undefined when there is no such day. */
function daysSince1970(year: number, month: number, day: number): number | undefined {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const length = lengths[month - 1];
  if (length === undefined || day < 1 || day > length) return undefined;
  // Years are counted from March, so that the leap day comes last (H. Hinnant, "chrono-compatible date algorithms").
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

function formatDay(daysSinceEpoch: number): string {
  const days = daysSinceEpoch + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
