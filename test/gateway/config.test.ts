// The configuration: defaults, every fault at once, and never a secret in what is said about it.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AsofError } from '../../core/errors.ts';
import { type Environment, loadConfig } from '../../gateway/config.ts';

const KEY_HASH = createHash('sha256').update('secret-key').digest('hex');

function faultsOf(environment: Environment): { message: string; variables: string[] } {
  try {
    loadConfig(environment);
  } catch (error) {
    if (!(error instanceof AsofError)) throw error;
    expect(error.code).toBe('CONFIG_INVALID');
    const faults = error.details.faults as { variable: string }[];
    return { message: error.message, variables: faults.map(({ variable }) => variable).sort() };
  }
  throw new Error('The environment was accepted.');
}

describe('loadConfig', () => {
  it('needs no variable for a demo on this machine', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({ mode: 'demo', home: '.asof', tenant: 'default' });
    expect(config.server).toEqual({ host: '127.0.0.1', port: 4000, allowedHosts: [], apiKeyHashes: [] });
    expect(config.limits.bodyBytes).toBe(1024 * 1024);
    expect(config.stores.neo4j).toBeNull();
  });

  it('counts an empty variable as unset', () => {
    expect(loadConfig({ PORT: '', NEO4J_URI: '' })).toEqual(loadConfig({}));
  });

  it('cannot be changed at any depth', () => {
    const config = loadConfig({ NEO4J_URI: 'bolt://localhost:7687' });
    expect(() => Object.assign(config.limits, { bodyBytes: 1 })).toThrow(TypeError);
    expect(() => Object.assign(config.stores.neo4j ?? {}, { user: 'x' })).toThrow(TypeError);
  });

  it('takes stores and subgraphs by their URLs', () => {
    const config = loadConfig({
      DATABASE_URL: 'postgres://app:a@db/asof',
      NEO4J_URI: 'neo4j+s://graph:7687',
      NEO4J_PASSWORD: 'p',
      GRAPH_URL: 'http://graph:4001/graphql',
    });
    expect(config.stores.databaseUrl).toBe('postgres://app:a@db/asof');
    expect(config.stores.neo4j).toEqual({
      uri: 'neo4j+s://graph:7687',
      user: 'neo4j',
      password: 'p',
      database: 'neo4j',
    });
    expect(config.subgraphUrls).toEqual({ graph: 'http://graph:4001/graphql' });
  });

  it('has the exploring API in demo mode, and where it is asked for', () => {
    const production = { ASOF_MODE: 'production', ASOF_API_KEYS: 'a'.repeat(64) };
    expect(loadConfig({}).explore).toBe(true);
    expect(loadConfig({ ASOF_EXPLORE: 'off' }).explore).toBe(false);
    expect(loadConfig(production).explore).toBe(false);
    expect(loadConfig({ ...production, ASOF_EXPLORE: 'on' }).explore).toBe(true);
    expect(faultsOf({ ASOF_EXPLORE: 'yes' }).variables).toEqual(['ASOF_EXPLORE']);
    expect(loadConfig({ EXPLORE_URL: 'http://explore:4004/' }).subgraphUrls).toEqual({
      explore: 'http://explore:4004/',
    });
  });

  it('takes the places of any subgraphs, of which the later one counts, and never prints them', () => {
    const config = loadConfig({
      GRAPH_URL: 'http://old:1/',
      ASOF_SUBGRAPH_URLS: 'graph=https://u:p@new:2/q, a_b-1=http://c%2Cd/',
    });
    expect(config.subgraphUrls).toEqual({ graph: 'https://u:p@new:2/q', 'a_b-1': 'http://c%2Cd/' });
    for (const wrong of ['graph', 'graph=ftp://x', '1a=http://x', 'graph=http://x y']) {
      const { message, variables } = faultsOf({ ASOF_SUBGRAPH_URLS: `ok=http://u:hunter2@x/,${wrong}` });
      expect(variables).toEqual(['ASOF_SUBGRAPH_URLS']);
      expect(message).not.toContain('hunter2');
    }
  });

  it.each(['host', 'Content-Length', 'transfer-encoding', 'connection', 'accept-encoding', 'asof-tenant', 'a b'])(
    'passes on no header that is not the client’s to set: %s',
    (name) => {
      expect(faultsOf({ ASOF_FORWARD_HEADERS: `x-team,${name}` }).variables).toEqual(['ASOF_FORWARD_HEADERS']);
    },
  );

  it('leaves one header for the API key when headers are passed on', () => {
    const ASOF_FORWARD_HEADERS = 'Authorization, x-api-key';
    expect(loadConfig({ ASOF_FORWARD_HEADERS }).forwardHeaders).toEqual(['authorization', 'x-api-key']);
    expect(faultsOf({ ASOF_FORWARD_HEADERS, ASOF_API_KEYS: KEY_HASH }).variables).toEqual(['ASOF_FORWARD_HEADERS']);
  });

  it('reports all faults at once, those that take two variables too', () => {
    const { message, variables } = faultsOf({
      ASOF_MODE: 'prod',
      PORT: '99999',
      LOG_LEVEL: 'loud',
      HOST: '0.0.0.0',
      DATABASE_URL: 'mysql://root:hunter2@db',
      ASOF_TENANT: 'a b',
    });
    expect(variables).toEqual(['ASOF_API_KEYS', 'ASOF_MODE', 'ASOF_TENANT', 'DATABASE_URL', 'LOG_LEVEL', 'PORT']);
    expect(message).toContain('“99999”');
    expect(message).toContain('must be one of demo, production');
    expect(message).not.toContain('hunter2');
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'asof.example.com'])(
    'asks for keys where others can reach it: %s',
    (host) => {
      expect(faultsOf({ HOST: host }).variables).toEqual(['ASOF_API_KEYS']);
      expect(loadConfig({ HOST: host, ASOF_API_KEYS: KEY_HASH }).server.apiKeyHashes).toEqual([KEY_HASH]);
    },
  );

  it.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])('asks for none on %s', (host) => {
    expect(loadConfig({ HOST: host }).server.host).toBe(host);
  });

  it('asks for keys in production wherever it binds, and for hashes rather than keys', () => {
    expect(faultsOf({ ASOF_MODE: 'production' }).variables).toEqual(['ASOF_API_KEYS']);
    const { message } = faultsOf({ ASOF_MODE: 'production', ASOF_API_KEYS: 'secret-key' });
    expect(message).not.toContain('secret-key');
    expect(
      loadConfig({ ASOF_MODE: 'production', ASOF_API_KEYS: ` ${KEY_HASH.toUpperCase()} , ` }).server.apiKeyHashes,
    ).toEqual([KEY_HASH]);
  });

  it('lets requests be addressed to any name only where keys are asked for', () => {
    expect(faultsOf({ ASOF_ALLOWED_HOSTS: '*' }).variables).toEqual(['ASOF_ALLOWED_HOSTS']);
    expect(loadConfig({ ASOF_ALLOWED_HOSTS: '*', ASOF_API_KEYS: KEY_HASH }).server.allowedHosts).toEqual(['*']);
  });

  it('counts the name it binds among its names', () => {
    const config = loadConfig({ HOST: '10.0.0.7', ASOF_ALLOWED_HOSTS: 'Asof.Example.com', ASOF_API_KEYS: KEY_HASH });
    expect(config.server.allowedHosts).toEqual(['asof.example.com', '10.0.0.7']);
  });
});
