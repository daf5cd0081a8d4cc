// The three subgraphs, each in a process of its own, behind `asof gateway` in another: the same truth as in one process.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openStores, type Stores } from '../../cli/open-stores.ts';
import { SUBGRAPH_NAMES } from '../../cli/subgraphs.ts';
import { newId, parseTenant } from '../../core/ids.ts';
import { formatInstant, OPEN_END, parseInstant } from '../../core/instant.ts';
import { loadConfig } from '../../gateway/config.ts';
import { type Asked, ask, LIMITS, type RunningAsof, startAsof } from '../support/asof.ts';
import { asof, RunningCommand, temporaryHome } from '../support/command.ts';
import { draw, newCast } from '../support/histories.ts';
import { expectReads } from '../support/reads/expect-reads.ts';
import { expectTruth } from '../support/truth.ts';

const HISTORIES = Number(process.env.ASOF_TEST_HISTORIES_HTTP ?? 40);
const COMPANIES = Number(process.env.ASOF_TEST_COMPANIES_HTTP ?? 2);

const home = temporaryHome();
/** Each process keeps connections for each of many tenants, and all share one small PostgreSQL. */
const places = { ...inject('stores'), DATABASE_POOL_MAX: '2' };
const environment = { ...home, ...places, ...LIMITS, LOG_LEVEL: 'warn' };
const file = (name: string): string => join(home.ASOF_HOME, name);
const running: RunningCommand[] = [];
let stores: Stores;
let inProcess: RunningAsof;
let url = '';

/** Starts a command of the project and returns the URL at which it says that it is ready. */
async function start(args: readonly string[]): Promise<string> {
  const command = new RunningCommand(args, environment);
  running.push(command);
  await command.until(/ready: http:\S+/);
  return /ready: (http:\S+)/.exec(command.stdout)?.[1] ?? '';
}

beforeAll(async () => {
  const urls = await Promise.all(SUBGRAPH_NAMES.map((name) => start(['subgraph', name, '--port', '0'])));
  const subgraphs = SUBGRAPH_NAMES.map((name, n) => `  ${name}: {schema: {subgraph_url: "${urls[n]}"}}`);
  writeFileSync(file('supergraph.yaml'), `subgraphs:\n${subgraphs.join('\n')}\n`);
  const composed = await asof(['compose'], environment, home.ASOF_HOME);
  expect(composed.code).toBe(0);
  url = await start(['gateway', '--supergraph', file('supergraph.graphql'), '--port', '0']);
  stores = await openStores(loadConfig(places));
  inProcess = await startAsof();
}, 120_000);

afterAll(async () => {
  for (const command of running) command.process.kill('SIGTERM');
  const ended = await Promise.all(running.map((command) => command.finished));
  await Promise.all([stores?.close(), inProcess?.stop()]);
  rmSync(home.ASOF_HOME, { recursive: true, force: true });
  expect(ended.map(({ code }) => code)).toEqual(running.map(() => 0));
});

describe('asof subgraph', () => {
  it.each([
    [['nothing'], 2, /Allowed choices are records, graph, search/],
    [['records', '--port', '70000'], 2, /whole number from 0 to 65535/],
    [['records', '--host', '0.0.0.0'], 2, /^USAGE: A subgraph trusts its caller.*--trusted-network/],
    [['records', '--host', 'example.com', '--port', '0'], 2, /^USAGE: .*only gateways reach example.com/],
  ])('refuses %j', async (args, code, said) => {
    const ended = await asof(['subgraph', ...args], environment);
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code, stderr: expect.stringMatching(said) });
  });

  it('says that its port is taken before it opens a store', async () => {
    const { port } = new URL(url);
    const ended = await asof(['subgraph', 'graph', '--port', port], {
      ...home,
      DATABASE_URL: 'postgres://nobody@127.0.0.1:9/',
    });
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^SETUP_FAILED: Port \d+ .*another program has it/),
    });
  });

  it('says on which host others reach it, once told that it may', async () => {
    const command = new RunningCommand(
      ['subgraph', 'search', '--host', '0.0.0.0', '--trusted-network', '--port', '0'],
      environment,
    );
    await command.until(/ready: http:\/\/0\.0\.0\.0:\d+\/graphql .*trusts its caller/);
    command.process.kill('SIGTERM');
    expect(await command.finished).toMatchObject({ code: 0, stderr: expect.stringContaining('Stopping') });
  });
});

const query = (text: string, asked?: Asked) => ask(url, text, asked ?? {});

describe('subgraphs in processes of their own', () => {
  it('are composed from what they say of themselves', () => {
    const supergraph = readFileSync(file('supergraph.graphql'), 'utf8');
    for (const name of SUBGRAPH_NAMES) expect(supergraph).toContain(`@join__graph(name: "${name}"`);
  });

  it(`tell the truth of ${HISTORIES} random histories`, () => {
    return expectTruth({ query, committer: stores.committer }, HISTORIES);
  }, 600_000);

  it(`tell the truth of the whole read side of ${COMPANIES} random companies`, () => {
    return expectReads({ query, committer: stores.committer }, COMPANIES);
  }, 600_000);

  it('read one’s own write, and answer as one process does, byte for byte', async () => {
    const tenant = parseTenant(`http-${newId()}`);
    const cast = newCast();
    const period = { from: parseInstant('2025-01-01'), to: OPEN_END };
    const drafts = cast.entities.map((_, subject) => draw(cast, { subject, ...period, seed: subject + 1 }));
    const { systemTime } = await stores.committer.commit(tenant, 'test', drafts);
    const text = '{ customers { totalCount nodes { id moment name tier facts { totalCount } similar { name } } } }';
    const own = await query(text, { tenant, headers: { 'asof-min-system-time': formatInstant(systemTime) } });
    expect(own.errors).toBeUndefined();
    const at = own.extensions?.asOf as Record<string, string>;
    expect(at.systemTime).toBe(formatInstant(systemTime));
    const [there, here] = await Promise.all([
      query(text, { tenant, extensions: { asOf: at } }),
      inProcess.query(text, { tenant, extensions: { asOf: at } }),
    ]);
    expect(there).toEqual({ data: own.data, extensions: own.extensions });
    expect(JSON.stringify(there.data)).toBe(JSON.stringify(here.data));
  });
});
