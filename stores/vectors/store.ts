// Opens the vector store: the one place where client, embedder, reads and participant are put together.
import type { Participant } from '../../core/commit.ts';
import { registry as builtInRegistry } from '../../core/entity-types.ts';
import type { VectorReads } from '../../core/reads.ts';
import type { Registry } from '../../core/registry.ts';
import { type VectorsClientOptions, vectorsClient } from './client.ts';
import type { Embedder } from './embedder.ts';
import { cachedEmbedder } from './embedding-cache.ts';
import { checkDimensions } from './generation.ts';
import { hashedEmbedder } from './hashed-embedder.ts';
import { vectorsParticipant } from './participant.ts';
import { vectorReads } from './reads.ts';

export interface VectorsOptions extends VectorsClientOptions {
  /** Default: the hashed embedder. */
  readonly embedder?: Embedder;
  /** How many embeddings to remember; default 20,000. */
  readonly embeddingsMax?: number;
  /** Default: the types that Asof comes with. */
  readonly registry?: Registry;
}

export interface VectorsStore {
  readonly reads: VectorReads;
  readonly participant: Participant;
  /** The generation of embeddings, within which scores are repeatable. */
  readonly generation: string;
  close(): Promise<void>;
}

/**
 * Opens a store that `migrateVectors` has prepared. It connects at its first use, so it may be opened while the
 * server is away.
 * @throws AsofError CONFIG_INVALID when the embedder does not fit the store
 */
export function openVectors(options: VectorsOptions): VectorsStore {
  const embedder = cachedEmbedder(options.embedder ?? hashedEmbedder(), options.embeddingsMax);
  checkDimensions(embedder);
  const client = vectorsClient(options);
  return {
    reads: vectorReads(client, embedder),
    participant: vectorsParticipant(client, embedder, options.registry ?? builtInRegistry),
    generation: embedder.generation,
    close: () => client.close(),
  };
}
