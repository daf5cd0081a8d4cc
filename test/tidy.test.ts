// The rules of the house, held by a test: who may import whom, how long files and functions are, which words are used.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const FILE_LINES_MAX = 300;
const FUNCTION_LINES_MAX = 70;

/** From where one may import what, by the first folders of a path; imports go down only. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  'stores/private-server.ts': ['core'],
  stores: ['core', 'stores'],
  'subgraphs/kit': ['core', 'subgraphs/kit'],
  'subgraphs/records': ['core', 'stores', 'subgraphs/kit', 'subgraphs/records'],
  'subgraphs/graph': ['core', 'stores', 'subgraphs/kit', 'subgraphs/graph'],
  'subgraphs/search': ['core', 'stores', 'subgraphs/kit', 'subgraphs/search'],
  'subgraphs/explore': ['core', 'stores', 'subgraphs/kit', 'subgraphs/explore'],
  'subgraphs/ledger': ['core', 'stores', 'subgraphs/kit', 'subgraphs/ledger'],
  gateway: ['core', 'stores/cache', 'gateway'],
  demo: ['core', 'demo', 'subgraphs/ledger'],
  cli: ['core', 'stores', 'subgraphs', 'gateway', 'demo', 'cli'],
};

/** Which folder alone may import a store's client. */
const CLIENTS: Readonly<Record<string, string>> = {
  'neo4j-driver': 'stores/neo4j',
  '@prisma/client': 'stores/postgres',
  '@prisma/adapter-pg': 'stores/postgres',
  '@electric-sql/pglite': 'stores/vectors',
  '@electric-sql/pglite-socket': 'stores/vectors',
  '@qdrant/js-client-rest': 'stores/vectors/qdrant',
  pg: 'stores',
};

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT })
  .toString()
  .split('\n')
  .filter((path) => path && existsSync(join(ROOT, path)));
const sources = tracked.filter((path) => /\.(ts|mjs)$/.test(path) && !path.includes('/generated/'));
const production = sources.filter((path) => !/^(test|bench)\//.test(path) && path.includes('/'));
const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

function importsOf(path: string): string[] {
  return [...text(path).matchAll(/(?:from\s+|import\s*\(\s*|import\s+)'([^']+)'/g)].map((match) => match[1] ?? '');
}

const inside = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

describe('the house', () => {
  it('lets imports go down only', () => {
    const wrong = production.flatMap((path) => {
      const room = Object.keys(MAY_IMPORT).find((folder) => inside(path, folder));
      return importsOf(path)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => relative(ROOT, resolve(ROOT, dirname(path), specifier)))
        .filter((target) => !(MAY_IMPORT[room ?? ''] ?? []).some((folder) => inside(target, folder)))
        .map((target) => `${path} → ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('lets only a store’s own folder import its client', () => {
    const wrong = production.flatMap((path) =>
      importsOf(path)
        .filter((specifier) => !inside(path, CLIENTS[specifier] ?? dirname(path)))
        .map((specifier) => `${path} → ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('reads the environment in one place only', () => {
    const allowed =
      /^(gateway\/config\.ts|cli\/|test\/|bench\/|stores\/vectors\/pglite\/server-process\.ts|vitest\.config\.ts)/;
    const wrong = sources.filter((path) => !allowed.test(path) && /process\.env\b/.test(text(path)));
    expect(wrong).toEqual([]);
  });

  it('keeps JavaScript dates out of the code that handles instants', () => {
    const wrong = production.filter(
      (path) => !path.startsWith('cli/') && /\bnew Date\b|\bDate\.(now|parse)\b/.test(text(path)),
    );
    expect(wrong).toEqual([]);
  });
});

describe('files', () => {
  it('are short, with short functions', () => {
    const long = production.filter((path) => text(path).split('\n').length > FILE_LINES_MAX);
    const wordy = sources.flatMap((path) => longFunctions(path).map((line) => `${path}:${line}`));
    expect({ long, wordy }).toEqual({ long: [], wordy: [] });
  });

  it('are named in kebab-case after what they hold', () => {
    const wrong = production.filter((path) => !/^([a-z0-9.-]+\/)*[a-z0-9]+([.-][a-z0-9]+)*$/.test(path));
    expect(wrong).toEqual([]);
  });

  it('are imported by somebody, or are an entry', () => {
    const entry =
      /^(cli\/asof\.|cli\/setup\.mjs|cli\/run-tests\.mjs|cli\/verbs\/|bench\/|stores\/vectors\/pglite\/server-process\.ts)/;
    const imported = new Set(
      sources.flatMap((path) =>
        [...importsOf(path), ...[...text(path).matchAll(/'(\.\.?\/[^']+)'/g)].map((match) => match[1] ?? '')]
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) => relative(ROOT, resolve(ROOT, dirname(path), specifier))),
      ),
    );
    expect(production.filter((path) => !entry.test(path) && !imported.has(path))).toEqual([]);
  });

  it('say only what is meant to be said', () => {
    const banned = /\b(TODO|FIXME|XXX|HACK)\b|eslint-disable|@ts-ignore|@ts-nocheck|\.only\(|\bas any\b|:\s*any\b/;
    const wrong = sources.flatMap((path) =>
      text(path)
        .split('\n')
        .flatMap((line, index) => (banned.test(line) && path !== 'test/tidy.test.ts' ? [`${path}:${index + 1}`] : [])),
    );
    expect(wrong).toEqual([]);
  });

  it('open with what they are for', () => {
    const silent = production.filter((path) => !/^(#!.*\n)?\/(\/|\*)/.test(text(path)));
    expect(silent).toEqual([]);
  });
});

/** Line numbers of functions past the limit: a block that a function head opens, by its indentation. */
function longFunctions(path: string): number[] {
  if (/\.test\.ts$/.test(path)) return [];
  const lines = text(path).split('\n');
  return lines.flatMap((line, index) => {
    if (
      !/(\bfunction\b.*|=>\s*|^\s+(?:async )?#?\w+\(.*\).*)\{$/.test(line) ||
      /^\s*(if|for|while|switch|describe)\b/.test(line)
    ) {
      return [];
    }
    const indent = line.length - line.trimStart().length;
    const end = lines.findIndex((other, at) => at > index && other.startsWith(`${' '.repeat(indent)}}`));
    return end - index > FUNCTION_LINES_MAX ? [index + 1] : [];
  });
}
