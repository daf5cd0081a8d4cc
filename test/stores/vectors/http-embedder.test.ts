// Embeddings over HTTP from a provider that behaves, is slow, breaks off, refuses, or answers nonsense.
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hashedEmbedder } from '../../../stores/vectors/hashed-embedder.ts';
import { type HttpEmbedderOptions, httpEmbedder } from '../../../stores/vectors/http-embedder.ts';
import {
  type EmbeddingsServer,
  type Misbehaviour,
  sendJson,
  startEmbeddingsServer,
} from '../../support/embeddings-server.ts';

const API_KEY = 'sk-hunter2';
let provider: EmbeddingsServer;

beforeAll(async () => {
  provider = await startEmbeddingsServer();
});

afterEach(() => {
  provider.always(undefined);
  provider.seen.length = 0;
});

afterAll(() => provider.stop());

const embedderOf = (options: Partial<HttpEmbedderOptions> = {}) =>
  httpEmbedder({ url: provider.url, model: 'hashed', dimensions: provider.dimensions, apiKey: API_KEY, ...options });

/** The provider's vectors are three times as long and went through JSON: equal but for the last bits. */
function expectSame(vectors: readonly Float32Array[], expected: readonly Float32Array[]): void {
  expect(vectors.length).toBe(expected.length);
  for (const [at, vector] of vectors.entries()) {
    expect(vector.every((value, index) => Math.abs(value - (expected[at]?.[index] ?? Number.NaN)) < 1e-6)).toBe(true);
  }
}

async function failureOf(work: Promise<unknown>): Promise<{ error: unknown; tookMs: number }> {
  const since = performance.now();
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, tookMs: performance.now() - since };
}

describe('httpEmbedder', () => {
  it('gives each text its vector of length 1, whatever the batches', async () => {
    const anyText = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => `${text} x`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyText, { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 3 }),
        async (texts, batchMax, batchLengthMax, requestsMax) => {
          provider.seen.length = 0;
          const vectors = await embedderOf({ batchMax, batchLengthMax, requestsMax }).embed(texts);
          expectSame(vectors, await hashedEmbedder().embed(texts));
          for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
          const inputs = provider.seen.map(({ body }) => body.input);
          expect(inputs.flat().length).toBe(texts.length);
          for (const input of inputs) {
            expect(input.length).toBeLessThanOrEqual(batchMax);
            expect(input.length === 1 || input.join('').length <= batchLengthMax).toBe(true);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('asks in OpenAI’s form, with the key in its header', async () => {
    await embedderOf().embed(['North Freight']);
    await embedderOf({ url: `${provider.url}/?version=1`, shortened: true }).embed(['North']);
    expect(provider.seen).toEqual([
      {
        path: '/v1/embeddings',
        authorization: `Bearer ${API_KEY}`,
        body: { model: 'hashed', input: ['North Freight'], encoding_format: 'float' },
      },
      expect.objectContaining({
        path: '/v1/embeddings?version=1',
        body: { model: 'hashed', input: ['North'], encoding_format: 'float', dimensions: 256 },
      }),
    ]);
  });

  it('puts the prefix of the purpose before a text that was cut', async () => {
    const embedder = embedderOf({ queryPrefix: 'query: ', documentPrefix: 'passage: ', textLengthMax: 5 });
    await embedder.embed(['North Freight']);
    await embedder.embed(['Nord 🚚'], 'query');
    await embedder.embed(['Abcd🚚'], 'query');
    expect(provider.seen.map(({ body }) => body.input)).toEqual([
      ['passage: North'],
      ['query: Nord'],
      ['query: Abcd\uFFFD'],
    ]);
  });

  it('sends nothing for texts that say nothing', async () => {
    const [empty, blank] = await embedderOf().embed(['', ' \n ']);
    expect([empty, blank]).toEqual([new Float32Array(256), new Float32Array(256)]);
    expect(provider.seen).toEqual([]);
    const vectors = await embedderOf({ documentPrefix: 'passage: ' }).embed(['', 'North', '']);
    expect(vectors.map((vector) => vector.some((value) => value !== 0))).toEqual([false, true, false]);
  });

  it('sends a few requests at once, and lets questions pass by what is stored', async () => {
    const slow: Misbehaviour = async (response, data, { body }) => {
      if (body.input[0] !== 'question') await new Promise((resolve) => setTimeout(resolve, 60));
      sendJson(response, 200, { data });
    };
    provider.always(slow);
    const embedder = embedderOf({ batchMax: 1, requestsMax: 2 });
    const storing = embedder.embed(Array.from({ length: 8 }, (_, n) => `text ${n}`));
    await embedder.embed(['question'], 'query');
    expect(provider.seen.length).toBeLessThan(6);
    await storing;
    expect(provider.openMax()).toBeLessThanOrEqual(3);
  });

  it('is named by what decides the vectors, and not by where they come from', () => {
    const generations = [
      embedderOf(),
      embedderOf({ url: 'http://elsewhere', apiKey: 'other', batchMax: 1 }),
      embedderOf({ model: 'other' }),
      embedderOf({ dimensions: 3 }),
      embedderOf({ queryPrefix: 'query: ' }),
      embedderOf({ documentPrefix: 'query: ' }),
      embedderOf({ textLengthMax: 100 }),
    ].map(({ generation }) => generation);
    expect(generations[0]).toBe(generations[1]);
    expect(new Set(generations).size).toBe(generations.length - 1);
    expect(generations[0]).toMatch(/^hashed-256-v1-/);
  });
});

const status =
  (code: number, headers: object = {}): Misbehaviour =>
  (response) =>
    sendJson(response, code, { error: { message: `no, ${API_KEY}` } }, headers);

describe('trouble that passes', () => {
  it.each<[string, Misbehaviour]>([
    ['a 500', status(500)],
    ['a 503 with nonsense to wait for', status(503, { 'retry-after': 'soon' })],
    ['a connection that is cut before the answer', (response) => void response.destroy()],
    [
      'a connection that is cut within the answer',
      (response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('{"data":[');
        setTimeout(() => response.destroy(), 20);
      },
    ],
    ['an answer that takes too long', () => undefined],
  ])('%s is got over', async (_, misbehaviour) => {
    provider.misbehave(misbehaviour);
    expectSame(await embedderOf({ timeoutMs: 300 }).embed(['North']), await hashedEmbedder().embed(['North']));
    expect(provider.seen.length).toBe(2);
  });

  it('a 429 is waited for as long as it says', async () => {
    provider.misbehave(status(429, { 'retry-after': '1' }));
    const since = performance.now();
    await embedderOf().embed(['North']);
    expect(performance.now() - since).toBeGreaterThan(990);
    expect(provider.seen.length).toBe(2);
  });

  it('a 429 that asks for more time than there is fails at once', async () => {
    provider.always(status(429, { 'retry-after': '3600' }));
    const { error, tookMs } = await failureOf(embedderOf().embed(['North'], 'query'));
    expect(error).toMatchObject({ code: 'EMBEDDINGS_UNAVAILABLE', message: expect.stringContaining('status 429') });
    expect(tookMs).toBeLessThan(500);
    expect(provider.seen.length).toBe(1);
  });

  it('is an error when it does not pass, after a bounded number of requests', async () => {
    provider.always(status(500));
    const { error } = await failureOf(embedderOf().embed(['North'], 'query'));
    expect(error).toMatchObject({ code: 'EMBEDDINGS_UNAVAILABLE', category: 'unavailable' });
    expect(provider.seen.length).toBe(3);
  });

  it('is an error when all of it takes too long, and what is under way is given up', async () => {
    provider.always(() => undefined);
    const embedder = embedderOf({ queryTimeoutMs: 300, batchMax: 1, requestsMax: 1 });
    const { error, tookMs } = await failureOf(embedder.embed(['North', 'South', 'East'], 'query'));
    expect(error).toMatchObject({ code: 'EMBEDDINGS_UNAVAILABLE', message: expect.stringContaining('300 ms') });
    expect(tookMs).toBeLessThan(450);
    provider.always(undefined);
    await embedder.embed(['West'], 'query');
    expect(provider.seen.map(({ body }) => body.input)).toEqual([['North'], ['West']]);
  });

  it('a provider that is away is one that does not answer', async () => {
    const { error } = await failureOf(embedderOf({ url: 'http://127.0.0.1:1/v1' }).embed(['North'], 'query'));
    expect(error).toMatchObject({
      code: 'EMBEDDINGS_UNAVAILABLE',
      message: expect.stringContaining('does not answer'),
    });
  });
});

const vectorOf = (embedding: readonly unknown[], index: unknown = 0): Misbehaviour => {
  return (response) => sendJson(response, 200, { data: [{ index, embedding }] });
};

describe('an answer that is not as it should be', () => {
  const text = (body: string): Misbehaviour => {
    return (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  };
  const vector = Array<number>(256).fill(1);
  it.each<[string, Misbehaviour, RegExp]>([
    ['too few vectors', (response) => sendJson(response, 200, { data: [] }), /gave 0 vectors for 1 texts/],
    ['other dimensions', vectorOf([1, 2, 3]), /of 3 dimensions where EMBEDDINGS_DIMENSIONS says 256/],
    ['NaN as JSON has it', vectorOf(vector.with(7, Number.NaN)), /something in it that is no number/],
    ['NaN as Python has it', text('{"data":[{"index":0,"embedding":[NaN]}]}'), /not JSON/],
    ['infinite numbers', text(`{"data":[{"index":0,"embedding":[${vector.fill(1e308)}]}]}`), /of length Infinity/],
    ['zeros', vectorOf(Array(256).fill(0)), /of length 0/],
    [
      'base64',
      (response) => sendJson(response, 200, { data: [{ index: 0, embedding: 'AAAA' }] }),
      /no list of numbers/,
    ],
    ['no index', vectorOf(vector, null), /which vector is whose/],
    ['an index beyond', vectorOf(vector, 1), /which vector is whose/],
    ['no data', text('[]'), /without a list/],
    ['a page of HTML', text('<html>'), /not JSON/],
    ['too much', text(`"${'x'.repeat(500_000)}"`), /sent more than \d+ bytes/],
    ['a redirect', (response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(), /redirect/],
    ['a refused key', status(401), /refused the key.*status 401/],
    ['an unknown model', status(404), /status 404/],
    ['a refused request', status(400), /refused the request \(status 400\)/],
  ])('%s is refused at once', async (_, misbehaviour, said) => {
    provider.misbehave(misbehaviour);
    const { error } = await failureOf(embedderOf().embed(['North']));
    expect(error).toMatchObject({
      code: 'EMBEDDINGS_INVALID',
      category: 'fault',
      message: expect.stringMatching(said),
    });
    expect(provider.seen.length).toBe(1);
  });

  it('twice the same index is refused', async () => {
    const item = { index: 0, embedding: Array(256).fill(1) };
    provider.misbehave((response) => sendJson(response, 200, { data: [item, item] }));
    const { error } = await failureOf(embedderOf().embed(['North', 'South']));
    expect(error).toMatchObject({ code: 'EMBEDDINGS_INVALID' });
  });

  it('never has the key in what is logged of it', async () => {
    for (const misbehaviour of [status(401), status(400), status(404), status(429, { 'retry-after': '9999' })]) {
      provider.misbehave(misbehaviour);
      const { error } = await failureOf(embedderOf().embed(['North']));
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('hunter2');
      expect(inspect((error as Error).cause, { depth: 9 })).toMatch(/no, …|status 429/);
    }
  });

  it('takes what else is under way with it', async () => {
    provider.misbehave(status(400));
    const { error } = await failureOf(embedderOf({ batchMax: 1, requestsMax: 1 }).embed(['a', 'b', 'c', 'd']));
    expect(error).toMatchObject({ code: 'EMBEDDINGS_INVALID' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(provider.seen.length).toBe(1);
  });
});
