// The collection: made once however many come, refused when it was made for something else, and mended where it lacks.
import { QdrantClient } from '@qdrant/js-client-rest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../../core/ids.ts';
import { OPEN_END } from '../../../../core/instant.ts';
import type { Embedder } from '../../../../stores/vectors/embedder.ts';
import { hashedEmbedder } from '../../../../stores/vectors/hashed-embedder.ts';
import { migrateVectors } from '../../../../stores/vectors/migrate.ts';
import { openVectors } from '../../../../stores/vectors/store.ts';
import { type QdrantStandIn, qdrantStandInMissing, startQdrantStandIn } from '../../../support/qdrant-stand-in.ts';
import { at, entityChange, newTenant, workOf } from '../histories.ts';

const missing = qdrantStandInMissing();

describe.skipIf(missing !== undefined)(`the collection in Qdrant${missing ? `: ${missing}` : ''}`, () => {
  let standIn: QdrantStandIn;
  let qdrant: QdrantClient;

  beforeAll(async () => {
    standIn = await startQdrantStandIn();
    qdrant = new QdrantClient({ url: standIn.url, checkCompatibility: false });
  });
  afterAll(() => standIn?.remove());

  const options = (collection: string) => ({ engine: 'qdrant', url: standIn.url, collection }) as const;
  const embedder = (changes: Partial<Embedder> = {}): Embedder => ({ ...hashedEmbedder(), ...changes });
  const change = () => entityChange(newId(), at(0), OPEN_END, at(1), 'North');

  async function use(collection: string, changes: Partial<Embedder> = {}) {
    const store = openVectors({ ...options(collection), embedder: embedder(changes) });
    const [tenant, moment] = [newTenant(), { validTime: at(1), systemTime: at(1) }];
    await store.participant.apply(workOf(tenant, { systemTime: at(1), changes: [change()] }));
    return store.reads.search({ tenant, dead: new Set() }, { text: 'north', moment, first: 1, after: null });
  }

  it('is asked for by name while it is not there', async () => {
    await expect(use('absent')).rejects.toMatchObject({ code: 'MIGRATION_REFUSED' });
  });

  it('is made once, with its indexes, however many come at the same time', async () => {
    const applied = await Promise.all([1, 2, 3].map(() => migrateVectors(options('at_once'))));
    expect(new Set(applied.flat())).toEqual(new Set(['0001_points']));
    expect(await migrateVectors(options('at_once'))).toEqual([]);
    const { config, payload_schema } = await qdrant.getCollection('at_once');

    expect(config.params.vectors).toEqual({ dense: { size: 256, distance: 'Dot' } });
    expect(Object.keys(payload_schema).sort()).toEqual(
      ['id', 'kind', 'system_from', 'system_to', 'tenant', 'valid_from', 'valid_to'].sort(),
    );
    expect((await use('at_once')).items).toHaveLength(1);
  });

  it('gets the indexes that it lacks', async () => {
    await migrateVectors(options('cut_short'));
    await qdrant.deletePayloadIndex('cut_short', 'kind', { wait: true });
    await expect(use('cut_short')).rejects.toMatchObject({ status: 400 });
    expect(await migrateVectors(options('cut_short'))).toEqual(['0001_points']);
    expect((await use('cut_short')).items).toHaveLength(1);
  });

  it('is written to most replicas, where there are several', async () => {
    await migrateVectors({ ...options('replicated'), replicas: 3 });
    const { config } = await qdrant.getCollection('replicated');
    expect(config.params).toMatchObject({ replication_factor: 3, write_consistency_factor: 2 });
  });

  it('is refused to another generation of embeddings, and to other dimensions', async () => {
    await migrateVectors(options('hashed'));
    const refused = {
      code: 'MIGRATION_REFUSED',
      details: { configured: 'another-v2', stored: 'hashed-ngrams-256-v1' },
    };
    const other = { generation: 'another-v2' };
    await expect(migrateVectors(options('hashed'), embedder(other))).rejects.toMatchObject(refused);
    await expect(use('hashed', other)).rejects.toMatchObject(refused);
    const wider = embedder({ dimensions: 384 });
    await expect(migrateVectors(options('hashed'), wider)).rejects.toMatchObject({ code: 'MIGRATION_REFUSED' });
    expect((await use('hashed')).items).toHaveLength(1);
  });

  it('has the dimensions of its embedder', async () => {
    await migrateVectors(options('wide'), embedder({ dimensions: 1_536, generation: 'wide-v1' }));
    const { config } = await qdrant.getCollection('wide');
    expect(config.params.vectors).toMatchObject({ dense: { size: 1_536 } });
  });

  it('is refused when it is somebody else’s, or of a newer version', async () => {
    const vectors = { dense: { size: 256, distance: 'Dot' } } as const;
    await qdrant.createCollection('foreign', { vectors });
    await expect(migrateVectors(options('foreign'))).rejects.toMatchObject({
      code: 'MIGRATION_REFUSED',
      message: expect.stringMatching(/not made by Asof.*QDRANT_COLLECTION/),
    });
    const metadata = { asof_generation: hashedEmbedder().generation, asof_version: 99 };
    await qdrant.createCollection('newer', { vectors, metadata });
    await expect(migrateVectors(options('newer'))).rejects.toMatchObject({ message: expect.stringMatching(/newer/) });
  });
});
