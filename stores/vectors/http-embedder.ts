// Embeddings from a provider that speaks OpenAI's protocol over HTTP: OpenAI itself, Ollama, vLLM, TEI and many others.
import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Embedder, EmbeddingPurpose } from './embedder.ts';
import { readVectors } from './embeddings-answer.ts';
import { type EmbeddingsProvider, requestEmbeddings, unavailableEmbeddings } from './embeddings-request.ts';
import { turns } from './turns.ts';

export interface HttpEmbedderOptions {
  /** To which `/embeddings` is added, such as `https://api.openai.com/v1`. */
  readonly url: string;
  readonly model: string;
  /** How many numbers a vector of the model has: 1 to 4,096. */
  readonly dimensions: number;
  /** Asks for that many dimensions of a model that has more and can shorten its vectors; default false. */
  readonly shortened?: boolean;
  /** Sent as `authorization: Bearer`; default: nothing is sent. */
  readonly apiKey?: string;
  /** Put before a text that is searched for, as the model's card says; default: nothing. */
  readonly queryPrefix?: string;
  /** Put before a text that is stored, as the model's card says; default: nothing. */
  readonly documentPrefix?: string;
  /** How many UTF-16 units of a text are embedded; the rest is cut off. Default 8,000. */
  readonly textLengthMax?: number;
  /** Texts in one request; default 32. */
  readonly batchMax?: number;
  /** UTF-16 units in one request, unless a single text has more; default 200,000. */
  readonly batchLengthMax?: number;
  /** Requests at once, for texts to store and for texts to search for each; default 4. */
  readonly requestsMax?: number;
  /** One request; default 30,000. */
  readonly timeoutMs?: number;
  /** A text to search for, repeated requests and waits included; default 10,000. */
  readonly queryTimeoutMs?: number;
  /** All texts that are stored together, repeated requests and waits included; default 60,000. */
  readonly documentsTimeoutMs?: number;
}

/** Part of the generation: raised when texts or vectors are treated in another way. */
const VERSION = 'v1';
const TEXT_LENGTH_MAX = 8_000;
/** How often a request is repeated: somebody waits for a query, and a commit should not fail for a short trouble. */
const RETRIES_MAX: Readonly<Record<EmbeddingPurpose, number>> = { query: 2, document: 5 };
/** A number takes at most 25 characters in JSON, with its comma; as many again for white space. */
const BYTES_PER_NUMBER = 50;
const BYTES_PER_ANSWER = 64 * 1024;

/** Makes the embedder; nothing is sent until a text has to be embedded. */
export function httpEmbedder(options: HttpEmbedderOptions): Embedder {
  const { model, dimensions, shortened = false, batchMax = 32, batchLengthMax = 200_000, requestsMax = 4 } = options;
  const provider: EmbeddingsProvider = {
    endpoint: endpointOf(options.url),
    apiKey: options.apiKey,
    timeoutMs: options.timeoutMs ?? 30_000,
  };
  // Whoever searches does not wait behind what is stored.
  const takeTurn = { query: turns(requestsMax), document: turns(requestsMax) };
  const limitMs = { query: options.queryTimeoutMs ?? 10_000, document: options.documentsTimeoutMs ?? 60_000 };

  const embedBatch = async (input: readonly string[], retriesMax: number, limit: Limit): Promise<Float32Array[]> => {
    const body = { model, input, encoding_format: 'float', ...(shortened && { dimensions }) };
    const answerBytesMax = input.length * dimensions * BYTES_PER_NUMBER + BYTES_PER_ANSWER;
    const answer = await requestEmbeddings(provider, { body, answerBytesMax, retriesMax, ...limit });
    return readVectors(answer, input.length, dimensions);
  };

  return {
    name: model,
    dimensions,
    generation: generationOf(options),
    async embed(texts, purpose = 'document') {
      const inputs = texts.map((text) => inputOf(options, text, purpose));
      const said = inputs.filter((input) => input !== '');
      const vectors = await withLimit(limitMs[purpose], (limit) =>
        Promise.all(
          makeBatches(said, batchMax, batchLengthMax).map((batch) =>
            takeTurn[purpose](() => embedBatch(batch, RETRIES_MAX[purpose], limit), limit.signal),
          ),
        ),
      );
      const next = vectors.flat().values();
      return inputs.map((input) => (input === '' ? undefined : next.next().value) ?? new Float32Array(dimensions));
    },
  };
}

interface Limit {
  readonly signal: AbortSignal;
  readonly until: number;
}

/** Gives work a limited time; when one part of it fails, what else is under way is given up, too. */
async function withLimit<Result>(limitMs: number, work: (limit: Limit) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  // Every batch that waits for its turn listens.
  setMaxListeners(0, controller.signal);
  const late = (): void => controller.abort(unavailableEmbeddings(`took longer than ${limitMs} ms in all`));
  const timer = setTimeout(late, limitMs);
  try {
    return await work({ signal: controller.signal, until: performance.now() + limitMs });
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}

/** Whatever decides which vector a text gets, and not where the provider is: another may serve the same model. */
function generationOf({ model, dimensions, textLengthMax, queryPrefix, documentPrefix }: HttpEmbedderOptions): string {
  const texts = JSON.stringify([queryPrefix ?? '', documentPrefix ?? '', textLengthMax ?? TEXT_LENGTH_MAX]);
  const mark = createHash('sha256').update(texts).digest('hex').slice(0, 12);
  return `${model}-${dimensions}-${VERSION}-${mark}`;
}

/** What is sent for a text; empty for one that says nothing, and is not sent. */
function inputOf(options: HttpEmbedderOptions, text: string, purpose: EmbeddingPurpose): string {
  const { queryPrefix = '', documentPrefix = '', textLengthMax = TEXT_LENGTH_MAX } = options;
  const said = text.slice(0, textLengthMax).trim().toWellFormed();
  return said === '' ? '' : (purpose === 'query' ? queryPrefix : documentPrefix) + said;
}

function makeBatches(inputs: readonly string[], batchMax: number, lengthMax: number): (readonly string[])[] {
  const batches: string[][] = [];
  let length = 0;
  for (const input of inputs) {
    const batch = batches.at(-1);
    length += input.length;
    if (batch && batch.length < batchMax && length <= lengthMax) batch.push(input);
    else {
      batches.push([input]);
      length = input.length;
    }
  }
  return batches;
}

/** The path grows; a query that some providers want stays. */
function endpointOf(text: string): URL {
  const url = new URL(text);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/embeddings`;
  return url;
}
