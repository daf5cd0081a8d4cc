// Remembers the embeddings of texts, so that a text that comes back (in the next version of an entity, or between
// `prepare` and `apply` of a commit) costs nothing.
import { LRUCache } from 'lru-cache';
import type { Embedder } from './embedder.ts';

const ENTRIES_MAX_DEFAULT = 20_000;

/**
 * The same embedder with a memory of the texts it met last. Texts that repeat within one call are embedded once.
 * @param entriesMax how many texts to remember; default 20,000, which is 20 MB of vectors of 256 dimensions
 */
export function cachedEmbedder(embedder: Embedder, entriesMax = ENTRIES_MAX_DEFAULT): Embedder {
  const cache = new LRUCache<string, Float32Array>({ max: entriesMax });
  const { name, dimensions, generation } = embedder;
  return {
    name,
    dimensions,
    generation,
    // What one call needs is kept in a map of its own: a call may bring more texts than the cache holds.
    async embed(texts) {
      const found = new Map<string, Float32Array>();
      for (const text of new Set(texts)) {
        const vector = cache.get(text);
        if (vector) found.set(text, vector);
      }
      const missing = [...new Set(texts)].filter((text) => !found.has(text));
      const embedded = missing.length === 0 ? [] : await embedder.embed(missing);
      for (const [index, vector] of embedded.entries()) {
        const text = missing[index] ?? '';
        cache.set(text, vector);
        found.set(text, vector);
      }
      return texts.map((text) => vectorOf(found, text, embedder));
    },
  };
}

function vectorOf(found: ReadonlyMap<string, Float32Array>, text: string, embedder: Embedder): Float32Array {
  const vector = found.get(text);
  if (vector?.length === embedder.dimensions) return vector;
  throw new Error(`The embedder ${embedder.name} gave no vector of ${embedder.dimensions} dimensions for a text.`);
}
