// Pages of a ranking that Qdrant cuts off at a limit: pure. It breaks ties by its own order, so those at the cut are not
// known to be the right ones until the whole tie is there.
import type { Id } from '../../../core/ids.ts';
import type { Page, ScoredEntity } from '../../../core/reads.ts';

export interface Hits {
  readonly items: readonly ScoredEntity[];
  /** Whether there are no others below the last one. */
  readonly isWhole: boolean;
}

/**
 * The first entities after a position, by falling score, then id; undefined when more hits are needed to know them.
 */
export function pageOf(
  { items, isWhole }: Hits,
  first: number,
  after: { readonly score: number; readonly id: Id } | null,
): Page<ScoredEntity> | undefined {
  const sorted = [...items].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const following = after === null ? sorted : sorted.filter((hit) => isAfter(hit, after));
  const hasNextPage = following.length > first;
  const cut = sorted.at(-1)?.score ?? Number.NEGATIVE_INFINITY;
  const isSure = isWhole || (hasNextPage && (following[first - 1]?.score ?? Number.POSITIVE_INFINITY) > cut);
  return isSure ? { items: following.slice(0, first), hasNextPage } : undefined;
}

const isAfter = (hit: ScoredEntity, { score, id }: { readonly score: number; readonly id: Id }): boolean =>
  hit.score < score || (hit.score === score && hit.id > id);
