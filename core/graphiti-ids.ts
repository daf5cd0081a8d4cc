// Ids of what Graphiti wrote: derived, so that whoever adopts an element gives it the same id without asking anybody.
import { createHash } from 'node:crypto';
import type { Id } from './ids.ts';
import type { Instant } from './instant.ts';

/** Keeps these hashes apart from all others of the same text. */
const HASH_DOMAIN = 'asof.graphiti:';

/**
 * The id of a node, a fact or an episode of Graphiti's: a UUIDv7 whose time is that of `created_at`, and whose other
 * bits are a hash of its uuid. An element without a usable `created_at` gets the time 0.
 */
export function graphitiId(uuid: string, createdAt: Instant | null): Id {
  const milliseconds = createdAt === null || createdAt < 0 ? 0 : Math.floor(createdAt / 1_000);
  const time = milliseconds.toString(16).padStart(12, '0');
  const hash = createHash('sha256').update(HASH_DOMAIN).update(uuid).digest('hex');
  const variant = ((Number.parseInt(hash.slice(3, 4), 16) & 0x3) | 0x8).toString(16);
  const text = [time.slice(0, 8), time.slice(8), `7${hash.slice(0, 3)}`, variant + hash.slice(4, 7), hash.slice(7, 19)];
  return text.join('-') as Id;
}
