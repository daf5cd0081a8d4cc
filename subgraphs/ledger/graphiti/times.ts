// The times of Graphiti's elements as Asof takes them: what cannot be taken as it is becomes the nearest that can.
import type { Instant } from '../../../core/instant.ts';
import type { GraphitiEdgeTimes } from '../../../core/visibility.ts';
import type {
  GraphitiEdge,
  GraphitiEpisode,
  GraphitiNode,
  GraphitiTime,
} from '../../../stores/neo4j/graphiti-elements.ts';
import { BOOTSTRAP_TIME } from '../import/writer.ts';
import type { Oddities } from './oddities.ts';

/** Between which system times an element may have become known. */
export interface KnownLimits {
  /** When the adoption began: for what claims to be known later than now, or says nothing. */
  readonly startedAt: Instant;
  /** The store's clock, as last read. */
  readonly now: Instant;
}

/** The times of an edge, in the form in which the rule of visibility takes them. */
export function edgeTimes(edge: GraphitiEdge, limits: KnownLimits, oddities: Oddities): GraphitiEdgeTimes {
  const take = taker(edge.uuid, oddities);
  const expired = take(edge.expiredAt);
  const referenceTime = take(edge.referenceTime);
  const validAt = take(edge.validAt);
  if (validAt === null) oddities.add('validAtMissing', edge.uuid);
  const createdAt = knownSince(edge, take(edge.createdAt), [expired, referenceTime], limits, oddities);
  const isFuture = expired !== null && expired > limits.now;
  if (isFuture) oddities.add('timeInFuture', edge.uuid);
  const expiredAt = isFuture ? limits.startedAt : expired;
  return { createdAt, expiredAt, validAt, invalidAt: take(edge.invalidAt), referenceTime };
}

/** Since when a node is known. */
export function nodeTime(node: GraphitiNode, limits: KnownLimits, oddities: Oddities): Instant {
  return knownSince(node, taker(node.uuid, oddities)(node.createdAt), [], limits, oddities);
}

/** Since when an episode is known, and from when it is valid. */
export function episodeTimes(
  episode: GraphitiEpisode,
  limits: KnownLimits,
  oddities: Oddities,
): { createdAt: Instant; validAt: Instant } {
  const take = taker(episode.uuid, oddities);
  const createdAt = knownSince(episode, take(episode.createdAt), [], limits, oddities);
  return { createdAt, validAt: take(episode.validAt) ?? createdAt };
}

/** The instant that a derived id is made of: `created_at` as it stands, whatever is made of it otherwise. */
export const idTime = (createdAt: GraphitiTime): Instant | null => (typeof createdAt === 'number' ? createdAt : null);

const taker =
  (uuid: string, oddities: Oddities) =>
  (time: GraphitiTime): Instant | null => {
    if (time === null || typeof time === 'number') return time;
    oddities.add(time.fault === 'outside' ? 'timeOutsideRange' : 'timeUnreadable', uuid);
    return time.nearest;
  };

/** A system time: `created_at`, or else the earliest of the other times at which the element was known already. */
function knownSince(
  { uuid }: { readonly uuid: string },
  createdAt: Instant | null,
  others: readonly (Instant | null)[],
  { startedAt, now }: KnownLimits,
  oddities: Oddities,
): Instant {
  if (createdAt !== null && createdAt > now) {
    oddities.add('timeInFuture', uuid);
    return startedAt;
  }
  if (createdAt !== null && createdAt > BOOTSTRAP_TIME) return createdAt;
  oddities.add('createdAtMissing', uuid);
  return others.reduce<Instant>((first, time) => {
    const isPast = time !== null && time > BOOTSTRAP_TIME && time < first;
    return isPast ? time : first;
  }, startedAt);
}
