// `asof gateway` as a process: how it starts, what it refuses, how it ends.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asof } from '../../support/command.ts';
import { fakeSubgraphs, serveSubgraph, supergraphOf } from '../support.ts';
import { Alone } from './alone.ts';

const directory = mkdtempSync(join(tmpdir(), 'asof-gateway-'));
const supergraph = join(directory, 'supergraph.graphql');
const environment = { ASOF_HOME: directory };
const fakes = fakeSubgraphs();
const servers: { url: string; close(): Promise<void> }[] = [];
/** Each subgraph’s place on the command line: the supergraph gives none. */
let places: string[] = [];

beforeAll(async () => {
  servers.push(await serveSubgraph(fakes.things), await serveSubgraph(fakes.notes));
  places = ['things', 'notes'].flatMap((name, n) => ['--url', `${name}=${servers[n]?.url}`]);
  writeFileSync(supergraph, supergraphOf(fakes));
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  rmSync(directory, { recursive: true });
});

const gateway = (args: readonly string[], more: Record<string, string> = {}) =>
  asof(['gateway', ...args], { ...environment, ...more }, directory);

describe('asof gateway', () => {
  it('serves, and on SIGTERM finishes what is in flight and ends with 0', async () => {
    const running = await Alone.start(['--supergraph', supergraph, ...places], environment);
    let release = (): void => {};
    const arrived = new Promise<void>((resolveArrived) => {
      fakes.notes.intercept = () => {
        resolveArrived();
        return new Promise((answer) => {
          release = () => answer({ data: { notes: ['late'] } });
        });
      };
    });
    const answer = running.ask('{ notes }');
    await arrived;
    fakes.notes.intercept = undefined;
    const stopped = running.stop();
    await running.command.until(/requests in flight are finished first/);
    release();
    expect(await answer).toEqual({ data: { notes: ['late'] } });
    expect(await stopped).toBe(0);
    expect(running.command.stdout).toContain('The gateway has stopped.');
    expect(running.command.stderr).toBe('');
  });

  it('finds its supergraph and its subgraphs by the environment, too; the command line wins', async () => {
    const [things, notes] = servers.map(({ url }) => url);
    const running = await Alone.start(['--url', `notes=${notes}`], {
      ...environment,
      ASOF_SUPERGRAPH: supergraph,
      ASOF_SUBGRAPH_URLS: `things=${things},notes=http://127.0.0.1:9/,elsewhere=http://127.0.0.1:9/`,
    });
    expect(await running.data('{ notes }')).toEqual({ notes: ['a', 'b'] });
    expect(running.command.stdout).toContain('“elsewhere”');
    await running.stop();
  });

  it('asks for API keys as “asof serve” does', async () => {
    const running = await Alone.start(['--supergraph', supergraph, ...places, '--host', '0.0.0.0'], {
      ...environment,
      ASOF_API_KEYS: createHash('sha256').update('k').digest('hex'),
    });
    const url = running.url.replace('0.0.0.0', '127.0.0.1');
    const ask = (headers: Record<string, string>) =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"query":"{ notes }"}',
      });
    expect((await ask({})).status).toBe(401);
    expect((await ask({ 'x-api-key': 'k' })).status).toBe(200);
    await running.stop();
  });

  it('checks a supergraph, calls nothing, and says what is in it', async () => {
    const places = ['--url', 'things=https://user:secret@things.example/q', '--url', 'notes=http://127.0.0.1:9/'];
    expect(await gateway(['--supergraph', supergraph, '--check', ...places])).toEqual({
      code: 0,
      stdout: `${supergraph} is a supergraph of 2 subgraphs:\n  notes   http://127.0.0.1:9/\n  things  https://things.example/q\n`,
      stderr: '',
    });
  });
});

describe('asof gateway says what is wrong and how to mend it', () => {
  it.each([
    [
      'every fault of the environment',
      [],
      { PORT: 'x', HOST: '0.0.0.0' },
      1,
      /^CONFIG_INVALID: .*PORT.*ASOF_API_KEYS/s,
    ],
    [
      'no supergraph',
      ['--supergraph', 'nosuch.graphql'],
      {},
      1,
      /^SUPERGRAPH_INVALID: .*nosuch.graphql .*asof compose/,
    ],
    ['a subgraph without a place', ['--supergraph', supergraph], {}, 1, /^CONFIG_INVALID: .*--url.*notes:.*things:/s],
    [
      'a name that is not there',
      ['--supergraph', supergraph, '--url', 'thing=http://x/'],
      {},
      2,
      /^USAGE: .*“thing”.*“notes”, “things”/,
    ],
    ['no URL', ['--url', 'things'], {}, 2, /NAME=http/],
    ['no port', ['--port', 'many'], {}, 2, /whole number from 0 to 65535/],
    ['no host', ['--host', 'a/b'], {}, 2, /without a port/],
  ])('%s', async (_what, args, more: Record<string, string>, code, said) => {
    const ended = await gateway(args, more);
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code, stderr: expect.stringMatching(said) });
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });

  it('a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const { code, stderr } = await gateway(['--supergraph', supergraph, ...places, '--port', String(port)]);
    other.close();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^SETUP_FAILED: Port \d+ .*another program has it/),
    });
  });
});
