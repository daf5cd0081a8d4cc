// A Qdrant that is away, slow or wants another key: each is told by its code, in time, and is over when the server is back.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../../core/ids.ts';
import { OPEN_END } from '../../../../core/instant.ts';
import { migrateVectors } from '../../../../stores/vectors/migrate.ts';
import { portOf, qdrantClient } from '../../../../stores/vectors/qdrant/client.ts';
import { storeError } from '../../../../stores/vectors/qdrant/store-error.ts';
import { openVectors, type VectorsStore } from '../../../../stores/vectors/store.ts';
import { type QdrantStandIn, qdrantStandInMissing, startQdrantStandIn } from '../../../support/qdrant-stand-in.ts';
import { at, entityChange, newTenant, workOf } from '../histories.ts';

const missing = qdrantStandInMissing();
const API_KEY = 'hunter2-key';

describe.skipIf(missing !== undefined)(`the client of Qdrant${missing ? `: ${missing}` : ''}`, () => {
  let standIn: QdrantStandIn;
  let store: VectorsStore;
  const tenant = newTenant();
  const moment = { validTime: at(1), systemTime: at(1) };
  const options = () => ({ engine: 'qdrant', url: standIn.url, apiKey: API_KEY, readTimeoutMs: 1_000 }) as const;
  const search = (from = store) =>
    from.reads.search({ tenant, dead: new Set() }, { text: 'north', moment, first: 1, after: null });

  beforeAll(async () => {
    standIn = await startQdrantStandIn({ kept: true, apiKey: API_KEY });
    await migrateVectors(options());
    store = openVectors(options());
    const changes = [entityChange(newId(), at(0), OPEN_END, at(1), 'North')];
    await store.participant.apply(workOf(tenant, { systemTime: at(1), changes }));
  });
  afterEach(async () => {
    standIn?.resume();
    await standIn?.start();
  });
  afterAll(() => standIn?.remove());

  it('tells that it is away, also when it is opened then, and goes on when it is back', async () => {
    await standIn.stop('SIGKILL');
    await expect(search()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(migrateVectors(options())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    const early = openVectors(options());
    await expect(search(early)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await standIn.start();
    for (const opened of [store, early]) expect((await search(opened)).items).toHaveLength(1);
  });

  it('waits no longer than its limit', async () => {
    standIn.pause();
    const since = performance.now();
    await expect(search()).rejects.toMatchObject({ code: 'STORE_TIMEOUT' });
    expect(performance.now() - since).toBeLessThan(3_000);
    standIn.resume();
    await expect.poll(() => search().then(({ items }) => items.length), { timeout: 5_000 }).toBe(1);
  });

  it('tells that its key is refused, and never the key', async () => {
    for (const apiKey of [undefined, 'hunter2-wrong']) {
      const { apiKey: _key, ...others } = options();
      const stranger = openVectors({ ...others, ...(apiKey !== undefined && { apiKey }) });
      const error = await search(stranger).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringMatching(/refuses the API key/) });
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hunter2');
    }
  });

  it('keeps the path of its address', async () => {
    const client = qdrantClient({ ...options(), url: `${standIn.url}/behind/a/proxy/` });
    const asked = client.read('GET collection', (qdrant, collection) => qdrant.getCollection(collection));
    await expect(asked).rejects.toMatchObject({
      cause: { url: `${standIn.url}/behind/a/proxy/collections/asof_points` },
    });
  });
});

describe('the port in an address', () => {
  it.each([
    ['http://qdrant', 6333],
    ['https://qdrant.example/', 6333],
    ['https://qdrant.example:443', 443],
    ['http://qdrant:80/path', 80],
    ['http://[::1]', 6333],
    ['http://[::1]:6334/', 6334],
  ])('%s', (url, port) => {
    expect(portOf(url)).toBe(port);
  });
});

describe('errors of the client', () => {
  const answered = (status: number, reason?: string): Error =>
    Object.assign(new Error('An Error'), { status, data: { status: { error: reason } } });

  it.each([
    [408, 'STORE_TIMEOUT'],
    [504, 'STORE_TIMEOUT'],
    [404, 'STORE_UNAVAILABLE'],
    [403, 'STORE_UNAVAILABLE'],
    [429, 'STORE_UNAVAILABLE'],
    [500, 'STORE_UNAVAILABLE'],
    [503, 'STORE_UNAVAILABLE'],
  ])('%i is %s', (status, code) => {
    expect(storeError(answered(status, 'Service internal error'))).toMatchObject({ code });
  });

  it('that say that there is no collection ask for the migration', () => {
    const absent = answered(404, 'Not found: Collection `asof_points` doesn’t exist!');
    expect(storeError(absent)).toMatchObject({ code: 'MIGRATION_REFUSED' });
  });

  it('that are faults of ours come back as they are', () => {
    const bad = answered(400, 'Bad request');
    expect(storeError(bad)).toBe(bad);
  });
});
