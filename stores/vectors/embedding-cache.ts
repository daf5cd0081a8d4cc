// Remembers the embeddings of texts, so that a text that comes back (in the next version of an entity, or between
// `prepare` and `apply` of a commit) costs nothing.
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Embedder, EmbeddingPurpose } from './embedder.ts';

const BYTES_MAX_DEFAULT = 32 * 1024 * 1024;
/** What an entry takes besides its vector: the key and the cache's own. */
const ENTRY_BYTES = 256;

/** Vectors by key. */
type Found = ReadonlyMap<string, Float32Array>;

/**
 * The same embedder with a memory of the texts it met last. A text that repeats within one call is embedded once, and so
 * is one that several calls ask for at the same time.
 * @param bytesMax how much to remember; default 32 MiB, which is 25,000 vectors of 256 dimensions or 5,000 of 1,536
 */
export function cachedEmbedder(embedder: Embedder, bytesMax = BYTES_MAX_DEFAULT): Embedder {
  const cache = new LRUCache<string, Float32Array>({
    maxSize: bytesMax,
    sizeCalculation: (vector) => vector.byteLength + ENTRY_BYTES,
  });
  const flights = new Map<string, Promise<Found>>();

  const startFlight = (missing: ReadonlyMap<string, string>, purpose: EmbeddingPurpose): Promise<Found> => {
    const flight = embedAll(embedder, missing, purpose)
      .then((found) => {
        for (const [key, vector] of found) cache.set(key, vector);
        return found;
      })
      .finally(() => {
        for (const key of missing.keys()) flights.delete(key);
      });
    for (const key of missing.keys()) flights.set(key, flight);
    return flight;
  };

  const { name, dimensions, generation } = embedder;
  return {
    name,
    dimensions,
    generation,
    // What one call needs is kept in a map of its own: a call may bring more texts than the cache holds.
    async embed(texts, purpose = 'document') {
      const keys = texts.map((text) => keyOf(text, purpose));
      const found = new Map<string, Float32Array>();
      const missing = new Map<string, string>();
      const awaited = new Set<Promise<Found>>();
      for (const [index, key] of keys.entries()) {
        const vector = cache.get(key);
        const flight = flights.get(key);
        if (vector) found.set(key, vector);
        else if (flight) awaited.add(flight);
        else missing.set(key, texts[index] ?? '');
      }
      if (missing.size > 0) awaited.add(startFlight(missing, purpose));
      for (const arrived of await Promise.all(awaited)) for (const [key, vector] of arrived) found.set(key, vector);
      return keys.map((key) => vectorOf(found.get(key), embedder));
    },
  };
}

/** A text may be long, and the cache is to hold many. The generation is the cache's own: it has one embedder. */
const keyOf = (text: string, purpose: EmbeddingPurpose): string => hash('sha256', `${purpose} ${text}`, 'base64url');

async function embedAll(
  embedder: Embedder,
  missing: ReadonlyMap<string, string>,
  purpose: EmbeddingPurpose,
): Promise<Found> {
  const vectors = await embedder.embed([...missing.values()], purpose);
  return new Map([...missing.keys()].map((key, index) => [key, vectorOf(vectors[index], embedder)]));
}

function vectorOf(vector: Float32Array | undefined, embedder: Embedder): Float32Array {
  if (vector?.length === embedder.dimensions) return vector;
  throw new Error(`The embedder ${embedder.name} gave no vector of ${embedder.dimensions} dimensions for a text.`);
}
