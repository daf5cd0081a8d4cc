// The variables of the environment that Asof reads, each with its form, its default and its limits.
import { z } from 'zod';
import { isLoopback } from '../core/host-names.ts';
import { checkEmbeddingsVariables, EMBEDDINGS_VARIABLES } from './embeddings-variables.ts';
import { checkStoreVariables, STORE_VARIABLES } from './store-variables.ts';
import { url, whole } from './variable-forms.ts';

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;

const entries = (text: string): readonly string[] =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

const list = (text: string): readonly string[] => entries(text.toLowerCase());

/** Where an API key may be; one that is passed on to subgraphs is theirs, and brings none. */
export const KEY_HEADERS = ['authorization', 'x-api-key'] as const;

/** Headers that belong to one connection or one body, or that Asof sends itself: none of them can be passed on. */
const NEVER_FORWARDED =
  /^(host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|accept|accept-encoding|content-.*|proxy-.*|asof-.*)$/;

/** Where a subgraph is, as `name=http://…`; undefined when it is not of that form. */
export function parseSubgraphUrl(entry: string): readonly [name: string, url: string] | undefined {
  const [, name, url] = /^([A-Za-z_][A-Za-z0-9_-]{0,99})=([^,\s]{1,2000})$/.exec(entry) ?? [];
  return name !== undefined && url !== undefined && isHttpUrl(url) ? [name, url] : undefined;
}

/** Whether a text is the URL of something that is called over HTTP. */
export const isHttpUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

const oneOf = <const T extends readonly [string, ...string[]]>(values: T, fallback: T[number]) =>
  z.enum(values, `must be one of ${values.join(', ')}`).default(fallback);

/** The form of the environment. Variables that are not here are not Asof's and are left alone. */
export const ENVIRONMENT = z
  .object({
    ASOF_MODE: oneOf(['demo', 'production'], 'demo'),
    ASOF_HOME: z.string().default('.asof'),
    ASOF_TENANT: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,100}$/, 'must be 1 to 100 letters, digits, “_” and “-”')
      .optional(),
    ASOF_API_KEYS: z
      .string()
      .transform(list)
      .refine(
        (hashes) => hashes.every((hash) => /^[0-9a-f]{64}$/.test(hash)),
        'must be SHA-256 hashes of the keys, in hex, with commas between',
      )
      .default([]),
    ASOF_ALLOWED_HOSTS: z.string().transform(list).default([]),
    ASOF_SUPERGRAPH: z.string().default('supergraph.graphql'),
    HOST: z
      .string()
      .regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'must be an address or a name, without a port')
      .default('127.0.0.1'),
    PORT: whole(4000, 0, 65_535),
    LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),

    ...STORE_VARIABLES,
    ...EMBEDDINGS_VARIABLES,
    RECORDS_URL: url('http', 'https'),
    GRAPH_URL: url('http', 'https'),
    SEARCH_URL: url('http', 'https'),
    EXPLORE_URL: url('http', 'https'),
    ASOF_EXPLORE: z.enum(['on', 'off'], 'must be one of on, off').optional(),
    ASOF_SUBGRAPH_URLS: z
      .string()
      .transform((text) => entries(text).map(parseSubgraphUrl))
      .refine(
        (places) => !places.includes(undefined),
        'must be name=http://… with commas between (a comma in a URL is %2C)',
      )
      .default([]),
    ASOF_SUBGRAPH_ERRORS: z.enum(['coded', 'all'], 'must be one of coded, all').optional(),
    ASOF_FORWARD_HEADERS: z
      .string()
      .transform(list)
      .refine((names) => names.length <= 50 && names.every(isForwardable), {
        message:
          'must be at most 50 names of headers, with commas between; those of the connection, the body and Asof itself (asof-…) cannot be passed on',
      })
      .default([]),

    ASOF_BODY_BYTES_MAX: whole(MEBIBYTE, KIBIBYTE, 100 * MEBIBYTE),
    ASOF_QUERY_DEPTH_MAX: whole(25, 1, 1_000),
    ASOF_QUERY_ALIASES_MAX: whole(100, 0, 10_000),
    ASOF_QUERY_FIELDS_MAX: whole(2_000, 1, 100_000),
    ASOF_QUERY_NODES_MAX: whole(50_000, 1, 10_000_000),
    ASOF_QUERY_TOKENS_MAX: whole(10_000, 10, 1_000_000),
    ASOF_REQUEST_TIMEOUT_MS: whole(30_000, 100, 600_000),
    ASOF_SUBGRAPH_TIMEOUT_MS: whole(15_000, 100, 600_000),
    ASOF_SUBGRAPH_ANSWER_BYTES_MAX: whole(64 * MEBIBYTE, KIBIBYTE, 512 * MEBIBYTE),
    ASOF_DRAIN_TIMEOUT_MS: whole(10_000, 0, 600_000),
  })
  // Checked although other variables may be at fault, so that all faults come at once.
  .superRefine(requireKeys, { when: () => true });

/** Whether a variable's value must never be printed: URLs of stores hold passwords. */
export const isSecret = (variable: string): boolean => /(_KEYS?|_PASSWORD|_URLS?|_URI)$/.test(variable);

const isForwardable = (name: string): boolean =>
  /^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/.test(name) && !NEVER_FORWARDED.test(name);

function requireKeys(variables: unknown, context: z.RefinementCtx): void {
  const {
    ASOF_MODE: mode,
    HOST: host,
    ASOF_API_KEYS: keys,
    ASOF_ALLOWED_HOSTS: hosts,
    ASOF_FORWARD_HEADERS: forwarded,
  } = variables as Partial<Record<string, unknown>>;
  const fault = (variable: string, message: string): void =>
    context.addIssue({ code: 'custom', path: [variable], message });
  const keyless = keys === undefined || (Array.isArray(keys) && keys.length === 0);
  const hash = 'set it to the SHA-256 of each key, in hex (echo -n "$KEY" | sha256sum)';
  checkStoreVariables(variables, fault);
  checkEmbeddingsVariables(variables, fault);
  if (keyless && mode === 'production') fault('ASOF_API_KEYS', `is needed in production mode; ${hash}`);
  else if (keyless && typeof host === 'string' && !isLoopback(host)) {
    fault(
      'ASOF_API_KEYS',
      `is needed where others can reach the gateway (HOST is “${host}”); ${hash}, or leave HOST out`,
    );
  }
  if (keyless && Array.isArray(hosts) && hosts.includes('*')) {
    fault('ASOF_ALLOWED_HOSTS', 'may be “*” only where API keys are asked for: list the host names');
  }
  if (!keyless && Array.isArray(forwarded) && KEY_HEADERS.every((name) => forwarded.includes(name))) {
    fault('ASOF_FORWARD_HEADERS', `may have one of ${KEY_HEADERS.join(' and ')} only: the other brings the API key`);
  }
}
