// The lexical embedding: the same vector for the same text, near for like spellings, about 0 for unrelated texts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashedEmbedder } from '../../../stores/vectors/hashed-embedder.ts';

const embedder = hashedEmbedder();

async function cosine(a: string, b: string): Promise<number> {
  const [left = new Float32Array(), right = new Float32Array()] = await embedder.embed([a, b]);
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}

describe('hashedEmbedder', () => {
  it('gives each text one vector of length 1, or zeros when it has no letter or digit, the same each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 60 })), async (texts) => {
        const vectors = await embedder.embed(texts);
        expect(vectors).toEqual(await embedder.embed(texts));
        for (const [index, vector] of vectors.entries()) {
          const length = Math.hypot(...vector);
          expect(vector.length).toBe(embedder.dimensions);
          if (length !== 0) expect(length).toBeCloseTo(1, 5);
          else expect(texts[index]?.normalize('NFKC').toLowerCase()).not.toMatch(/[a-z]/);
        }
      }),
    );
  });

  it('does not look at case, width, punctuation or composition', async () => {
    for (const [a, b] of [
      ['Acme Freight', 'ACME, freight!'],
      ['Acme 12', 'Ａｃｍｅ １２'],
      ['Café', 'Cafe\u0301'],
    ] as const) {
      expect(await cosine(a, b)).toBeCloseTo(1, 5);
    }
  });

  it('puts near duplicates and typos nearer than what is unrelated', async () => {
    const text = 'Acme Furniture Works, Denver';
    const near = await cosine(text, 'Acme Furniture Works, Boulder');
    const typo = await cosine(text, 'Acme Furnitre Works, Denver');
    const word = await cosine(text, 'furniture');
    const unrelated = await cosine(text, 'Borealis Dairy Cooperative');
    expect(Math.min(near, typo)).toBeGreaterThan(0.6);
    expect(word).toBeGreaterThan(0.3);
    expect(Math.abs(unrelated)).toBeLessThan(0.25);
  });

  it('puts unrelated texts about 0 on average', async () => {
    const words = ['dairy', 'lumber', 'Quarry', 'Omaha', 'phoenix', 'Jane', 'kettle', 'violet', 'sugar', 'turbine'];
    const vectors = await embedder.embed(words);
    const scores = vectors.flatMap((a, i) =>
      vectors.slice(i + 1).map((b) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)),
    );
    const squares = scores.reduce((sum, score) => sum + score * score, 0) / scores.length;
    expect(Math.sqrt(squares)).toBeLessThan(0.12);
  });

  it('takes the order of words into account, a little', async () => {
    const same = await cosine('Denver to Omaha', 'Denver to Omaha');
    const turned = await cosine('Denver to Omaha', 'Omaha to Denver');
    expect(turned).toBeGreaterThan(0.7);
    expect(turned).toBeLessThan(same - 0.05);
  });

  it('looks at a bounded part of a long text, and lets others run meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 0);
    await embedder.embed(Array.from({ length: 400 }, () => 'word '.repeat(10_000)));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });
});
