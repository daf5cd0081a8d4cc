// Guards against comparing embeddings of two generations: the store keeps the name of the one it was filled with.
import { AsofError } from '../../../core/errors.ts';
import type { Embedder } from '../embedder.ts';
import { type Generation, refuseOtherGeneration } from '../generation.ts';
import type { PgvectorClient, Run } from './client.ts';
import { STATEMENTS } from './statements.ts';

/** What the migrations allow. */
const DIMENSIONS_MAX = 4_096;

/**
 * @throws AsofError CONFIG_INVALID when the store cannot hold the embedder's vectors
 */
export function checkDimensions({ name, dimensions }: Embedder): void {
  if (Number.isInteger(dimensions) && dimensions >= 1 && dimensions <= DIMENSIONS_MAX) return;
  throw new AsofError(
    'CONFIG_INVALID',
    `The embedder ${name} makes vectors of ${dimensions} dimensions; the store holds 1 to ${DIMENSIONS_MAX}.`,
  );
}

/**
 * A check for readers that asks the store until it has once answered: an empty store may still be given a generation.
 * It throws AsofError MIGRATION_REFUSED.
 */
export function generationCheck(client: PgvectorClient, embedder: Embedder): () => Promise<void> {
  let checked = false;
  return async () => {
    if (checked) return;
    const [row] = await client.read<Generation>(STATEMENTS.readGeneration, []);
    if (!row) return;
    refuseOtherGeneration(row, embedder);
    checked = true;
  };
}

/**
 * Names the generation before a write.
 * @returns the oid of pgvector's type, which binary parameters need
 * @throws AsofError MIGRATION_REFUSED
 */
export async function claimGeneration(run: Run, embedder: Embedder): Promise<number> {
  const [row] = await run<(Generation | { readonly generation: null }) & { readonly vector_oid: number }>(
    STATEMENTS.claimGeneration,
    [embedder.generation, embedder.dimensions],
  );
  if (!row) throw new Error('The vector store returned no row for its generation.');
  // In the very statement that names it, the name is not seen yet: it may be this process's, or another's.
  const [named] = row.generation === null ? await run<Generation>(STATEMENTS.readGeneration) : [row];
  if (named) refuseOtherGeneration(named, embedder);
  return row.vector_oid;
}
