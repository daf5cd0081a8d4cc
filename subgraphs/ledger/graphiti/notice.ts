// What is new in what Graphiti says now, given the versions that Asof has: pure. What was edited or deleted is left alone.
import { EARLIEST, type Instant, OPEN_END } from '../../../core/instant.ts';
import type { KnownVersion } from '../../../stores/neo4j/graphiti-recent.ts';
import type { StatedChange } from '../commit.ts';
import { forgetFact, type Observed } from './observe.ts';

/**
 * `undecided`: a commit that is later than what the process has followed writes it just now, so it is looked at again.
 * `new` and `ended` come with what is to be stated, which is nothing for what is new and was never true.
 */
export type Notice =
  | { readonly verdict: 'known' | 'undecided' }
  | { readonly verdict: 'new' | 'ended'; readonly changes: readonly StatedChange[] };

const KNOWN: Notice = { verdict: 'known' };

/**
 * What was read of Graphiti's was read after `systemTime` had been followed. So whatever Asof wrote to its copies up
 * to then is in it, and what Asof wrote later shows by its bounds.
 */
function isUndecided(versions: readonly KnownVersion[], systemTime: Instant): boolean {
  return versions.some(
    (version) => version.systemFrom > systemTime || (version.systemTo !== OPEN_END && version.systemTo > systemTime),
  );
}

/** A node is new when Asof has no version of it. */
export function noticeNode(node: Observed, versions: readonly KnownVersion[], systemTime: Instant): Notice {
  if (isUndecided(versions, systemTime)) return { verdict: 'undecided' };
  return versions.length > 0 ? KNOWN : { verdict: 'new', changes: node.current };
}

/** What an episode mentions may be saved after it, so one that mentions more than before is stated again. */
export function noticeEpisode(episode: Observed, versions: readonly KnownVersion[], systemTime: Instant): Notice {
  if (isUndecided(versions, systemTime)) return { verdict: 'undecided' };
  const open = versions.filter((version) => version.systemTo === OPEN_END);
  const [current] = episode.current;
  const mentions = current?.kind === 'episode' ? (current.values?.mentions.length ?? 0) : 0;
  const isKnown = versions.length > 0 && open.every((version) => version.mentions >= mentions);
  return isKnown ? KNOWN : { verdict: 'new', changes: episode.current };
}

/**
 * A fact is new when Asof has no version of it, and ended when it ends before Asof knows.
 * @param isOwn whether Asof wrote it itself: when it shows no version of that, the commit was undone, or is about to be
 */
export function noticeFact(
  fact: Observed,
  isOwn: boolean,
  versions: readonly KnownVersion[],
  systemTime: Instant,
): Notice {
  if (isUndecided(versions, systemTime)) return { verdict: 'undecided' };
  if (versions.length === 0) return isOwn ? KNOWN : { verdict: 'new', changes: fact.current };
  const open = versions.filter((version) => version.systemTo === OPEN_END);
  if (open.length === 0) return KNOWN;
  const endKnown = Math.max(...open.map((version) => version.validTo));
  // Nothing is said of one that was retracted, or ends before it begins.
  const end = fact.current[0]?.validTo ?? EARLIEST;
  const [said] = fact.history;
  if (end >= endKnown || said?.kind !== 'fact') return KNOWN;
  return { verdict: 'ended', changes: [{ ...forgetFact(fact.id, said), validFrom: end }] };
}
