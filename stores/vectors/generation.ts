// Guards against comparing embeddings of two generations: the store keeps the name of the one it was filled with.
import { AsofError } from '../../core/errors.ts';
import type { Run, VectorsClient } from './client.ts';
import type { Embedder } from './embedder.ts';
import { STATEMENTS } from './pgvector/statements.ts';

/** The width of the column. */
const DIMENSIONS = 256;

/**
 * @throws AsofError CONFIG_INVALID when the embedder's vectors do not fit the column
 */
export function checkDimensions(embedder: Embedder): void {
  if (embedder.dimensions === DIMENSIONS) return;
  throw new AsofError(
    'CONFIG_INVALID',
    `The embedder ${embedder.name} makes vectors of ${embedder.dimensions} dimensions; the store keeps ${DIMENSIONS}.`,
  );
}

/**
 * A check for readers that asks the store until it has once answered: an empty store may still be given a generation.
 * It throws AsofError MIGRATION_REFUSED.
 */
export function generationCheck(client: VectorsClient, embedder: Embedder): () => Promise<void> {
  let checked = false;
  return async () => {
    if (checked) return;
    const [row] = await client.read<{ generation: string }>(STATEMENTS.readGeneration, []);
    if (!row) return;
    refuseOther(row.generation, embedder);
    checked = true;
  };
}

/**
 * Names the generation before a write.
 * @returns the oid of pgvector's type, which binary parameters need
 * @throws AsofError MIGRATION_REFUSED
 */
export async function claimGeneration(run: Run, embedder: Embedder): Promise<number> {
  const [row] = await run<{ generation: string | null; vector_oid: number }>(STATEMENTS.claimGeneration, [
    embedder.generation,
  ]);
  if (!row) throw new Error('The vector store returned no row for its generation.');
  // In the very statement that names it, the name is not seen yet.
  if (row.generation !== null) refuseOther(row.generation, embedder);
  return row.vector_oid;
}

function refuseOther(stored: string, embedder: Embedder): void {
  if (stored === embedder.generation) return;
  throw new AsofError(
    'MIGRATION_REFUSED',
    `The vector store holds embeddings of generation “${stored}”, and this process makes “${embedder.generation}”. Use the embedder that filled it, or embed everything again into an empty store.`,
    { details: { stored, configured: embedder.generation } },
  );
}
