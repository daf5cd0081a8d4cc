// A lexical embedding that needs no model: words and character n-grams, hashed into a vector. Texts are near when
// they share words or spellings; what words mean is unknown to it ("truck" and "lorry" are far apart).
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Embedder } from './embedder.ts';

const DIMENSIONS = 256;
/** Text beyond this many UTF-16 units is not looked at. */
const TEXT_LENGTH_MAX = 8_000;
/** After so many texts the event loop gets its turn. */
const TEXTS_PER_TURN = 200;

const GRAM_LENGTHS = [3, 4] as const;
/** A word counts as much as this many of its n-grams: exact words lead, and a typo still leaves most of the n-grams. */
const WORD_WEIGHT = 2;
const PAIR_WEIGHT = 1;

const WORD = /[\p{L}\p{N}]+/gu;
const BOUNDARY = 0x02;

/**
 * The embedder that Asof comes with: deterministic, without a dependency, tens of thousands of short texts a second.
 * Features are words, pairs of neighbouring words and the 3- and 4-grams of each word (with its boundaries), after
 * NFKC and lower case. Each is hashed to one of 256 dimensions and a sign, so that collisions cancel on average;
 * repeated features count by 1 + ln n; the vector is scaled to length 1.
 */
export function hashedEmbedder(): Embedder {
  return { name: 'hashed', dimensions: DIMENSIONS, generation: 'hashed-ngrams-256-v1', embed: embedTexts };
}

async function embedTexts(texts: readonly string[]): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (const text of texts) {
    vectors.push(embedText(text));
    if (vectors.length % TEXTS_PER_TURN === 0) await nextTurn();
  }
  return vectors;
}

interface Feature {
  count: number;
  readonly weight: number;
}

function embedText(text: string): Float32Array {
  const features = new Map<number, Feature>();
  let previous: number | undefined;
  for (const [word] of text.slice(0, TEXT_LENGTH_MAX).normalize('NFKC').toLowerCase().matchAll(WORD)) {
    const hash = hashWord(word);
    addFeature(features, hash, WORD_WEIGHT);
    if (previous !== undefined) addFeature(features, mix(Math.imul(previous, 31) ^ hash), PAIR_WEIGHT);
    for (const length of GRAM_LENGTHS) addGrams(features, word, length);
    previous = hash;
  }
  return normalise(sum(features));
}

function addFeature(features: Map<number, Feature>, hash: number, weight: number): void {
  const feature = features.get(hash);
  if (feature) feature.count += 1;
  else features.set(hash, { count: 1, weight });
}

/** The n-grams of a word as if it had a boundary mark on either side; a short word has none besides itself. */
function addGrams(features: Map<number, Feature>, word: string, length: number): void {
  for (let start = -1; start + length <= word.length + 1; start += 1) {
    let hash = 0x811c9dc5 ^ length;
    for (let at = start; at < start + length; at += 1) {
      const unit = at < 0 || at >= word.length ? BOUNDARY : word.charCodeAt(at);
      hash = Math.imul(hash ^ unit, 0x01000193);
    }
    addFeature(features, mix(hash), 1);
  }
}

function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return mix(hash);
}

/** Spreads every bit of a hash over all others (the finaliser of MurmurHash3). */
function mix(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

function sum(features: ReadonlyMap<number, Feature>): Float64Array {
  const totals = new Float64Array(DIMENSIONS);
  for (const [hash, { count, weight }] of features) {
    const value = weight * (1 + Math.log(count));
    const index = hash & (DIMENSIONS - 1);
    totals[index] = (totals[index] ?? 0) + (hash < 0 ? -value : value);
  }
  return totals;
}

function normalise(totals: Float64Array): Float32Array {
  let squares = 0;
  for (const value of totals) squares += value * value;
  return Float32Array.from(totals, (value) => (squares === 0 ? 0 : value / Math.sqrt(squares)));
}
