// Supergraphs from files: those that are none are told what they are instead, and what to do.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AsofError } from '../../core/errors.ts';
import { placesOf, readSupergraph } from '../../gateway/supergraph.ts';
import { fakeSubgraphs, supergraphOf } from './support.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const directory = mkdtempSync(join(tmpdir(), 'asof-supergraph-'));
const SUPERGRAPH = supergraphOf(fakeSubgraphs());
afterAll(() => rmSync(directory, { recursive: true }));

function written(text: string): string {
  const file = join(directory, 'file.graphql');
  writeFileSync(file, text);
  return file;
}

function faultOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AsofError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'none';
}

describe('readSupergraph', () => {
  it('reads the subgraphs with their URLs', () => {
    const text = SUPERGRAPH.replace('name: "notes", url: ""', 'name: "notes", url: "http://n.example/q"');
    expect(readSupergraph(written(text))).toEqual({
      sdl: text,
      subgraphs: [
        { name: 'notes', url: 'http://n.example/q' },
        { name: 'things', url: '' },
      ],
    });
  });

  it.each([
    ['is not there', () => join(directory, 'nosuch'), /cannot be read: ENOENT.*asof compose/],
    ['is a directory', () => directory, /cannot be read: EISDIR/],
    ['is the list of subgraphs', () => join(PROJECT, 'supergraph.yaml'), /is no supergraph, but the list .*--config/],
    [
      'is a subgraph',
      () => join(PROJECT, 'subgraphs/graph/generated/schema.graphql'),
      /is no supergraph, but the schema of one subgraph; “asof compose”/,
    ],
    ['is no GraphQL', () => written('hello'), /cannot be served.*\n {2}line 1: Syntax Error/],
    [
      'is empty',
      () => written(''),
      /cannot be served.*\n {2}Syntax Error|cannot be served.*\n {2}line 1: Syntax Error/,
    ],
    ['is a client schema', () => written('type Query { a: Int }'), /cannot be served.*\n {2}Invalid supergraph/],
    ['is broken', () => written(SUPERGRAPH.replace('type Query', 'type Quarry')), /cannot be served.*\n {2}.*Query/],
    [
      'asks for protection that this gateway does not give',
      () => {
        const security = '@link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)';
        const directive = 'directive @authenticated on FIELD_DEFINITION';
        return written(`${SUPERGRAPH.replace(/^schema\n/m, `schema\n  ${security}\n`)}\n${directive}`);
      },
      /authenticated\/v0\.1 is for: SECURITY but is unsupported/,
    ],
  ])('says what is wrong with a file that %s', (_what, file, said) => {
    const fault = faultOf(() => readSupergraph(file()));
    expect(fault).toMatch(/^SUPERGRAPH_INVALID: /);
    expect(fault).toMatch(said);
    expect(fault.split('\n').length).toBeLessThan(23);
  });
});

describe('placesOf', () => {
  const file = {
    sdl: '',
    subgraphs: ['a', 'b', 'c'].map((name, n) => ({ name, url: ['http://a/', '', 'unix:c'][n] ?? '' })),
  };

  it('takes what was said before what the supergraph says', () => {
    const urls = { a: 'https://other/', b: 'http://b/', c: 'http://c/', z: 'http://z/' };
    expect(placesOf(file, urls).map(({ url }) => url)).toEqual(['https://other/', 'http://b/', 'http://c/']);
  });

  it('names all that have no place', () => {
    const fault = faultOf(() => placesOf(file, {}));
    expect(fault).toMatch(/^CONFIG_INVALID: .*--url.*\n {2}b: .*no URL\n {2}c: “unix:c” is no http\(s\) URL$/s);
  });
});
