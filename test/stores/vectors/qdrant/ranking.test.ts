// Pages of a ranking that was cut off anywhere inside a tie: the right ones, or none.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Id } from '../../../../core/ids.ts';
import { pageOf } from '../../../../stores/vectors/qdrant/ranking.ts';

const anyHits = fc.uniqueArray(
  fc.record({
    id: fc.nat(99).map((n) => `id-${String(n).padStart(2, '0')}` as Id),
    score: fc.constantFrom(1, 0.5, 0.25, 0),
  }),
  { selector: ({ id }) => id, maxLength: 30 },
);

describe('pageOf', () => {
  it('gives the page of the whole ranking, or asks for more', () => {
    fc.assert(
      fc.property(anyHits, fc.nat(35), fc.nat(6), fc.option(fc.nat(29)), (hits, limit, first, place) => {
        const all = hits.map((hit) => ({ ...hit, type: 'Load' }));
        const ranking = [...all].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
        // Qdrant orders a tie as it likes: here, as the hits were drawn.
        const found = [...all].sort((a, b) => b.score - a.score).slice(0, limit);
        const after = place === null ? null : (ranking[place] ?? null);
        const following = after === null ? ranking : ranking.slice(ranking.indexOf(after) + 1);
        const page = pageOf({ items: found, isWhole: found.length < limit }, first, after);
        if (found.length < limit) expect(page).toBeDefined();
        if (page) {
          expect(page).toEqual({ items: following.slice(0, first), hasNextPage: following.length > first });
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
