// Where the stores are: addresses completed by passwords and CAs, secrets in files, pools and time-outs.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AsofError } from '../../core/errors.ts';
import { CHECKS } from '../../core/store-report.ts';
import { type Environment, loadConfig } from '../../gateway/config.ts';
import { STORE_VARIABLES } from '../../gateway/store-variables.ts';

const directory = mkdtempSync(join(tmpdir(), 'asof-config-'));

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const storesOf = (environment: Environment) => loadConfig(environment).stores;

function file(name: string, text: string): string {
  writeFileSync(join(directory, name), text, { mode: 0o600 });
  return join(directory, name);
}

function faultsOf(environment: Environment): string {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof AsofError) return error.message;
    throw error;
  }
  throw new Error('The environment was accepted.');
}

describe('the stores of the configuration', () => {
  it('have defaults for everything but their addresses', () => {
    expect(storesOf({})).toEqual({
      databaseUrl: null,
      databaseOwnerUrl: null,
      databasePoolMax: 10,
      databaseTenantsMax: 16,
      databaseConnectTimeoutMs: 2_000,
      databaseStatementTimeoutMs: 10_000,
      neo4j: null,
      neo4jPoolMax: 50,
      neo4jConnectTimeoutMs: 1_400,
      neo4jReadTimeoutMs: 10_000,
      neo4jWriteTimeoutMs: 60_000,
      vectorStore: 'pgvector',
      vectorsUrl: null,
      vectorsPoolMax: 4,
      vectorsConnectTimeoutMs: 2_000,
      vectorsReadTimeoutMs: 10_000,
      vectorsWriteTimeoutMs: 60_000,
      qdrant: null,
      qdrantPoolMax: 25,
      qdrantReadTimeoutMs: 10_000,
      qdrantWriteTimeoutMs: 60_000,
    });
  });

  it('are all in docs/bring-your-own-stores.md, each with what is looked at', () => {
    const text = readFileSync(join(import.meta.dirname, '../../docs/bring-your-own-stores.md'), 'utf8');
    const names = [...Object.keys(STORE_VARIABLES), ...CHECKS];
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it('take passwords as they are, apart from their URLs', () => {
    const password = 'a/b@c:d e%?#';
    const { databaseUrl, vectorsUrl, neo4j } = storesOf({
      DATABASE_URL: 'postgres://asof_app@db:5432/asof',
      DATABASE_PASSWORD: password,
      VECTORS_URL: 'postgres://asof_vectors@db/vectors?application_name=x',
      VECTORS_PASSWORD: password,
      NEO4J_URI: 'bolt://graph:7687',
      NEO4J_PASSWORD: password,
    });
    for (const url of [databaseUrl, vectorsUrl]) expect(decodeURIComponent(new URL(url ?? '').password)).toBe(password);
    expect(new URL(vectorsUrl ?? '').searchParams.get('application_name')).toBe('x');
    expect(neo4j?.password).toBe(password);
  });

  it('verify fully by a CA, unless the URL says how much', () => {
    const DATABASE_CA_FILE = file('ca.crt', 'CA');
    const DATABASE_OWNER_URL = 'postgres://o:p@db/asof?sslmode=verify-ca';
    const stores = storesOf({ DATABASE_URL: 'postgres://a:p@db/asof', DATABASE_OWNER_URL, DATABASE_CA_FILE });
    const parameters = (url: string | null) => Object.fromEntries(new URL(url ?? '').searchParams);
    expect(parameters(stores.databaseUrl)).toEqual({ sslmode: 'verify-full', sslrootcert: DATABASE_CA_FILE });
    expect(parameters(stores.databaseOwnerUrl)).toEqual({ sslmode: 'verify-ca', sslrootcert: DATABASE_CA_FILE });
    const { neo4j } = storesOf({
      NEO4J_URI: 'neo4j+s://graph',
      NEO4J_CA_FILE: DATABASE_CA_FILE,
      NEO4J_DATABASE: 'asof',
    });
    expect(neo4j).toMatchObject({ caFile: DATABASE_CA_FILE, database: 'asof' });
  });

  it('may have their secrets in files, whose last line may end', () => {
    const stores = storesOf({
      DATABASE_URL_FILE: file('url', 'postgres://a:p@db/asof\n'),
      NEO4J_URI: 'bolt://graph:7687',
      NEO4J_PASSWORD_FILE: file('password', ' with spaces \r\n'),
    });
    expect(stores.databaseUrl).toBe('postgres://a:p@db/asof');
    expect(stores.neo4j?.password).toBe(' with spaces ');
  });

  it('keep the vectors in Qdrant when they are told to', () => {
    const QDRANT_API_KEY_FILE = file('qdrant', 'hunter2\n');
    const given = { VECTOR_STORE: 'qdrant', QDRANT_URL: 'https://q:6333', QDRANT_API_KEY_FILE, QDRANT_REPLICAS: '3' };
    expect(storesOf(given)).toMatchObject({
      vectorStore: 'qdrant',
      qdrant: { url: 'https://q:6333', apiKey: 'hunter2', collection: 'asof_points', replicas: 3 },
    });
    expect(storesOf({})).toMatchObject({ vectorStore: 'pgvector', qdrant: null });
  });

  it.each([
    [{ DATABASE_URL_FILE: '/nowhere/url' }, /DATABASE_URL_FILE: cannot be read: ENOENT/],
    [{ DATABASE_URL_FILE: 'EMPTY' }, /DATABASE_URL_FILE: is an empty file/],
    [{ NEO4J_PASSWORD: 'hunter2', NEO4J_PASSWORD_FILE: 'SECRET' }, /NEO4J_PASSWORD_FILE: stands beside NEO4J_PASSWORD/],
    [{ DATABASE_URL_FILE: 'SECRET' }, /DATABASE_URL: must be a URL such as postgres:/],
    [{ DATABASE_URL: 'postgres://a:hunter2@h/d', DATABASE_PASSWORD: 'x' }, /DATABASE_PASSWORD: stands beside the one/],
    [{ VECTORS_URL: 'postgres://h/d', VECTORS_PASSWORD: 'hunter2' }, /VECTORS_URL: names no user for VECTORS_PASSWORD/],
    [{ DATABASE_URL: 'postgres://a:hunter2@h/d?sslmode=prefer' }, /DATABASE_URL: has an sslmode other than/],
    [
      { VECTORS_URL: 'postgres://a:hunter2@h/d?sslmode=verify-full&sslrootcert=/x' },
      /VECTORS_URL: names a file in sslrootcert/,
    ],
    [{ NEO4J_URI: 'bolt://h', NEO4J_CA_FILE: 'SECRET' }, /NEO4J_CA_FILE: has a use only with bolt\+s/],
    [{ NEO4J_URI: 'bolt+ssc://h', NEO4J_CA_FILE: 'SECRET' }, /NEO4J_CA_FILE: has a use only with bolt\+s/],
    [{ NEO4J_CA_FILE: '/nowhere/ca' }, /NEO4J_CA_FILE: is no file that can be read/],
    [{ DATABASE_URL: 'postgres://a@h/d?sslmode=disable', DATABASE_CA_FILE: 'SECRET' }, /DATABASE_CA_FILE: has no use/],
    [{ VECTOR_STORE: 'milvus' }, /VECTOR_STORE: must be one of pgvector, qdrant/],
    [{ VECTOR_STORE: 'qdrant' }, /QDRANT_URL: is needed with VECTOR_STORE=qdrant/],
    [{ QDRANT_URL: 'qdrant:6333' }, /QDRANT_URL: must be a URL such as http:/],
    [{ QDRANT_URL: 'https://a:hunter2@q:6333' }, /QDRANT_URL: has a user or a password; set QDRANT_API_KEY/],
    [{ QDRANT_URL: 'https://q:6333/?api-key=hunter2' }, /QDRANT_URL: has something behind its path/],
    [{ QDRANT_API_KEY: 'hunter2', QDRANT_API_KEY_FILE: 'SECRET' }, /QDRANT_API_KEY_FILE: stands beside QDRANT_API_KEY/],
    [{ QDRANT_COLLECTION: 'a/b' }, /QDRANT_COLLECTION: must be 1 to 100 letters/],
    [{ NEO4J_READ_TIMEOUT_MS: '5' }, /NEO4J_READ_TIMEOUT_MS: must be a whole number from 100 to 600000/],
    [{ DATABASE_TENANTS_MAX: '0' }, /DATABASE_TENANTS_MAX: must be a whole number from 1 to 1000/],
  ])('refuse %j', (environment, said) => {
    const files: Readonly<Record<string, string>> = { EMPTY: file('empty', '\n'), SECRET: file('secret', 'hunter2') };
    const given = Object.entries(environment).map(([name, value]) => [name, files[value] ?? value] as const);
    const message = faultsOf(Object.fromEntries(given));
    expect(message).toMatch(said);
    expect(message).not.toContain('hunter2');
  });
});
