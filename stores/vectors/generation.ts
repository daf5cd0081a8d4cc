// Guards against comparing embeddings of two generations: a store keeps the name of the one it was filled with.
import { AsofError } from '../../core/errors.ts';
import type { Embedder } from './embedder.ts';

/** What decides whether vectors can be compared. */
export type Generation = Pick<Embedder, 'generation' | 'dimensions'>;

/**
 * @param stored what the store was filled with
 * @throws AsofError MIGRATION_REFUSED when it is not what the embedder makes
 */
export function refuseOtherGeneration(stored: Generation, embedder: Embedder): void {
  if (stored.generation === embedder.generation && stored.dimensions === embedder.dimensions) return;
  const words = ({ generation, dimensions }: Generation): string => `“${generation}” (${dimensions} dimensions)`;
  throw new AsofError(
    'MIGRATION_REFUSED',
    `The vector store holds embeddings of generation ${words(stored)}, and this process makes ${words(embedder)}. Configure the embedder that filled it (EMBEDDINGS_…), or name an empty store and import again.`,
    { details: { stored: stored.generation, configured: embedder.generation } },
  );
}
