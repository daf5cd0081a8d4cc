// A supergraph from a file: read, checked and, where it is none, told what it is instead.
import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import { GraphQLError } from 'graphql';
import { AsofError } from '../core/errors.ts';
import { isHttpUrl } from './environment.ts';
import type { SubgraphUrl } from './transport.ts';

const LENGTH_MAX = 50_000_000;

export interface SupergraphFile {
  readonly sdl: string;
  /** As the supergraph names them, each with the URL that it gives, which may be empty. */
  readonly subgraphs: readonly SubgraphUrl[];
}

/**
 * Reads a supergraph and checks it as a router would.
 * @throws AsofError SUPERGRAPH_INVALID
 */
export function readSupergraph(file: string): SupergraphFile {
  const sdl = readText(file);
  try {
    return { sdl, subgraphs: Supergraph.build(sdl, { validateSupergraph: true }).subgraphsMetadata() };
  } catch (cause) {
    const instead = whatInstead(sdl);
    if (instead) throw invalid(`${file} is no supergraph, but ${instead}.`, cause);
    const faults = faultsOf(cause).map((fault) => `  ${fault.replaceAll('\n', '\n  ')}`);
    throw invalid(`${file} cannot be served as a supergraph of Federation 2:\n${faults.join('\n')}`, cause);
  }
}

/**
 * Where each subgraph is: where `urls` says, else where the supergraph says.
 * @throws AsofError CONFIG_INVALID that names every subgraph without a URL that can be called
 */
export function placesOf(
  { subgraphs }: SupergraphFile,
  urls: Readonly<Record<string, string>>,
): readonly SubgraphUrl[] {
  const places = subgraphs.map(({ name, url }) => ({ name, url: urls[name] ?? url }));
  const faults = places
    .filter(({ url }) => !isHttpUrl(url))
    .map(({ name, url }) => `  ${name}: ${url === '' ? 'the supergraph gives no URL' : `“${url}” is no http(s) URL`}`);
  if (faults.length === 0) return places;
  throw new AsofError(
    'CONFIG_INVALID',
    `Some subgraphs cannot be called; say where they are by “--url NAME=URL” or ASOF_SUBGRAPH_URLS:\n${faults.join('\n')}`,
    { details: { faults } },
  );
}

function readText(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw invalid(
      `The supergraph ${file} cannot be read: ${reason}. Make one with “asof compose”, or name another file.`,
      cause,
    );
  }
  if (text.length > LENGTH_MAX) throw invalid(`${file} has more than ${LENGTH_MAX} characters.`, undefined);
  return text;
}

/** The mistakes that are made most: the file that a supergraph is made from. */
function whatInstead(text: string): string | undefined {
  if (/^subgraphs:/m.test(text)) return 'the list of subgraphs of which “asof compose --config” makes one';
  if (/specs\.apollo\.dev\/join\//.test(text)) return undefined;
  const isSubgraph = /specs\.apollo\.dev\/federation\/|@key\s*\(/.test(text);
  return isSubgraph ? 'the schema of one subgraph; “asof compose” makes a supergraph of all of them' : undefined;
}

/** The library throws one error, or one that holds several. */
function faultsOf(cause: unknown): readonly string[] {
  const { causes } = cause as { causes?: unknown };
  const all: readonly unknown[] = Array.isArray(causes) ? causes : [cause];
  return all.slice(0, 20).map((error) => {
    if (!(error instanceof Error)) return String(error);
    const line = error instanceof GraphQLError ? error.locations?.[0]?.line : undefined;
    return line === undefined ? error.message : `line ${line}: ${error.message}`;
  });
}

const invalid = (message: string, cause: unknown): AsofError => new AsofError('SUPERGRAPH_INVALID', message, { cause });
