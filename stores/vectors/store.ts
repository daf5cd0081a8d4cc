// Opens the vector store: the one place where engine, embedder, reads and participant are put together.
import type { Participant } from '../../core/commit.ts';
import { registry as builtInRegistry } from '../../core/entity-types.ts';
import type { VectorReads } from '../../core/reads.ts';
import type { Registry } from '../../core/registry.ts';
import type { Embedder } from './embedder.ts';
import { cachedEmbedder } from './embedding-cache.ts';
import { hashedEmbedder } from './hashed-embedder.ts';
import type { VectorsEngine } from './migrate.ts';
import { vectorsParticipant } from './participant.ts';
import { pgvectorClient } from './pgvector/client.ts';
import { checkDimensions } from './pgvector/generation.ts';
import { pgvectorReads } from './pgvector/reads.ts';
import { pgvectorWrites } from './pgvector/writes.ts';
import type { PointReads } from './point-reads.ts';
import type { PointWrites } from './point-writes.ts';
import { qdrantClient } from './qdrant/client.ts';
import { qdrantReads } from './qdrant/reads.ts';
import { qdrantWrites } from './qdrant/writes.ts';
import { vectorReads } from './reads.ts';

export type VectorsOptions = VectorsEngine & SharedOptions;

interface SharedOptions {
  /** Default: the hashed embedder. */
  readonly embedder?: Embedder;
  /** How many bytes of embeddings to remember; default 32 MiB. */
  readonly embeddingBytesMax?: number;
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
  const embedder = cachedEmbedder(options.embedder ?? hashedEmbedder(), options.embeddingBytesMax);
  const points = openEngine(options, embedder);
  return {
    reads: vectorReads(points.reads, embedder),
    participant: vectorsParticipant(points.writes, embedder, options.registry ?? builtInRegistry),
    generation: embedder.generation,
    close: points.close,
  };
}

interface Points {
  readonly reads: PointReads;
  readonly writes: PointWrites;
  close(): Promise<void>;
}

function openEngine(options: VectorsEngine, embedder: Embedder): Points {
  if (options.engine === 'qdrant') {
    const client = qdrantClient(options);
    // Its connections are closed by themselves when they have been idle for some seconds, and keep no process alive.
    return {
      reads: qdrantReads(client, embedder),
      writes: qdrantWrites(client, embedder),
      close: async () => undefined,
    };
  }
  checkDimensions(embedder);
  const client = pgvectorClient(options);
  return {
    reads: pgvectorReads(client, embedder),
    writes: pgvectorWrites(client, embedder),
    close: () => client.close(),
  };
}
