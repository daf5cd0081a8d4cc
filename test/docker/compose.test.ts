// The Compose file is one that Compose takes, closed to the outside, without a secret in it, and what the gateway needs.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PROJECT } from '../../cli/home.ts';
import { loadConfig } from '../../gateway/config.ts';
import { ENVIRONMENT } from '../../gateway/environment.ts';
import {
  buildValidator,
  type ComposeProject,
  composeText,
  exampleVariables,
  interpolate,
  loadCompose,
  whyNoGo,
  writtenEnvironment,
} from './compose-file.ts';
import { dockerfile } from './dockerfile.ts';

/** Where each image keeps what must outlive a container. The gateway and a cache keep nothing. */
const DATA: Readonly<Record<string, readonly string[]>> = {
  gateway: [],
  postgres: ['/var/lib/postgresql'],
  neo4j: ['/data', '/logs'],
  qdrant: ['/qdrant/storage'],
  redis: [],
};
/** Services that are started on request, each by a profile of its name; nothing reads the last one yet. */
const ON_REQUEST = ['qdrant', 'redis'];
const NOT_READ_YET = ['redis'];
/** Images that write their own file system when they start. */
const WRITES_ITSELF = ['neo4j'];
const STORES = Object.keys(DATA).filter((name) => name !== 'gateway');

const variables = Object.fromEntries(
  Object.keys(exampleVariables()).map((name) => [name, name === 'ASOF_API_KEYS' ? 'a1'.repeat(32) : `${name}-value`]),
);
const without = whyNoGo();
const directory = mkdtempSync(join(tmpdir(), 'asof-compose-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('docker-compose.yml, as Compose reads it', () => {
  let validator = '';
  let project: ComposeProject;

  beforeAll(async () => {
    if (without !== undefined) {
      console.warn(`Skipped: ${without}`);
      return;
    }
    validator = await buildValidator(directory);
    project = await loadCompose(validator, variables);
  }, 300_000);
  beforeEach((context) => context.skip(without !== undefined, without));

  const service = (name: string): ComposeProject['services'][string] => {
    const found = project.services[name];
    if (found === undefined) throw new Error(`there is no service ${name}`);
    return found;
  };
  const each = <T>(read: (name: string) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.keys(project.services).map((name) => [name, read(name)]));

  it('has the gateway and its stores, and others only on request', () => {
    expect(each((name) => service(name).profiles)).toEqual(
      Object.fromEntries(Object.keys(DATA).map((name) => [name, ON_REQUEST.includes(name) ? [name] : []])),
    );
  });

  it.each(Object.keys(variables))('is refused without %s', async (name) => {
    const { [name]: _left, ...others } = variables;
    await expect(loadCompose(validator, others)).rejects.toThrow(`required variable ${name} is missing a value`);
  });

  it('pins every image to an exact version', () => {
    for (const name of Object.keys(DATA)) expect(service(name).image).toMatch(/:v?\d+\.\d+\.\d+(-[a-z0-9]+)*$/);
    const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { version: string };
    expect(service('gateway').image).toBe(`asof/gateway:${version}`);
    // The private Neo4j, on which everything is tested, is of the same version.
    const pom = readFileSync(join(PROJECT, 'stores', 'neo4j', 'server', 'pom.xml'), 'utf8');
    expect(service('neo4j').image).toBe(`neo4j:${/<neo4j\.version>([^<]+)</.exec(pom)?.[1]}-community`);
  });

  it('publishes the gateway’s port alone, and to this machine alone', () => {
    expect(
      each((name) => service(name).ports.map((port) => `${port.host_ip}:${port.published}:${port.target}`)),
    ).toEqual({ gateway: ['127.0.0.1:4000:4000'], postgres: [], neo4j: [], qdrant: [], redis: [] });
  });

  it('keeps the stores on a network that leads nowhere', () => {
    for (const name of STORES) expect(Object.keys(service(name).networks)).toEqual(['stores']);
    expect(project.networks.stores?.internal).toBe(true);
  });

  it('checks the health of every service', () => {
    const checks = each((name) => service(name).healthcheck !== undefined);
    const ownCheck = dockerfile().some(({ name, words }) => name === 'HEALTHCHECK' && words[0] !== 'NONE');
    expect({ ...checks, gateway: ownCheck }).toEqual(each(() => true));
  });

  it('starts the gateway when the stores that it reads are healthy', () => {
    const read = STORES.filter((name) => !NOT_READ_YET.includes(name));
    expect(service('gateway').depends_on).toEqual(
      Object.fromEntries(
        read.map((name) => [name, { condition: 'service_healthy', required: !ON_REQUEST.includes(name) }]),
      ),
    );
  });

  it('keeps what must be kept in named volumes, and mounts nothing else for writing', () => {
    const kept = each((name) => service(name).volumes.filter(({ read_only }) => !read_only));
    for (const [name, volumes] of Object.entries(kept)) {
      expect(volumes.map(({ target }) => target).sort()).toEqual(DATA[name]);
      for (const { type, source } of volumes) {
        expect(type).toBe('volume');
        expect(Object.keys(project.volumes)).toContain(source);
      }
    }
  });

  it('gives every service as few rights as it can live with, and limits', () => {
    for (const name of Object.keys(DATA)) {
      const { cap_drop, security_opt, restart, user, read_only, deploy } = service(name);
      expect({ name, cap_drop, security_opt, restart }).toEqual({
        name,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        restart: 'unless-stopped',
      });
      if (name !== 'gateway') expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
      expect({ name, read_only }).toEqual({ name, read_only: !WRITES_ITSELF.includes(name) });
      expect(Number(deploy.resources.limits.memory)).toBeGreaterThan(0);
      expect(deploy.resources.limits.cpus).toBeGreaterThan(0);
      expect(deploy.resources.limits.pids).toBeGreaterThan(0);
    }
  });

  it('is read by these tests as by Compose', () => {
    for (const name of Object.keys(DATA)) {
      const read = Object.entries(writtenEnvironment(name)).map(([key, text]) => [key, interpolate(text, variables)]);
      expect(Object.fromEntries(read)).toEqual(service(name).environment);
    }
  });
});

describe('the gateway’s variables', () => {
  const written = writtenEnvironment('gateway');
  const given = Object.fromEntries(Object.entries(written).map(([name, text]) => [name, interpolate(text, variables)]));

  it('are ones that the gateway reads', () => {
    const known = Object.keys(ENVIRONMENT.shape);
    expect(Object.keys(written).filter((name) => name !== 'NODE_OPTIONS' && !known.includes(name))).toEqual([]);
  });

  it('name every store that the gateway can reach, each by a service of the file', () => {
    // Subgraphs run in the gateway's process here, and so does the embedder.
    const elsewhere = ['RECORDS_URL', 'GRAPH_URL', 'SEARCH_URL', 'EXPLORE_URL', 'EMBEDDINGS_URL'];
    const wanted = Object.keys(ENVIRONMENT.shape).filter((name) => /_(URL|URI)$/.test(name));
    for (const name of wanted.filter((other) => !elsewhere.includes(other))) {
      expect({ name, host: URL.canParse(given[name] ?? '') && new URL(given[name] ?? '').hostname }).toEqual({
        name,
        host: expect.stringMatching(`^(${STORES.join('|')})$`),
      });
    }
  });

  it('make a configuration of production mode that asks for keys and leaves no store to the gateway', () => {
    const config = loadConfig(given);
    expect(config).toMatchObject({
      mode: 'production',
      server: { host: '0.0.0.0', port: 4000, apiKeyHashes: ['a1'.repeat(32)] },
    });
    const { databaseUrl, databaseOwnerUrl, neo4j, vectorsUrl, qdrant } = config.stores;
    expect([databaseUrl, databaseOwnerUrl, neo4j, vectorsUrl, qdrant]).not.toContain(null);
    expect(config.stores.vectorStore).toBe('pgvector');
    expect(loadConfig({ ...given, VECTOR_STORE: 'qdrant' }).stores.vectorStore).toBe('qdrant');
  });
});

describe('secrets', () => {
  it('stand in .env.example by name only', () => {
    expect(Object.entries(exampleVariables()).filter(([, value]) => value !== '')).toEqual([]);
    const required = [...composeText().matchAll(/\$\{(\w+):\?/g)].map((match) => match[1] ?? '');
    expect(Object.keys(exampleVariables()).sort()).toEqual([...new Set(required)].sort());
  });

  it('are not in the Compose file', () => {
    for (const name of Object.keys(DATA)) {
      for (const [variable, text] of Object.entries(writtenEnvironment(name))) {
        const secret = /^\w+:\/\/[^:/@]+:(.*)@/.exec(text)?.[1] ?? (isSecretName(variable) ? text : undefined);
        if (secret !== undefined) expect(`${variable}=${secret}`).toMatch(/=(neo4j\/)?\$\{\w+:(\?[^}]+|-)\}$/);
      }
    }
  });

  it('are made at random, readable by their owner alone, and made once', () => {
    cpSync(join(PROJECT, 'docker'), join(directory, 'docker'), { recursive: true });
    cpSync(join(PROJECT, '.env.example'), join(directory, '.env.example'));
    const make = () =>
      execFileSync('sh', ['docker/make-env.sh'], {
        cwd: directory,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    const key = make().trim();
    const file = join(directory, '.env');
    const first = readFileSync(file, 'utf8');
    const values = [...first.matchAll(/^[A-Z0-9_]+=(.*)$/gm)].map((match) => match[1] ?? '');

    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(values).toHaveLength(Object.keys(exampleVariables()).length);
    expect(new Set(values).size).toBe(values.length);
    for (const value of values) expect(value).toMatch(/^[0-9a-f]{48,64}$/);
    expect(first).not.toContain(key);
    expect(first).toContain(`ASOF_API_KEYS=${createHash('sha256').update(key).digest('hex')}
`);
    expect(make).toThrow('.env is there already');
    expect(readFileSync(file, 'utf8')).toBe(first);
  });
});

const isSecretName = (name: string): boolean => /PASSWORD|API_KEY|_AUTH$/.test(name);
