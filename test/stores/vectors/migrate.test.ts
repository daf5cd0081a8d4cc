// The schema's history: applied once, refused when project and store disagree, and one generation of embeddings.
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../core/ids.ts';
import { OPEN_END } from '../../../core/instant.ts';
import { hashedEmbedder } from '../../../stores/vectors/hashed-embedder.ts';
import { migrateVectors } from '../../../stores/vectors/migrate.ts';
import { openVectors, type VectorsStore } from '../../../stores/vectors/store.ts';
import { at, entityChange, newTenant, workOf } from './histories.ts';
import { type PrivateVectors, startPrivateVectors } from './private-vectors.ts';

const FOLDER = new URL('../../../stores/vectors/pgvector/migrations/', import.meta.url);
const tenant = newTenant();
const moment = { validTime: at(1), systemTime: at(1) };
const work = workOf(tenant, { systemTime: at(1), changes: [entityChange(newId(), at(0), OPEN_END, at(1), 'North')] });

let server: PrivateVectors;
let client: pg.Client;
const opened: VectorsStore[] = [];

function open(options: { generation?: string; dimensions?: number } = {}): VectorsStore {
  const store = openVectors({ url: server.url, embedder: { ...hashedEmbedder(), ...options } });
  opened.push(store);
  return store;
}

const search = (store: VectorsStore) =>
  store.reads.search({ tenant, dead: new Set() }, { text: 'north', moment, first: 1, after: null });

beforeAll(async () => {
  server = await startPrivateVectors({ migrated: false });
  client = new pg.Client({ connectionString: server.url });
  await client.connect();
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
});

afterAll(async () => {
  await client.end();
  await server.remove();
});

describe('migrateVectors', () => {
  it('is asked for by name while the store has no schema', async () => {
    await expect(search(open())).rejects.toMatchObject({ code: 'MIGRATION_REFUSED' });
    await expect(open().participant.apply(work)).rejects.toMatchObject({ code: 'MIGRATION_REFUSED' });
  });

  it('applies each migration once, however many come at the same time', async () => {
    const applied = await Promise.all([1, 2, 3].map(() => migrateVectors({ url: server.url })));
    expect(applied.flat()).toEqual(['0001_points']);
    expect(await migrateVectors({ url: server.url })).toEqual([]);
  });

  it('refuses a migration that was edited, by name', async () => {
    await client.query(`UPDATE vectors.migration SET checksum = 'x' || checksum`);
    await expect(migrateVectors({ url: server.url })).rejects.toMatchObject({
      code: 'MIGRATION_REFUSED',
      message: expect.stringContaining('0001_points'),
    });
    await client.query('UPDATE vectors.migration SET checksum = substr(checksum, 2)');
  });

  it('refuses a store that has more than the project', async () => {
    await client.query(`INSERT INTO vectors.migration (name, checksum) VALUES ('0009_from_the_future', '')`);
    await expect(migrateVectors({ url: server.url })).rejects.toMatchObject({
      code: 'MIGRATION_REFUSED',
      message: expect.stringContaining('0009_from_the_future'),
    });
    await client.query(`DELETE FROM vectors.migration WHERE name LIKE '0009%'`);
  });

  it('can be undone by the file beside it, and done again', async () => {
    await client.query(readFileSync(new URL('0001_points.down.sql', FOLDER), 'utf8'));
    await client.query('DELETE FROM vectors.migration');
    expect(await migrateVectors({ url: server.url })).toEqual(['0001_points']);
  });
});

describe('the generation of embeddings', () => {
  it('is the first writer’s; another one is refused for reads and writes', async () => {
    const other = open({ generation: 'another-v2' });
    expect(await search(other)).toMatchObject({ items: [] });
    await open().participant.apply(work);
    const refused = {
      code: 'MIGRATION_REFUSED',
      details: { configured: 'another-v2', stored: 'hashed-ngrams-256-v1' },
    };
    await expect(search(other)).rejects.toMatchObject(refused);
    const change = entityChange(newId(), at(0), OPEN_END, at(1), 'South');
    await expect(other.participant.apply({ ...work, changes: [change] })).rejects.toMatchObject(refused);
    expect((await search(open())).items).toHaveLength(1);
  });

  it('must fit the column', () => {
    expect(() => open({ dimensions: 384 })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });
});
