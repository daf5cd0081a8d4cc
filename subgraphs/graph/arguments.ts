// Checks arguments that several fields of the graph have in common.
import { AsofError } from '../../core/errors.ts';
import { isId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { TimePosition } from '../../core/reads.ts';

/** How many items a page has by default and at most. */
export const PAGE = { default: 20, max: 1_000 };

const NAMES_MAX = 100;
const NAME_LENGTH_MAX = 200;

/**
 * A list of types of facts, or of entities. The same ones in another order, or twice, are the same: one call, and one
 * scope of cursors.
 * @throws AsofError FILTER_INVALID when there are more than 100, or one is longer than 200 characters
 */
export function readNames(names: readonly string[] | null | undefined, argument: string): readonly string[] | null {
  if (!names) return null;
  if (names.length > NAMES_MAX) throw invalid(`“${argument}” lists more than ${NAMES_MAX}`);
  if (names.some((name) => name.length > NAME_LENGTH_MAX)) {
    throw invalid(`one of “${argument}” is longer than ${NAME_LENGTH_MAX} characters`);
  }
  return [...new Set(names)].sort();
}

/**
 * A whole number within limits.
 * @throws AsofError FILTER_INVALID
 */
export function readWithin(value: number, argument: string, max: number): number {
  if (value >= 1 && value <= max) return value;
  throw invalid(`“${argument}” is ${value}; it may be 1 to ${max}`);
}

/** A cursor's position as it was made, or undefined for one that was not. */
export function parseTimePosition(position: unknown): TimePosition | undefined {
  const { at, id } = Object(position) as Record<string, unknown>;
  return isInstant(at) && typeof id === 'string' && isId(id) ? { at, id } : undefined;
}

export const parseInstantPosition = (position: unknown): Instant | undefined =>
  isInstant(position) ? position : undefined;

export const invalid = (reason: string): AsofError =>
  new AsofError('FILTER_INVALID', `The graph cannot be read so: ${reason}.`);

const isInstant = (value: unknown): value is Instant => Number.isSafeInteger(value);
