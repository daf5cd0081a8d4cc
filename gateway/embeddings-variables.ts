// The variables that say which provider turns texts into vectors, and the part of the configuration made of them.
import { z } from 'zod';
import { optionalWhole, url, whole } from './variable-forms.ts';

/** Null where the embedder that Asof comes with is used. */
export type EmbeddingsConfig = {
  readonly url: string;
  readonly model: string;
  readonly dimensions: number;
  readonly shortened: boolean;
  readonly apiKey?: string;
  readonly queryPrefix: string;
  readonly documentPrefix: string;
  readonly textLengthMax: number;
  readonly batchMax: number;
  readonly batchLengthMax: number;
  readonly requestsMax: number;
  readonly timeoutMs: number;
  readonly queryTimeoutMs: number;
  readonly documentsTimeoutMs: number;
  readonly cacheBytesMax: number;
} | null;

/** What an index of pgvector and a collection of Qdrant can hold of every kind. */
const DIMENSIONS_MAX = 4_096;
const MEBIBYTE = 1024 * 1024;

const prefix = () => z.string().max(2_000, 'is longer than 2000 characters').optional();

export const EMBEDDINGS_VARIABLES = {
  EMBEDDINGS_URL: url('http', 'https')
    .refine(
      (text) => text === undefined || isBare(text),
      'must not hold a user, a password or a fragment: a key goes into EMBEDDINGS_API_KEY',
    )
    .refine(
      (text) => text === undefined || !/\/embeddings\/?(\?|$)/.test(text),
      'must end before “/embeddings”, which is added',
    ),
  EMBEDDINGS_MODEL: z.string().max(200, 'is longer than 200 characters').optional(),
  EMBEDDINGS_DIMENSIONS: optionalWhole(1, DIMENSIONS_MAX),
  EMBEDDINGS_SHORTENED: z.enum(['true', 'false'], 'must be true or false').optional(),
  EMBEDDINGS_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{1,4000}$/, 'must be printable ASCII without spaces')
    .optional(),
  EMBEDDINGS_QUERY_PREFIX: prefix(),
  EMBEDDINGS_DOCUMENT_PREFIX: prefix(),
  EMBEDDINGS_TEXT_LENGTH_MAX: whole(8_000, 100, 8_000),
  EMBEDDINGS_BATCH_MAX: whole(32, 1, 512),
  EMBEDDINGS_BATCH_LENGTH_MAX: whole(200_000, 1_000, 2_000_000),
  EMBEDDINGS_REQUESTS_MAX: whole(4, 1, 64),
  EMBEDDINGS_TIMEOUT_MS: whole(30_000, 100, 120_000),
  EMBEDDINGS_QUERY_TIMEOUT_MS: whole(10_000, 100, 120_000),
  EMBEDDINGS_DOCUMENTS_TIMEOUT_MS: whole(60_000, 100, 120_000),
  EMBEDDINGS_CACHE_BYTES_MAX: whole(32 * MEBIBYTE, MEBIBYTE, 4_096 * MEBIBYTE),
};

type Variables = Readonly<z.infer<z.ZodObject<typeof EMBEDDINGS_VARIABLES>>>;

const NEEDED = ['EMBEDDINGS_MODEL', 'EMBEDDINGS_DIMENSIONS'] as const;
const USELESS_ALONE = [
  ...NEEDED,
  'EMBEDDINGS_SHORTENED',
  'EMBEDDINGS_API_KEY',
  'EMBEDDINGS_QUERY_PREFIX',
  'EMBEDDINGS_DOCUMENT_PREFIX',
] as const;

/** What no variable can say alone: a provider without a model, or a model without a provider. */
export function checkEmbeddingsVariables(variables: unknown, fault: (variable: string, message: string) => void): void {
  const given = variables as Partial<Record<keyof Variables, unknown>>;
  if (given.EMBEDDINGS_URL === undefined) {
    for (const name of USELESS_ALONE) if (given[name] !== undefined) fault(name, 'has no use without EMBEDDINGS_URL');
  } else {
    for (const name of NEEDED) if (given[name] === undefined) fault(name, 'is needed beside EMBEDDINGS_URL');
  }
}

/** The configuration for variables that were found to be right. */
export function embeddingsConfig(given: Variables): EmbeddingsConfig {
  const { EMBEDDINGS_URL: url, EMBEDDINGS_MODEL: model, EMBEDDINGS_DIMENSIONS: dimensions } = given;
  if (url === undefined || model === undefined || dimensions === undefined) return null;
  return {
    url,
    model,
    dimensions,
    shortened: given.EMBEDDINGS_SHORTENED === 'true',
    ...(given.EMBEDDINGS_API_KEY !== undefined && { apiKey: given.EMBEDDINGS_API_KEY }),
    queryPrefix: given.EMBEDDINGS_QUERY_PREFIX ?? '',
    documentPrefix: given.EMBEDDINGS_DOCUMENT_PREFIX ?? '',
    textLengthMax: given.EMBEDDINGS_TEXT_LENGTH_MAX,
    batchMax: given.EMBEDDINGS_BATCH_MAX,
    batchLengthMax: given.EMBEDDINGS_BATCH_LENGTH_MAX,
    requestsMax: given.EMBEDDINGS_REQUESTS_MAX,
    timeoutMs: given.EMBEDDINGS_TIMEOUT_MS,
    queryTimeoutMs: given.EMBEDDINGS_QUERY_TIMEOUT_MS,
    documentsTimeoutMs: given.EMBEDDINGS_DOCUMENTS_TIMEOUT_MS,
    cacheBytesMax: given.EMBEDDINGS_CACHE_BYTES_MAX,
  };
}

/** Whether a URL says where the provider is, and nothing else. */
function isBare(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const { username, password, hash } = new URL(text);
  return username === '' && password === '' && hash === '';
}
