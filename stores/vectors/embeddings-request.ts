// One request to a provider of embeddings: bounded in time and size, repeated after trouble that may pass, and never sent
// where the provider's address does not say.
import { setTimeout as sleep } from 'node:timers/promises';
import pRetry, { type RetryContext } from 'p-retry';
import { AsofError } from '../../core/errors.ts';
import { invalidEmbeddings } from './embeddings-answer.ts';

export interface EmbeddingsProvider {
  /** Where requests go, `/embeddings` included. */
  readonly endpoint: URL;
  readonly apiKey: string | undefined;
  /** One request, from its beginning to the last byte of its answer. */
  readonly timeoutMs: number;
}

export interface EmbeddingsRequest {
  readonly body: object;
  /** The most that an answer to it can be. */
  readonly answerBytesMax: number;
  readonly retriesMax: number;
  /** Gives up, whatever is going on. */
  readonly signal: AbortSignal;
  /** When that will be, on the clock of `performance.now`: no wait begins that would end later. */
  readonly until: number;
}

/** Trouble that may pass: the request can be sent again. */
class PassingTrouble extends Error {
  override readonly name = 'PassingTrouble';
  /** How long the provider asks to be left alone; 0 when it does not say. */
  readonly waitMs: number;

  constructor(did: string, { cause, waitMs = 0 }: { cause?: unknown; waitMs?: number } = {}) {
    super(did, { cause });
    this.waitMs = waitMs;
  }
}

/** Statuses by which a provider says: not now. All of 5xx do, too. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 409, 425, 429]);
/** As much of a refusal is read as says why. */
const REFUSAL_BYTES_MAX = 4_096;
const REFUSAL_LENGTH_MAX = 300;

/** Before the first repetition; twice as long before each further one, and up to twice that at random. */
const RETRY_WAIT_MS = 200;
const RETRY_WAIT_MS_MAX = 8_000;

/**
 * Sends a request, again where that may help, and returns the JSON of the answer.
 * @throws AsofError EMBEDDINGS_UNAVAILABLE, EMBEDDINGS_INVALID
 */
export async function requestEmbeddings(provider: EmbeddingsProvider, request: EmbeddingsRequest): Promise<unknown> {
  try {
    return await pRetry(() => send(provider, request), {
      retries: request.retriesMax,
      minTimeout: RETRY_WAIT_MS,
      maxTimeout: RETRY_WAIT_MS_MAX,
      randomize: true,
      signal: request.signal,
      shouldRetry: ({ error }) => error instanceof PassingTrouble,
      onFailedAttempt: (failure) => waitAsAsked(failure, request),
    });
  } catch (error) {
    throw error instanceof PassingTrouble ? unavailableEmbeddings(error.message, error) : error;
  }
}

/** The error for a provider that does not answer, or not now. */
export function unavailableEmbeddings(did: string, cause?: unknown): AsofError {
  return new AsofError('EMBEDDINGS_UNAVAILABLE', `The provider of embeddings ${did}.`, { cause });
}

/** Waits as long as the provider asks beyond what is waited anyway; gives up where that would take too long. */
async function waitAsAsked(
  { error, retryDelay, retriesLeft }: RetryContext,
  { signal, until }: EmbeddingsRequest,
): Promise<void> {
  if (!(error instanceof PassingTrouble) || retriesLeft === 0) return;
  const waitMs = Math.max(error.waitMs, retryDelay);
  if (performance.now() + waitMs > until) throw error;
  await sleep(waitMs - retryDelay, undefined, { signal });
}

async function send(
  { endpoint, apiKey, timeoutMs }: EmbeddingsProvider,
  { body, answerBytesMax, signal }: EmbeddingsRequest,
): Promise<unknown> {
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify(body),
      // Followed, it would hand texts and key to whoever it names.
      redirect: 'manual',
      signal: AbortSignal.any([signal, late]),
    });
    if (!response.ok) throw await refusal(response, apiKey);
    return parseJson(await readText(response, answerBytesMax));
  } catch (error) {
    signal.throwIfAborted();
    if (late.aborted) throw new PassingTrouble(`took longer than ${timeoutMs} ms`, { cause: error });
    // What `fetch` throws of its own is a TypeError that has the network's reason as its cause.
    if (error instanceof TypeError) throw new PassingTrouble('does not answer', { cause: error });
    throw error;
  }
}

async function refusal(response: Response, apiKey: string | undefined): Promise<Error> {
  const { status, headers } = response;
  const cause = await whatItSaid(response, apiKey);
  if (PASSING_STATUSES.has(status) || status >= 500) {
    return new PassingTrouble(`answered with status ${status}`, { cause, waitMs: retryAfterMs(headers) });
  }
  if (status === 401 || status === 403) {
    return invalidEmbeddings(`refused the key in EMBEDDINGS_API_KEY, or its absence (status ${status})`, cause);
  }
  if (status === 404) {
    return invalidEmbeddings('knows no such path or model (status 404): see EMBEDDINGS_URL, EMBEDDINGS_MODEL', cause);
  }
  if (status >= 300 && status < 400) {
    return invalidEmbeddings(`answered with a redirect (status ${status}), which is not followed`, cause);
  }
  return invalidEmbeddings(`refused the request (status ${status})`, cause);
}

/** For logs and the doctor, not for clients: the beginning of the body, without the key if the provider repeats it. */
async function whatItSaid(response: Response, apiKey: string | undefined): Promise<Error | undefined> {
  const text = await readText(response, REFUSAL_BYTES_MAX).catch(() => '');
  const withoutKey = apiKey === undefined ? text : text.replaceAll(apiKey, '…');
  const said = withoutKey.replace(/\s+/g, ' ').trim().slice(0, REFUSAL_LENGTH_MAX);
  return said === '' ? undefined : new Error(said);
}

/** A number of seconds; a date in its place counts as nothing said, since clocks differ. */
function retryAfterMs(headers: Headers): number {
  const text = headers.get('retry-after') ?? '';
  return /^\d{1,9}(\.\d{1,3})?$/.test(text) ? Number(text) * 1_000 : 0;
}

async function readText(response: Response, bytesMax: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // What is thrown within ends the connection.
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > bytesMax) throw invalidEmbeddings(`sent more than ${bytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalidEmbeddings('answered with something that is not JSON', cause);
  }
}
