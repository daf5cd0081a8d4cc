// The schema's history: applied once, refused when project and store disagree, and one generation of embeddings.
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../core/ids.ts';
import { OPEN_END } from '../../../core/instant.ts';
import type { Embedder } from '../../../stores/vectors/embedder.ts';
import { hashedEmbedder } from '../../../stores/vectors/hashed-embedder.ts';
import { migrateVectors } from '../../../stores/vectors/migrate.ts';
import { openVectors, type VectorsStore } from '../../../stores/vectors/store.ts';
import { at, entityChange, newTenant, workOf } from './histories.ts';
import { type PrivateVectors, startPrivateVectors } from './private-vectors.ts';

const MIGRATIONS = ['0001_points', '0002_any_dimensions'];
const FOLDER = new URL('../../../stores/vectors/pgvector/migrations/', import.meta.url);
const tenant = newTenant();
const moment = { validTime: at(1), systemTime: at(1) };
const work = workOf(tenant, { systemTime: at(1), changes: [entityChange(newId(), at(0), OPEN_END, at(1), 'North')] });

let server: PrivateVectors;
let client: pg.Client;
const opened: VectorsStore[] = [];

function open(options: Partial<Embedder> = {}): VectorsStore {
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
    expect(applied.flat()).toEqual(MIGRATIONS);
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
    for (const name of MIGRATIONS.toReversed()) {
      await client.query(readFileSync(new URL(`${name}.down.sql`, FOLDER), 'utf8'));
    }
    await client.query('DELETE FROM vectors.migration');
    expect(await migrateVectors({ url: server.url })).toEqual(MIGRATIONS);
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

  it('has dimensions, which another writer must have, too', async () => {
    await open().participant.apply(work);
    const other = open({ ...wideEmbedder(384), generation: hashedEmbedder().generation });
    const refused = { code: 'MIGRATION_REFUSED', message: expect.stringMatching(/256 dimensions.*384 dimensions/) };
    await expect(search(other)).rejects.toMatchObject(refused);
  });

  it('must be one that the store can hold', () => {
    for (const dimensions of [0, 1.5, 4_097]) {
      expect(() => open({ dimensions })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    }
  });
});

describe('a store of an earlier version', () => {
  it('keeps its points and their generation', async () => {
    await open().participant.apply(work);
    await client.query(readFileSync(new URL('0002_any_dimensions.down.sql', FOLDER), 'utf8'));
    await client.query(`DELETE FROM vectors.migration WHERE name LIKE '0002%'`);
    expect(await migrateVectors({ url: server.url })).toEqual(['0002_any_dimensions']);
    expect((await search(open())).items).toHaveLength(1);
    const { rows } = await client.query('SELECT generation, dimensions FROM vectors.embedding_generation');
    expect(rows).toEqual([{ generation: hashedEmbedder().generation, dimensions: 256 }]);
  });
});

describe('vectors of any size', () => {
  it.each([1, 2, 1_536, 1_950, 2_000, 3_072, 4_096])('of %i dimensions are found again', async (dimensions) => {
    await client.query('DELETE FROM vectors.point; DELETE FROM vectors.embedding_generation');
    const store = open(wideEmbedder(dimensions));
    const ids = [newId(), newId()];
    const changes = ids.map((id, n) => entityChange(id, at(0), OPEN_END, at(1), `North ${'x'.repeat(n * 3_000)}`));
    await store.participant.apply({ ...work, changes });
    expect(await store.participant.verify({ ...work, changes })).toBe(true);
    const { items } = await search(store);
    expect(items).toMatchObject([{ score: expect.closeTo(1, 5) }]);
  });
});

/** Numbers that do not compress, the same for every text that begins alike. */
function wideEmbedder(dimensions: number): Embedder {
  const vectorOf = (): Float32Array => {
    const values = Float64Array.from({ length: dimensions }, (_, n) => Math.sin(n * n + 1));
    const length = Math.hypot(...values);
    return Float32Array.from(values, (value) => value / length);
  };
  return { name: 'wide', dimensions, generation: `wide-${dimensions}`, embed: async (texts) => texts.map(vectorOf) };
}
