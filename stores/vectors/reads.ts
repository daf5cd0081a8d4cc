// Reads of the vectors at a moment: exact, so that a score depends on nothing but the two texts.
import { AsofError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { EntityKey, ScoredEntity, VectorReads } from '../../core/reads.ts';
import type { VectorsClient } from './client.ts';
import type { Embedder } from './embedder.ts';
import { generationCheck } from './generation.ts';
import { STATEMENTS } from './pgvector/statements.ts';
import { formatVector } from './pgvector/vector-array.ts';

/** Each key is compared with all that is visible, so the work grows with their number. */
const KEYS_MAX = 1_000;

interface ScoredRow {
  readonly id: Id;
  readonly type: string;
  readonly score: number;
}

/** A neighbour of the key at a position, counted from 1; nulls for a key that has a vector but no neighbour. */
type SimilarRow = { readonly position: string } & (ScoredRow | { readonly id: null });

/** Makes the reads of a store. */
export function vectorReads(client: VectorsClient, embedder: Embedder): VectorReads {
  const checkGeneration = generationCheck(client, embedder);
  return {
    async similar({ tenant, dead }, first, keys) {
      if (keys.length === 0) return [];
      checkKeys(keys);
      await checkGeneration();
      const rows = await client.read<SimilarRow>(STATEMENTS.findSimilar, [
        tenant,
        keys.map((key) => key.id),
        keys.map((key) => key.moment.validTime),
        keys.map((key) => key.moment.systemTime),
        first,
        [...dead],
      ]);
      return byPosition(keys.length, rows);
    },

    async search({ tenant, dead }, { text, moment, first, after }) {
      const [vector] = await embedder.embed([text]);
      if (!vector?.some((value) => value !== 0)) return { items: [], hasNextPage: false };
      await checkGeneration();
      const rows = await client.read<ScoredRow>(STATEMENTS.searchPoints, [
        tenant,
        moment.validTime,
        moment.systemTime,
        [...dead],
        formatVector(vector),
        after?.score ?? null,
        after?.id ?? null,
        first + 1,
      ]);
      return { items: rows.slice(0, first).map(scoredEntity), hasNextPage: rows.length > first };
    },
  };
}

function checkKeys(keys: readonly EntityKey[]): void {
  if (keys.length <= KEYS_MAX) return;
  throw new AsofError(
    'REQUEST_TOO_LARGE',
    `“similar” was asked for ${keys.length} entities at once; at most ${KEYS_MAX} are possible.`,
  );
}

function byPosition(count: number, rows: readonly SimilarRow[]): (readonly ScoredEntity[] | null)[] {
  const found = new Map<number, ScoredEntity[]>();
  for (const row of rows) {
    const index = Number(row.position) - 1;
    const neighbours = found.get(index) ?? [];
    found.set(index, neighbours);
    if (row.id !== null) neighbours.push(scoredEntity(row));
  }
  return Array.from({ length: count }, (_, index) => found.get(index) ?? null);
}

/** A double arrives with as many digits as make it the same double again, so a page can go on exactly after it. */
function scoredEntity({ id, type, score }: ScoredRow): ScoredEntity {
  return { type, id, score };
}
