// Reads of the vectors at a moment: exact, so that a score depends on nothing but the two texts.
import { AsofError } from '../../core/errors.ts';
import type { VectorReads } from '../../core/reads.ts';
import type { Embedder } from './embedder.ts';
import type { PointReads } from './point-reads.ts';

/** Each key is compared with all that is visible, so the work grows with their number. */
const KEYS_MAX = 1_000;

/** Makes the reads of a store. */
export function vectorReads(points: PointReads, embedder: Embedder): VectorReads {
  return {
    async similar(scope, first, keys) {
      if (keys.length === 0) return [];
      if (keys.length > KEYS_MAX) {
        throw new AsofError(
          'REQUEST_TOO_LARGE',
          `“similar” was asked for ${keys.length} entities at once; at most ${KEYS_MAX} are possible.`,
        );
      }
      return points.similar(scope, first, keys);
    },

    async search(scope, { text, moment, first, after }) {
      const [vector] = await embedder.embed([text], 'query');
      if (!vector?.some((value) => value !== 0)) return { items: [], hasNextPage: false };
      return points.nearest(scope, { vector, moment, first, after });
    },
  };
}
