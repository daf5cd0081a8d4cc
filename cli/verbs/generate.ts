// `asof generate`: writes the files that are made from others, or with `--check` says which are out of date.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { parse } from 'graphql';
import { registry } from '../../core/entity-types.ts';
import { AsofError } from '../../core/errors.ts';
import { makeLibrarySchema } from '../../subgraphs/explore/library.ts';
import { exploreSdl } from '../../subgraphs/explore/schema.ts';
import { graphSdl } from '../../subgraphs/graph/schema.ts';
import { recordsSdl } from '../../subgraphs/records/schema.ts';
import { searchSdl } from '../../subgraphs/search/schema.ts';
import { errorsDoc } from '../errors-doc.ts';

export interface GeneratedFile {
  /** From the project's root. */
  readonly path: string;
  readonly content: string;
}

const ROOT = resolve(import.meta.dirname, '../..');

export function register(program: Command): void {
  program
    .command('generate')
    .description('write the files that are made from others: schemas, resolver types, docs/errors.md')
    .option('--check', 'write nothing; fail when a file is not as it would be written')
    .action(generate);
}

async function generate({ check }: { readonly check?: boolean }): Promise<void> {
  const stale = (await generatedFiles()).filter(isStale);
  if (check && stale.length > 0) throw outOfDate(stale);
  if (!check) for (const file of stale) write(file);
  console.log(stale.length === 0 ? 'All generated files are up to date.' : `${stale.length} generated files written.`);
}

/** All generated files, as they should be. */
export async function generatedFiles(): Promise<GeneratedFile[]> {
  const subgraphs = [
    { name: 'records', context: 'RecordsContext', sdl: recordsSdl(registry), mappers: recordsMappers() },
    { name: 'graph', context: 'GraphContext', sdl: graphSdl(registry), mappers: graphMappers() },
    { name: 'search', context: 'SearchContext', sdl: searchSdl(registry), mappers: searchMappers() },
  ];
  const files = await Promise.all(
    subgraphs.map(async ({ name, sdl, context, mappers }) => [
      { path: `subgraphs/${name}/generated/schema.graphql`, content: sdl },
      { path: `subgraphs/${name}/generated/resolvers.ts`, content: await resolverTypes(sdl, context, mappers) },
    ]),
  );
  return [
    ...files.flat(),
    { path: 'subgraphs/explore/generated/schema.graphql', content: exploreSdl(await makeLibrarySchema()) },
    { path: 'docs/errors.md', content: errorsDoc() },
  ];
}

/** Whether a file is not there, or not as it should be. */
export function isStale({ path, content }: GeneratedFile): boolean {
  try {
    return readFileSync(join(ROOT, path), 'utf8') !== content;
  } catch {
    return true;
  }
}

type Mappers = Readonly<Record<string, string>>;

const ENTITY_SOURCE = '../../kit/entities.ts#EntitySource';

/** The types by which resolvers of a subgraph see their parents, in the form that graphql-codegen takes. */
const entityMappers = (source: string): Mappers =>
  Object.fromEntries(['Entity', ...registry.types.map(({ name }) => name)].map((name) => [name, source]));

const recordsMappers = (): Mappers => ({
  ...entityMappers('../loaders.ts#RecordSource'),
  ...Object.fromEntries(registry.types.map(({ name }) => [`${name}Connection`, '../loaders.ts#RecordConnection'])),
  Version: '../../../core/reads.ts#RecordVersion',
  HistoryConnection: '../sources.ts#HistoryConnectionSource',
  HistoryVersion: '../sources.ts#HistoryVersionSource',
  EntityDiff: '../sources.ts#EntityDiffSource',
  FieldDiff: '../sources.ts#FieldDiffSource',
  DiffStep: '../sources.ts#DiffStepSource',
});

const graphMappers = (): Mappers => ({
  ...entityMappers(ENTITY_SOURCE),
  EntityDiff: '../../kit/entities.ts#DiffSource',
  FactConnection: '../sources.ts#FactConnectionSource',
  Fact: '../sources.ts#FactSource',
  FactDiff: '../sources.ts#FactDiffSource',
  Episode: '../sources.ts#EpisodeSource',
  Path: '../sources.ts#PathSource',
});

const searchMappers = (): Mappers => ({
  ...entityMappers(ENTITY_SOURCE),
  SearchEdge: '../loaders.ts#SearchEdgeSource',
});

const SCALARS = {
  ID: 'string',
  Moment: '../../../core/moment.ts#Moment',
  DateTime: '../../../core/instant.ts#Instant',
  Date: 'string',
  Decimal: 'string',
  JSON: '../../../core/commit.ts#JsonValue',
};

/** The types of a subgraph's resolvers. The generators are loaded here, since nothing else of Asof needs them. */
async function resolverTypes(sdl: string, context: string, mappers: Mappers): Promise<string> {
  const { codegen } = await import('@graphql-codegen/core');
  const typescript = await import('@graphql-codegen/typescript');
  const resolvers = await import('@graphql-codegen/typescript-resolvers');
  const code = await codegen({
    filename: 'resolvers.ts',
    documents: [],
    schema: parse(sdl),
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript, resolvers },
    config: {
      federation: true,
      enumsAsTypes: true,
      immutableTypes: true,
      useTypeImports: true,
      contextType: `../loaders.ts#${context}`,
      scalars: SCALARS,
      mappers,
    },
  });
  return `// Made by \`asof generate\` from schema.graphql beside this file.\n${code}\n`;
}

function write({ path, content }: GeneratedFile): void {
  const target = join(ROOT, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
  console.log(relative(process.cwd(), target));
}

function outOfDate(stale: readonly GeneratedFile[]): AsofError {
  const paths = stale.map(({ path }) => path).join(', ');
  return new AsofError('USAGE', `Out of date: ${paths}. Run \`npm run generate\` and commit what it writes.`);
}
