// `asof compose`: from a supergraph.yaml to a supergraph, and what it says when that cannot be done.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asof, type Finished } from '../support/command.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])\n';
const ORDERS = `${LINK}type Query { order(id: ID!): Order }\ntype Order @key(fields: "id") { id: ID! total: String }`;
const NOTES = `${LINK}type Order @key(fields: "id") { id: ID! notes: [String!] }`;

const directory = mkdtempSync(join(tmpdir(), 'asof-compose-'));
const file = (name: string): string => join(directory, name);
let server: Server;
let url = '';

beforeAll(async () => {
  writeFileSync(file('orders.graphql'), ORDERS);
  server = createServer((request, response) => {
    if (request.url === '/slow') return;
    const answer = request.url === '/notes' ? { data: { _service: { sdl: NOTES } } } : { data: null };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(directory, { recursive: true, force: true });
});

async function compose(yaml: string, ...args: readonly string[]): Promise<Finished> {
  writeFileSync(file('supergraph.yaml'), yaml);
  rmSync(file('supergraph.graphql'), { force: true });
  return asof(['compose', ...args], { ASOF_HOME: file('home') }, directory);
}

const orders = 'orders: {routing_url: "http://orders.example/graphql", schema: {file: ./orders.graphql}}';

describe('asof compose', () => {
  it('composes a file and a running subgraph, and writes the schema that clients see', async () => {
    const yaml = `federation_version: =2.9.0\nsubgraphs:\n  ${orders}\n  notes: {schema: {subgraph_url: "${url}/notes"}}\n`;
    expect(await compose(yaml, '--api', 'api.graphql')).toMatchObject({ code: 0, stdout: '' });
    const supergraph = readFileSync(file('supergraph.graphql'), 'utf8');
    expect(supergraph).toContain('@join__graph(name: "orders", url: "http://orders.example/graphql")');
    expect(supergraph).toContain(`@join__graph(name: "notes", url: "${url}/notes")`);
    const api = buildSchema(readFileSync(file('api.graphql'), 'utf8'));
    expect(Object.keys(api.getQueryType()?.getFields() ?? {})).toEqual(['order']);
    expect(api.getDirectives().map(({ name }) => name)).not.toContain('join__type');
  });

  it('writes to standard output when asked to', async () => {
    const { stdout } = await compose(`subgraphs: {${orders}}`, '--output', '-');
    expect(stdout).toContain('enum join__Graph');
  });

  it('lists every composition error with its code, and writes nothing', async () => {
    writeFileSync(
      file('clash.graphql'),
      `${LINK}type Query { other: Int }\ntype Order @key(fields: "nope") { id: ID! total: Int }`,
    );
    const clash = 'clash: {routing_url: "http://clash.example", schema: {file: clash.graphql}}';
    const { code, stderr } = await compose(`subgraphs: {${orders}, ${clash}}`);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^COMPOSITION_FAILED: .*\n {2}KEY_INVALID_FIELDS: \[clash\]/m);
    expect(() => readFileSync(file('supergraph.graphql'))).toThrow();
  });

  it.each([
    [
      'a schema that is none',
      'subgraphs: {a: {routing_url: "http://a.example", schema: {file: supergraph.yaml}}}',
      /^COMPOSITION_FAILED: .*\n {2}\[a\] Syntax Error/m,
    ],
    [
      'a missing file',
      'subgraphs: {a: {routing_url: "http://a.example", schema: {file: nosuch.graphql}}}',
      /^CONFIG_INVALID: .*“a” could not be read.*nosuch/m,
    ],
    ['no subgraphs', 'subgraphs: {}', /^CONFIG_INVALID: .*\n {2}subgraphs: must name at least one subgraph/m],
    [
      'an unknown schema source',
      'subgraphs: {a: {schema: {graphref: a@b}}}',
      /subgraphs\.a\.schema: must be \{file: PATH\}/,
    ],
    ['a version 1', `federation_version: 1\nsubgraphs: {${orders}}`, /federation_version: must be a version 2/],
    ['no YAML', 'subgraphs: {', /^CONFIG_INVALID: .*is no YAML/m],
  ])('says what is wrong with %s', async (_title, yaml, said) => {
    const { code, stderr } = await compose(yaml);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(said) });
  });

  it.each([
    ['/slow', '300', /took longer than 300 ms/],
    ['/other', '20000', /did not answer “\{ _service \{ sdl \} \}”/],
  ])('does not wait for ever for, nor believe, a subgraph at %s', async (path, timeout, said) => {
    const { code, stderr } = await compose(
      `subgraphs: {a: {schema: {subgraph_url: "${url}${path}"}}}`,
      '--timeout',
      timeout,
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(said) });
    expect(stderr).toMatch(/^SUBGRAPH_UNAVAILABLE: The schema of “a” could not be had/m);
  });
});
