// A gateway on its own, as a process: it serves the supergraph of a file, and SIGTERM lets requests in flight finish.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeSubgraphs, serveSubgraph, supergraphOf } from './support.ts';

const MAIN = resolve(import.meta.dirname, '../../gateway/main.ts');
const fakes = fakeSubgraphs();
let folder = '';
const started: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asof-gateway-'));
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

interface Process {
  readonly child: ChildProcess;
  /** All that it has printed so far. */
  output(): string;
  /** Resolves with the first match of what it prints. */
  says(pattern: RegExp): Promise<string>;
}

function run(environment: Record<string, string>): Process {
  const child = spawn(process.execPath, [MAIN], { env: { PATH: process.env.PATH, PORT: '0', ...environment } });
  started.push(child);
  let text = '';
  const add = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return {
    child,
    output: () => text,
    says: async (pattern) => {
      for (;;) {
        const match = pattern.exec(text)?.[0];
        if (match !== undefined) return match;
        if (child.exitCode !== null) throw new Error(`It ended and said: ${text}`);
        await new Promise((later) => setTimeout(later, 20));
      }
    },
  };
}

describe('a gateway on its own', () => {
  it('serves, and on SIGTERM finishes what is in flight and ends with 0', async () => {
    const [things, notes] = await Promise.all([serveSubgraph(fakes.things), serveSubgraph(fakes.notes)]);
    const supergraph = join(folder, 'supergraph.graphql');
    // Subgraphs that no variable names are called where the supergraph says.
    const placed = supergraphOf(fakes)
      .replace('name: "things", url: ""', `name: "things", url: "${things.url}"`)
      .replace('name: "notes", url: ""', `name: "notes", url: "${notes.url}"`);
    await writeFile(supergraph, placed);
    const gateway = run({ ASOF_SUPERGRAPH: supergraph });
    const url = await gateway.says(/http:\/\/localhost:\d+\/graphql/);

    let release = (): void => {};
    const arrived = new Promise<void>((resolveArrived) => {
      fakes.notes.intercept = () => {
        resolveArrived();
        return new Promise((answer) => {
          release = () => answer({ data: { notes: ['late'] } });
        });
      };
    });
    const body = JSON.stringify({ query: '{ notes }' });
    const answer = fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    await arrived;
    gateway.child.kill('SIGTERM');
    await gateway.says(/SIGTERM/);
    release();
    expect(await (await answer).json()).toEqual({ data: { notes: ['late'] } });
    const [code] = await once(gateway.child, 'exit');
    expect(code).toBe(0);
    expect(gateway.output()).toContain('The gateway has stopped.');
    await Promise.all([things.close(), notes.close()]);
  });

  it.each([
    ['every fault of the environment', { PORT: 'x', HOST: '0.0.0.0' }, ['PORT', 'ASOF_API_KEYS']],
    ['that there is no supergraph, and how to get one', { ASOF_SUPERGRAPH: '/nowhere.graphql' }, ['asof compose']],
  ])('says %s and ends with 1, without a stack trace', async (_what, environment, words) => {
    const gateway = run(environment);
    const [code] = await once(gateway.child, 'exit');
    expect(code).toBe(1);
    for (const word of words) expect(gateway.output()).toContain(word);
    expect(gateway.output()).not.toMatch(/\n\s+at /);
  });
});
