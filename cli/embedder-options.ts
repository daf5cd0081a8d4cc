// Which embedder the configuration asks for, in the words of the vector store.
import type { Config } from '../gateway/config.ts';
import type { Embedder } from '../stores/vectors/embedder.ts';
import { hashedEmbedder } from '../stores/vectors/hashed-embedder.ts';
import { httpEmbedder } from '../stores/vectors/http-embedder.ts';

export function embedderOptions({ embeddings }: Pick<Config, 'embeddings'>): {
  readonly embedder: Embedder;
  readonly embeddingBytesMax?: number;
} {
  if (embeddings === null) return { embedder: hashedEmbedder() };
  const { cacheBytesMax, ...provider } = embeddings;
  return { embedder: httpEmbedder(provider), embeddingBytesMax: cacheBytesMax };
}
