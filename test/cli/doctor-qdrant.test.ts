// `asof doctor` on a Qdrant that keeps the vectors: one that is well, and each way in which it is not.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QdrantClient } from '@qdrant/js-client-rest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../cli/doctor/clocks.ts';
import { type Diagnosis, diagnose } from '../../cli/doctor/diagnose.ts';
import { StoreReport } from '../../core/store-report.ts';
import { hashedEmbedder } from '../../stores/vectors/hashed-embedder.ts';
import { migrateVectors } from '../../stores/vectors/migrate.ts';
import { checkVersion } from '../../stores/vectors/qdrant/check.ts';
import { amiss, expectOne, finding, findingsOf } from '../support/doctor.ts';
import { type QdrantStandIn, qdrantStandInMissing, startQdrantStandIn } from '../support/qdrant-stand-in.ts';
import { storeVariable } from '../support/stack.ts';

const missing = qdrantStandInMissing();
const API_KEY = 'hunter2-key';

describe.skipIf(missing !== undefined)(`asof doctor on Qdrant${missing ? `: ${missing}` : ''}`, () => {
  const home = mkdtempSync(join(tmpdir(), 'asof-doctor-home-'));
  let standIn: QdrantStandIn;
  let qdrant: QdrantClient;

  beforeAll(async () => {
    standIn = await startQdrantStandIn({ apiKey: API_KEY });
    qdrant = new QdrantClient({ url: standIn.url, headers: { 'api-key': API_KEY }, checkCompatibility: false });
  });
  afterAll(async () => {
    await standIn?.remove();
    rmSync(home, { recursive: true, force: true });
  });

  async function look(changes: Record<string, string> = {}): Promise<Diagnosis> {
    const given = { VECTOR_STORE: 'qdrant', QDRANT_URL: standIn.url, QDRANT_API_KEY: API_KEY };
    const diagnosis = await diagnose({ ASOF_HOME: home, ...given, ...changes }, systemClock);
    expect(JSON.stringify(diagnosis)).not.toContain('hunter2');
    return diagnosis;
  }
  const at = (collection: string) => ({ engine: 'qdrant', url: standIn.url, apiKey: API_KEY, collection }) as const;

  it('that Asof has not seen yet', async () => {
    const diagnosis = await look({ QDRANT_COLLECTION: 'fresh' });
    expect(amiss(diagnosis)).toEqual([]);
    expect(finding(diagnosis, 'vectors', 'database')?.found).toBe('there is no collection fresh yet');
    expect(finding(diagnosis, 'vectors', 'migrations')).toMatchObject({ level: 'note' });
  });

  it('that is well, and is not changed by it', async () => {
    await migrateVectors(at('well'));
    const before = await qdrant.getCollection('well');
    const diagnosis = await look({ QDRANT_COLLECTION: 'well' });
    expect(amiss(diagnosis)).toEqual([]);
    const findings = findingsOf(diagnosis, 'vectors');
    const asked = [
      'reachable',
      'tls',
      'login',
      'version',
      'database',
      'rights',
      'migrations',
      'durability',
      'embeddings',
    ];
    expect(findings.map(({ check }) => check).sort()).toEqual(asked.sort());
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(await qdrant.getCollection('well')).toEqual(before);
  });

  it('that refuses the key', async () => {
    expectOne(await look({ QDRANT_API_KEY: 'hunter2-wrong' }), 'vectors', {
      check: 'login',
      found: /Qdrant refuses the API key/,
      mend: /Set QDRANT_API_KEY/,
    });
    expectOne(await look({ QDRANT_API_KEY: '' }), 'vectors', {
      check: 'login',
      found: /Qdrant asks for an API key/,
      mend: /Set QDRANT_API_KEY/,
    });
  });

  it('that is something else, or nothing', async () => {
    const { port } = new URL(storeVariable('DATABASE_URL'));
    expectOne(await look({ QDRANT_URL: `http://127.0.0.1:${port}` }), 'vectors', {
      check: 'login',
      found: /no Qdrant that speaks HTTP/,
      mend: /6333, where 6334 is gRPC/,
    });
    expectOne(await look({ QDRANT_URL: 'http://127.0.0.1:1' }), 'vectors', {
      check: 'reachable',
      found: /nothing listens at 127.0.0.1:1/,
      mend: /Start Qdrant there, or correct host and port in QDRANT_URL/,
    });
    expectOne(await look({ QDRANT_URL: standIn.url.replace('http:', 'https:') }), 'vectors', {
      check: 'tls',
      found: /Qdrant at 127.0.0.1 does not encrypt/,
      mend: /say http:\/\/ in QDRANT_URL/,
    });
  });

  it('whose collection is somebody else’s, or was filled by another embedder', async () => {
    await qdrant.createCollection('foreign', { vectors: { size: 3, distance: 'Dot' } });
    expectOne(await look({ QDRANT_COLLECTION: 'foreign' }), 'vectors', {
      check: 'database',
      found: /was not made by Asof/,
      mend: /QDRANT_COLLECTION/,
    });
    await migrateVectors(at('other'), { ...hashedEmbedder(), generation: 'another-v2' });
    expectOne(await look({ QDRANT_COLLECTION: 'other' }), 'vectors', {
      check: 'embeddings',
      found: /“another-v2”/,
      mend: /EMBEDDINGS_/,
    });
  });

  it('whose collection has other replicas than it is said to have', async () => {
    await migrateVectors({ ...at('replicated'), replicas: 3 });
    expectOne(await look({ QDRANT_COLLECTION: 'replicated' }), 'vectors', {
      check: 'durability',
      level: 'warning',
      found: /3 replicas of each shard, and QDRANT_REPLICAS is 1/,
      mend: /Set QDRANT_REPLICAS to 3/,
    });
  });

  it('that is not named', async () => {
    const { stores } = await look({ QDRANT_URL: '' });
    expect(stores).toMatchObject([
      { store: 'configuration', findings: [{ found: expect.stringMatching(/QDRANT_URL/) }] },
    ]);
  });
});

describe('versions', () => {
  it.each([
    ['1.9.2', 'fault'],
    ['1.15.5', 'fault'],
    ['1.16.0', 'ok'],
    ['1.19.1', 'ok'],
    ['2.0.0', 'ok'],
  ])('Qdrant %s: %s', (version, level) => {
    const report = new StoreReport();
    expect(checkVersion(version, report)).toBe(level === 'ok');
    expect(report.findings).toMatchObject([{ check: 'version', level }]);
  });
});
