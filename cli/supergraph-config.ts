// Reads a supergraph.yaml in rover's format: which subgraphs there are, and where their schemas come from.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { AsofError } from '../core/errors.ts';
import type { SubgraphSchema } from './compose.ts';

const SDL_QUERY = 'query AsofSchema { _service { sdl } }';
const SDL_ANSWER = z.object({ data: z.object({ _service: z.object({ sdl: z.string().min(1) }) }) });
const SDL_BYTES_MAX = 16 * 1024 * 1024;

const HTTP_URL = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });

const CONFIG = z.object({
  federation_version: z
    .union([z.string(), z.number()])
    .transform(String)
    .refine((version) => /^=?2/.test(version), 'must be a version 2 of Federation')
    .optional(),
  subgraphs: z
    .record(
      z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]*$/, 'is no name for a subgraph'),
      z.strictObject({
        routing_url: HTTP_URL.optional(),
        schema: z.union([z.strictObject({ file: z.string().min(1) }), z.strictObject({ subgraph_url: HTTP_URL })], {
          error: 'must be {file: PATH} or {subgraph_url: URL}',
        }),
      }),
    )
    .refine((subgraphs) => Object.keys(subgraphs).length > 0, 'must name at least one subgraph'),
});

type SubgraphEntry = z.infer<typeof CONFIG>['subgraphs'][string];

/**
 * Reads the file and fetches the schema of every subgraph, all at once.
 * @param timeoutMs how long one subgraph may take to tell its schema
 * @throws AsofError CONFIG_INVALID, SUBGRAPH_UNAVAILABLE
 */
export async function readSupergraphConfig(path: string, timeoutMs: number): Promise<readonly SubgraphSchema[]> {
  const config = parseConfig(path);
  const entries = Object.entries(config.subgraphs);
  return Promise.all(entries.map(([name, entry]) => readSubgraph(name, entry, dirname(path), timeoutMs)));
}

function parseConfig(path: string): z.infer<typeof CONFIG> {
  const text = readText(path, 'The configuration');
  let document: unknown;
  try {
    document = parseYaml(text);
  } catch (cause) {
    throw new AsofError('CONFIG_INVALID', `${path} is no YAML: ${messageOf(cause)}`, { cause });
  }
  const parsed = CONFIG.safeParse(document);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || 'the file'}: ${issue.message}`);
  throw new AsofError('CONFIG_INVALID', `${path} cannot be used:\n${faults.join('\n')}`, { cause: parsed.error });
}

async function readSubgraph(
  name: string,
  entry: SubgraphEntry,
  base: string,
  timeoutMs: number,
): Promise<SubgraphSchema> {
  const { schema, routing_url: url } = entry;
  if ('file' in schema) {
    const sdl = readText(resolve(base, schema.file), `The schema of “${name}”`);
    if (url === undefined) throw new AsofError('CONFIG_INVALID', `subgraphs.${name}: routing_url is missing.`);
    return { name, url, sdl };
  }
  return { name, url: url ?? schema.subgraph_url, sdl: await fetchSdl(name, schema.subgraph_url, timeoutMs) };
}

/** Asks a running subgraph for its schema, as every Federation subgraph answers it. */
async function fetchSdl(name: string, url: string, timeoutMs: number): Promise<string> {
  const fail = (reason: string, cause?: unknown): AsofError =>
    new AsofError('SUBGRAPH_UNAVAILABLE', `The schema of “${name}” could not be had from ${url}: ${reason}.`, {
      cause,
    });
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: SDL_QUERY }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    text = await readLimited(response);
  } catch (cause) {
    const late = cause instanceof Error && cause.name === 'TimeoutError';
    throw fail(late ? `it took longer than ${timeoutMs} ms` : reasonOf(cause), cause);
  }
  if (!response.ok) throw fail(`it answered with status ${response.status}`);
  try {
    return SDL_ANSWER.parse(JSON.parse(text)).data._service.sdl;
  } catch (cause) {
    throw fail('it did not answer “{ _service { sdl } }”', cause);
  }
}

async function readLimited(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > SDL_BYTES_MAX) throw new RangeError(`its answer is larger than ${SDL_BYTES_MAX} bytes`);
  }
  return text + decoder.decode();
}

function readText(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new AsofError('CONFIG_INVALID', `${what} could not be read: ${messageOf(cause)}.`, { cause });
  }
}

/** `fetch` tells why only in the cause. */
const reasonOf = (error: unknown): string =>
  error instanceof Error && error.cause instanceof Error ? messageOf(error.cause) : messageOf(error);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
