// The provider of embeddings in the configuration: what it needs, what has no use, and never the key in what is said.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AsofError } from '../../core/errors.ts';
import { type Environment, loadConfig } from '../../gateway/config.ts';
import { EMBEDDINGS_VARIABLES } from '../../gateway/embeddings-variables.ts';

const directory = mkdtempSync(join(tmpdir(), 'asof-embeddings-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const PROVIDER = {
  EMBEDDINGS_URL: 'http://ollama:11434/v1',
  EMBEDDINGS_MODEL: 'bge-m3',
  EMBEDDINGS_DIMENSIONS: '1024',
};

function faultsOf(environment: Environment): string {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof AsofError) return error.message;
    throw error;
  }
  throw new Error('The environment was accepted.');
}

describe('the embeddings of the configuration', () => {
  it('come from Asof itself until a provider is named', () => {
    expect(loadConfig({}).embeddings).toBeNull();
  });

  it('need an address, a model and its dimensions; the rest has defaults', () => {
    expect(loadConfig(PROVIDER).embeddings).toEqual({
      url: 'http://ollama:11434/v1',
      model: 'bge-m3',
      dimensions: 1024,
      shortened: false,
      queryPrefix: '',
      documentPrefix: '',
      textLengthMax: 8_000,
      batchMax: 32,
      batchLengthMax: 200_000,
      requestsMax: 4,
      timeoutMs: 30_000,
      queryTimeoutMs: 10_000,
      documentsTimeoutMs: 60_000,
      cacheBytesMax: 33_554_432,
    });
  });

  it('keep the space that ends a prefix, and take the key from a file', () => {
    writeFileSync(join(directory, 'key'), 'sk-hunter2\n');
    const { embeddings } = loadConfig({
      ...PROVIDER,
      EMBEDDINGS_API_KEY_FILE: join(directory, 'key'),
      EMBEDDINGS_QUERY_PREFIX: 'query: ',
      EMBEDDINGS_SHORTENED: 'true',
    });
    expect(embeddings).toMatchObject({ apiKey: 'sk-hunter2', queryPrefix: 'query: ', shortened: true });
  });

  it('are all in docs/embeddings.md', () => {
    const text = readFileSync(join(import.meta.dirname, '../../docs/embeddings.md'), 'utf8');
    expect(Object.keys(EMBEDDINGS_VARIABLES).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it.each<[Environment, RegExp]>([
    [{ EMBEDDINGS_URL: 'ftp://x' }, /EMBEDDINGS_URL: must be a URL such as http:/],
    [{ EMBEDDINGS_URL: 'http://me:hunter2@x' }, /EMBEDDINGS_URL: must not hold a user, a password/],
    [{ EMBEDDINGS_API_KEY: 'hunter2' }, /EMBEDDINGS_API_KEY: has no use without EMBEDDINGS_URL/],
    [{ EMBEDDINGS_MODEL: 'x' }, /EMBEDDINGS_MODEL: has no use without EMBEDDINGS_URL/],
    [{ EMBEDDINGS_URL: 'http://x' }, /EMBEDDINGS_MODEL: is needed.*\n.*EMBEDDINGS_DIMENSIONS: is needed/],
    [{ ...PROVIDER, EMBEDDINGS_DIMENSIONS: '4097' }, /EMBEDDINGS_DIMENSIONS: must be a whole number from 1 to 4096/],
    [{ ...PROVIDER, EMBEDDINGS_API_KEY: 'hunter2\nhunter2' }, /EMBEDDINGS_API_KEY: must be printable ASCII/],
    [{ ...PROVIDER, EMBEDDINGS_SHORTENED: 'yes' }, /EMBEDDINGS_SHORTENED: must be true or false/],
    [{ ...PROVIDER, EMBEDDINGS_BATCH_MAX: '0' }, /EMBEDDINGS_BATCH_MAX: must be a whole number from 1 to 512/],
    [{ ...PROVIDER, EMBEDDINGS_URL: 'http://x/v1/embeddings' }, /EMBEDDINGS_URL: must end before “\/embeddings”/],
  ])('refuse %j', (environment, said) => {
    const message = faultsOf(environment);
    expect(message).toMatch(said);
    expect(message).not.toContain('hunter2');
  });
});
