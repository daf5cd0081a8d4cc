// Asof with a provider of embeddings: what is written is found by it, and while it is away only what needs it fails.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, parseTenant } from '../../core/ids.ts';
import { OPEN_END, parseInstant } from '../../core/instant.ts';
import type { StatedChange } from '../../subgraphs/ledger/commit.ts';
import { type PrivateVectors, startPrivateVectors } from '../stores/vectors/private-vectors.ts';
import { type RunningAsof, startAsof } from '../support/asof.ts';
import { type EmbeddingsServer, sendJson, startEmbeddingsServer } from '../support/embeddings-server.ts';

const tenant = parseTenant(`embeddings-${newId()}`);
const [north, nord, dairy] = [newId(), newId(), newId()];
const validFrom = parseInstant('2025-01-01');

let provider: EmbeddingsServer;
let vectors: PrivateVectors;
let asof: RunningAsof;

const start = () =>
  startAsof({
    VECTORS_URL: vectors.url,
    EMBEDDINGS_URL: provider.url,
    EMBEDDINGS_MODEL: 'model-of-the-test',
    EMBEDDINGS_DIMENSIONS: String(provider.dimensions),
    EMBEDDINGS_API_KEY: 'sk-hunter2',
    EMBEDDINGS_QUERY_PREFIX: 'query: ',
    EMBEDDINGS_DOCUMENT_PREFIX: 'passage: ',
  });

const customer = (id: typeof north, name: string, from = validFrom): StatedChange => ({
  kind: 'entity',
  entity: { type: 'Customer', id },
  validFrom: from,
  validTo: OPEN_END,
  values: { fields: { name }, attributes: null },
});

beforeAll(async () => {
  [provider, vectors] = await Promise.all([startEmbeddingsServer(), startPrivateVectors()]);
  asof = await start();
  await asof.committer.commit(tenant, 'test', [
    customer(north, 'North Freight'),
    customer(nord, 'Nord Freight'),
    customer(dairy, 'Dairy of the South'),
  ]);
}, 120_000);

afterAll(async () => {
  await asof?.stop();
  await Promise.all([vectors?.remove(), provider?.stop()]);
});

const search = (text: string) => asof.query(`{ search(text: "${text}", first: 1) { nodes { id name } } }`, { tenant });
const similar = () => asof.query(`{ customer(id: "${north}") { name similar(first: 1) { id } } }`, { tenant });

describe('a provider of embeddings', () => {
  it('embeds what is stored and what is searched for, each with its prefix, once', async () => {
    expect((await search('freight of the north')).data).toEqual({
      search: { nodes: [{ id: north, name: 'North Freight' }] },
    });
    await search('freight of the north');
    expect((await similar()).data).toEqual({ customer: { name: 'North Freight', similar: [{ id: nord }] } });
    expect(provider.seen.map(({ body }) => body.input)).toEqual([
      ['passage: North Freight', 'passage: Nord Freight', 'passage: Dairy of the South'],
      ['query: freight of the north'],
    ]);
    expect(new Set(provider.seen.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer sk-hunter2']));
  });

  it('fails search by text alone while it is away, and heals', async () => {
    await provider.stop();
    const { data, errors } = await search('a dairy');
    expect(data).toEqual({ search: null });
    expect(errors).toMatchObject([{ path: ['search'], extensions: { code: 'EMBEDDINGS_UNAVAILABLE' } }]);
    expect((await similar()).data).toEqual({ customer: { name: 'North Freight', similar: [{ id: nord }] } });
    // A text that is remembered needs nobody.
    expect((await search('freight of the north')).errors).toBeUndefined();
    await provider.start();
    expect((await search('a dairy')).data).toEqual({ search: { nodes: [{ id: dairy, name: 'Dairy of the South' }] } });
  });

  it('stops a commit before it opens when it refuses, and says what is wrong without the key', async () => {
    provider.always((response) => sendJson(response, 401, { error: { message: 'no, sk-hunter2' } }));
    const commit = asof.committer.commit(tenant, 'test', [customer(newId(), 'Quarry')]);
    await expect(commit).rejects.toMatchObject({
      code: 'COMMIT_ABORTED',
      message: expect.stringMatching(/not opened: vectors did not prepare: The provider of embeddings refused the key/),
    });
    const { errors } = await search('a quarry');
    expect(errors).toMatchObject([{ extensions: { code: 'EMBEDDINGS_INVALID' } }]);
    expect(JSON.stringify(errors)).not.toContain('hunter2');
    provider.always(undefined);
    const { data } = await asof.query('{ customers { totalCount } }', { tenant });
    expect(data).toEqual({ customers: { totalCount: 3 } });
    await asof.committer.commit(tenant, 'test', [customer(newId(), 'Quarry')]);
    await expect
      .poll(async () => (await search('a quarry')).data, { timeout: 5_000 })
      .toMatchObject({ search: { nodes: [{ name: 'Quarry' }] } });
  });

  it('is not asked for what is left of an ended version, by a process that remembers nothing', async () => {
    const other = await start();
    provider.seen.length = 0;
    await other.committer.commit(tenant, 'test', [customer(dairy, 'Dairy of the East', parseInstant('2025-06-01'))]);
    expect(provider.seen.map(({ body }) => body.input)).toEqual([['passage: Dairy of the East']]);
    const names = async (at: string) => {
      const { data } = await other.query(`{ search(text: "dairy", first: 1, ${at}) { nodes { name } } }`, { tenant });
      return data;
    };
    await expect
      .poll(() => names('at: { validTime: "2025-07-01" }'), { timeout: 5_000 })
      .toEqual({ search: { nodes: [{ name: 'Dairy of the East' }] } });
    expect(await names('at: { validTime: "2025-03-01" }')).toEqual({
      search: { nodes: [{ name: 'Dairy of the South' }] },
    });
    await other.stop();
  });

  it('is not replaced by another model on the same store', async () => {
    const other = await startAsof({ VECTORS_URL: vectors.url });
    const { errors } = await other.query('{ search(text: "freight", first: 1) { nodes { id } } }', { tenant });
    expect(errors).toMatchObject([{ extensions: { code: 'MIGRATION_REFUSED' } }]);
    expect(errors?.[0]?.message).toMatch(/“model-of-the-test-256-v1-\w+” \(256 dimensions\)/);
    await other.stop();
  });
});
