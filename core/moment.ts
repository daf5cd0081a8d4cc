// A moment: a pair of valid time and system time. Every read happens at one, and it is part of an entity's key.
import { AsofError } from './errors.ts';
import { formatInstant, type Instant, parseInstant } from './instant.ts';

export interface Moment {
  /** When it is true in the world. */
  readonly validTime: Instant;
  /** When the system had come to know it. */
  readonly systemTime: Instant;
}

/** Writes a moment as the opaque scalar of the schema: `<validTime>@<systemTime>`. */
export function formatMoment(moment: Moment): string {
  return `${formatInstant(moment.validTime)}@${formatInstant(moment.systemTime)}`;
}

/**
 * Reads a moment that {@link formatMoment} wrote.
 * @throws AsofError MOMENT_INVALID
 */
export function parseMoment(text: string): Moment {
  const at = text.indexOf('@');
  try {
    if (at < 0) throw new AsofError('MOMENT_INVALID', 'it has no “@”');
    return { validTime: parseInstant(text.slice(0, at)), systemTime: parseInstant(text.slice(at + 1)) };
  } catch (cause) {
    throw new AsofError(
      'MOMENT_INVALID',
      `“${text.slice(0, 80)}” is no moment; it is written <validTime>@<systemTime>.`,
      {
        cause,
      },
    );
  }
}

export function sameMoment(a: Moment, b: Moment): boolean {
  return a.validTime === b.validTime && a.systemTime === b.systemTime;
}
