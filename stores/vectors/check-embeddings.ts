// What is asked of the provider of embeddings before anything relies on it: one text, embedded as a search would.
import { AsofError } from '../../core/errors.ts';
import type { Instant } from '../../core/instant.ts';
import type { StoreReport } from '../../core/store-report.ts';
import { checkReachable, type Place } from '../check/reach.ts';
import { checkTls } from '../check/tls.ts';
import { type HttpEmbedderOptions, httpEmbedder } from './http-embedder.ts';

export interface EmbeddingsCheckOptions extends HttpEmbedderOptions {
  /** This machine's clock. */
  readonly clock: () => Instant;
}

const CONNECT_TIMEOUT_MS = 2_000;
/** A provider that loads the model at its first request takes longer, and is told apart by the remedy. */
const ANSWER_TIMEOUT_MS = 4_000;

/** Looks at the provider. Sends it one short text. */
export async function checkEmbeddings(options: EmbeddingsCheckOptions, report: StoreReport): Promise<void> {
  const place = placeOf(new URL(options.url));
  if (!(await checkReachable(place, report))) return;
  const encrypted = new URL(options.url).protocol === 'https:';
  const goesOn = await checkTls(
    {
      place,
      mode: encrypted ? 'verify-full' : 'disable',
      options: {},
      begins: 'at once',
      words: { plain: 'http://', encrypted: 'https:// in EMBEDDINGS_URL', ca: 'NODE_EXTRA_CA_CERTS' },
      clock: options.clock,
    },
    report,
  );
  if (goesOn) await checkAnswer(options, report);
}

async function checkAnswer(options: EmbeddingsCheckOptions, report: StoreReport): Promise<void> {
  const embedder = httpEmbedder({ ...options, timeoutMs: ANSWER_TIMEOUT_MS, queryTimeoutMs: ANSWER_TIMEOUT_MS });
  try {
    await embedder.embed(['asof doctor'], 'query');
    report.ok('embeddings', `${options.model} answers with vectors of ${options.dimensions} dimensions`);
  } catch (error) {
    if (!(error instanceof AsofError)) throw error;
    const away = error.code === 'EMBEDDINGS_UNAVAILABLE';
    report.fault('embeddings', {
      found: `${error.message}${whatItSaid(error)}`,
      remedy: away
        ? 'Look at the provider’s log and load. One that is loading the model is slow at first: ask again.'
        : 'Correct EMBEDDINGS_URL, EMBEDDINGS_MODEL, EMBEDDINGS_DIMENSIONS or EMBEDDINGS_API_KEY (docs/embeddings.md).',
    });
  }
}

/** The provider's own words, which are kept below the error; the key is not in them. */
function whatItSaid(error: Error): string {
  let { cause } = error;
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
  return cause instanceof Error && cause.message !== '' ? ` It says: ${cause.message}` : '';
}

function placeOf({ hostname, port, protocol }: URL): Place {
  return {
    program: 'the provider of embeddings',
    variable: 'EMBEDDINGS_URL',
    // An IPv6 address stands in brackets there.
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
    timeoutMs: CONNECT_TIMEOUT_MS,
  };
}
