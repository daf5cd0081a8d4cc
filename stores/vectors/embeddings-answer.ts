// What a provider of embeddings answers, checked number by number: a vector that is wrong would be kept for ever.
import { AsofError } from '../../core/errors.ts';

/**
 * The vectors of an answer in OpenAI's form, in the order of the texts, each scaled to length 1.
 * @throws AsofError EMBEDDINGS_INVALID
 */
export function readVectors(answer: unknown, count: number, dimensions: number): Float32Array[] {
  const items = isRecord(answer) ? answer.data : undefined;
  if (!Array.isArray(items)) throw invalidEmbeddings('answered without a list of embeddings in “data”');
  if (items.length !== count) throw invalidEmbeddings(`gave ${items.length} vectors for ${count} texts`);
  const vectors = new Map<number, Float32Array>();
  for (const item of items) {
    const { index, embedding } = isRecord(item) ? item : {};
    if (!isPlace(index, count) || vectors.has(index)) {
      throw invalidEmbeddings('did not say, once for each text, which vector is whose');
    }
    vectors.set(index, unitVector(embedding, dimensions));
  }
  return Array.from({ length: count }, (_, index) => vectors.get(index) ?? new Float32Array(dimensions));
}

/** The error for a provider that answers, and not as it should. */
export function invalidEmbeddings(did: string, cause?: unknown): AsofError {
  return new AsofError('EMBEDDINGS_INVALID', `The provider of embeddings ${did}.`, { cause });
}

function unitVector(embedding: unknown, dimensions: number): Float32Array {
  if (!Array.isArray(embedding)) throw invalidEmbeddings('gave a vector that is no list of numbers');
  if (embedding.length !== dimensions) {
    throw invalidEmbeddings(
      `gave a vector of ${embedding.length} dimensions where EMBEDDINGS_DIMENSIONS says ${dimensions}`,
    );
  }
  let squares = 0;
  for (const value of embedding) {
    if (typeof value !== 'number') throw invalidEmbeddings('gave a vector with something in it that is no number');
    squares += value * value;
  }
  const length = Math.sqrt(squares);
  // Neither of them has a direction.
  if (length === 0 || !Number.isFinite(length)) throw invalidEmbeddings(`gave a vector of length ${length}`);
  return Float32Array.from(embedding, (value: number) => value / length);
}

function isPlace(index: unknown, count: number): index is number {
  return Number.isInteger(index) && (index as number) >= 0 && (index as number) < count;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
