// The memory of embeddings: a text that is met again is not embedded again.
import { describe, expect, it } from 'vitest';
import { cachedEmbedder } from '../../../stores/vectors/embedding-cache.ts';
import { hashedEmbedder } from '../../../stores/vectors/hashed-embedder.ts';

function counted(bytesMax?: number) {
  const calls: (readonly string[])[] = [];
  const inner = hashedEmbedder();
  const embed = (texts: readonly string[]) => {
    calls.push(texts);
    return inner.embed(texts);
  };
  return { calls, inner, embedder: cachedEmbedder({ ...inner, embed }, bytesMax) };
}

describe('cachedEmbedder', () => {
  it('embeds each text once, and answers in order', async () => {
    const { calls, inner, embedder } = counted();
    const texts = ['a1', 'b2', 'a1'];
    expect(await embedder.embed(texts)).toEqual(await inner.embed(texts));
    await embedder.embed(['b2', 'c3']);
    expect(calls).toEqual([['a1', 'b2'], ['c3']]);
  });

  it('remembers a bounded amount, and still answers a call that is larger', async () => {
    const { calls, inner, embedder } = counted(3_000);
    const texts = ['a1', 'b2', 'c3', 'd4'];
    expect(await embedder.embed(texts)).toEqual(await inner.embed(texts));
    await embedder.embed(['d4']);
    await embedder.embed(['a1']);
    expect(calls).toEqual([texts, ['a1']]);
  });

  it('asks once for a text that several want at the same time', async () => {
    const { calls, inner, embedder } = counted();
    const [first, second] = await Promise.all([embedder.embed(['a1', 'b2']), embedder.embed(['b2', 'c3'])]);
    expect([first, second]).toEqual([await inner.embed(['a1', 'b2']), await inner.embed(['b2', 'c3'])]);
    expect(calls).toEqual([['a1', 'b2'], ['c3']]);
  });

  it('keeps questions apart from what is stored', async () => {
    const { calls, embedder } = counted();
    await embedder.embed(['a1'], 'document');
    await embedder.embed(['a1'], 'query');
    expect(calls).toHaveLength(2);
  });

  it('fails all that wait when the provider fails, and asks again afterwards', async () => {
    const inner = hashedEmbedder();
    let broken = true;
    const embed = async (texts: readonly string[]) => {
      if (broken) throw new Error('away');
      return inner.embed(texts);
    };
    const embedder = cachedEmbedder({ ...inner, embed });
    const answers = await Promise.allSettled([embedder.embed(['a1']), embedder.embed(['a1', 'b2'])]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    broken = false;
    expect(await embedder.embed(['a1'])).toEqual(await inner.embed(['a1']));
  });

  it('refuses a provider that leaves texts out', async () => {
    const inner = hashedEmbedder();
    const broken = cachedEmbedder({ ...inner, embed: async () => [] });
    await expect(broken.embed(['a'])).rejects.toThrow('gave no vector');
  });
});
