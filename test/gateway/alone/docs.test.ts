// What docs/gateway-alone.md shows is what happens: its files, its commands, its answers, on free ports.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENVIRONMENT } from '../../../gateway/environment.ts';
import { asof } from '../../support/command.ts';
import { Alone } from './alone.ts';

const PROJECT = resolve(import.meta.dirname, '../../..');
const directory = mkdtempSync(join(tmpdir(), 'asof-docs-'));
const text = readFileSync(join(PROJECT, 'docs/gateway-alone.md'), 'utf8');
const ports = new Map<string, string>();
let shop: ChildProcess;
let gateway: Alone;

const block = (language: string): string => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(text)?.[1] ?? '';
const onFreePorts = (shown: string): string => shown.replace(/410[12]/g, (port) => ports.get(port) ?? port);

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return String(port);
}

beforeAll(async () => {
  for (const port of ['4101', '4102']) ports.set(port, await freePort());
  symlinkSync(join(PROJECT, 'node_modules'), join(directory, 'node_modules'));
  writeFileSync(join(directory, 'shop.mjs'), `${onFreePorts(block('js'))}\nconsole.log('up');\n`);
  writeFileSync(join(directory, 'shop.yaml'), onFreePorts(block('yaml')));
  shop = spawn(process.execPath, ['shop.mjs', 'catalog', 'reviews'], { cwd: directory });
  for await (const chunk of shop.stdout ?? []) if (String(chunk).includes('up')) break;
  const environment = { ASOF_HOME: directory };
  const composed = await asof(['compose', '--config', 'shop.yaml', '--output', 'shop.graphql'], environment, directory);
  expect(composed).toEqual({ code: 0, stdout: '', stderr: '' });
  gateway = await Alone.start(['--supergraph', join(directory, 'shop.graphql')], {
    ...environment,
    ASOF_FORWARD_HEADERS: 'authorization',
  });
});
afterAll(async () => {
  await gateway?.stop();
  shop?.kill();
  rmSync(directory, { recursive: true });
});

describe('docs/gateway-alone.md', () => {
  it('shows what --check says', async () => {
    const { stdout } = await asof(
      ['gateway', '--supergraph', 'shop.graphql', '--check'],
      { ASOF_HOME: directory },
      directory,
    );
    expect(onFreePorts(text)).toContain(`--check\n${stdout}$`);
  });

  it('shows the answer of each query', async () => {
    const shown = [...block('console').matchAll(/^\$ curl (.*) -d '(.*)'\n(.*)$/gm)];
    expect(shown).toHaveLength(3);
    for (const [, options = '', body = '', answer = ''] of shown) {
      const headers = [...options.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name, value]) => [name, value]);
      expect(await gateway.ask(JSON.parse(body), Object.fromEntries(headers))).toEqual(JSON.parse(answer));
    }
  });

  it('names every variable that it speaks of as it is called', () => {
    const known = Object.keys(ENVIRONMENT.shape);
    const named = new Set(text.match(/\b(ASOF_[A-Z_]+|DATABASE_[A-Z_]+|NEO4J_URI|VECTORS_URL)\b/g));
    expect([...named].filter((name) => !known.includes(name))).toEqual([]);
  });
});
