// Reads of points in PostgreSQL: each is one statement that compares all that is visible.
import type { Id } from '../../../core/ids.ts';
import type { ScoredEntity } from '../../../core/reads.ts';
import type { Embedder } from '../embedder.ts';
import type { PointReads } from '../point-reads.ts';
import type { PgvectorClient } from './client.ts';
import { generationCheck } from './generation.ts';
import { STATEMENTS } from './statements.ts';
import { formatVector } from './vector-array.ts';

interface ScoredRow {
  readonly id: Id;
  readonly type: string;
  readonly score: number;
}

/** A neighbour of the key at a position, counted from 1; nulls for a key that has a vector but no neighbour. */
type SimilarRow = { readonly position: string } & (ScoredRow | { readonly id: null });

/** Makes the reads of a store. */
export function pgvectorReads(client: PgvectorClient, embedder: Embedder): PointReads {
  const checkGeneration = generationCheck(client, embedder);
  return {
    async similar({ tenant, dead }, first, keys) {
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

    async nearest({ tenant, dead }, { vector, moment, first, after }) {
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
