// Ids of the demo: UUIDv7 from the seed, so that the same entity has the same id in every run.
import { createHash } from 'node:crypto';
import { type Id, parseId } from '../core/ids.ts';
import { BEGIN, MINUTE } from './calendar.ts';

/** The seed of `asof demo`, for which {@link file://./known.ts} names ids. */
export const DEFAULT_SEED = 7;

/** The id of the n-th entity, fact or episode of a type, counted from 1. */
export function demoId(seed: number, type: string, number: number): Id {
  const milliseconds = Math.floor((BEGIN + number * MINUTE) / 1_000);
  const time = milliseconds.toString(16).padStart(12, '0');
  const noise = createHash('sha256').update(`${seed}:${type}:${number}`).digest('hex');
  const variant = '89ab'.charAt(Number.parseInt(noise.charAt(3), 16) % 4);
  return parseId(
    `${time.slice(0, 8)}-${time.slice(8)}-7${noise.slice(0, 3)}-${variant}${noise.slice(4, 7)}-${noise.slice(7, 19)}`,
  );
}
