// The memory of embeddings: a text that is met again is not embedded again.
import { describe, expect, it } from 'vitest';
import { cachedEmbedder } from '../../../stores/vectors/embedding-cache.ts';
import { hashedEmbedder } from '../../../stores/vectors/hashed-embedder.ts';

function counted(entriesMax: number) {
  const calls: (readonly string[])[] = [];
  const inner = hashedEmbedder();
  const embed = (texts: readonly string[]) => {
    calls.push(texts);
    return inner.embed(texts);
  };
  return { calls, inner, embedder: cachedEmbedder({ ...inner, embed }, entriesMax) };
}

describe('cachedEmbedder', () => {
  it('embeds each text once, and answers in order', async () => {
    const { calls, inner, embedder } = counted(10);
    const texts = ['a1', 'b2', 'a1'];
    expect(await embedder.embed(texts)).toEqual(await inner.embed(texts));
    await embedder.embed(['b2', 'c3']);
    expect(calls).toEqual([['a1', 'b2'], ['c3']]);
  });

  it('remembers a bounded number, and still answers a call that is larger', async () => {
    const { calls, inner, embedder } = counted(2);
    const texts = ['a1', 'b2', 'c3', 'd4'];
    expect(await embedder.embed(texts)).toEqual(await inner.embed(texts));
    await embedder.embed(['d4']);
    await embedder.embed(['a1']);
    expect(calls).toEqual([texts, ['a1']]);
  });

  it('refuses a provider that leaves texts out', async () => {
    const inner = hashedEmbedder();
    const broken = cachedEmbedder({ ...inner, embed: async () => [] });
    await expect(broken.embed(['a'])).rejects.toThrow('gave no vector');
  });
});
