// `asof doctor` on pgvector in a real PostgreSQL: what it lacks, what mends it, and whose embeddings it holds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../cli/doctor/clocks.ts';
import { diagnose } from '../../cli/doctor/diagnose.ts';
import { newId } from '../../core/ids.ts';
import { OPEN_END } from '../../core/instant.ts';
import { migrateVectors } from '../../stores/vectors/migrate.ts';
import { openVectors } from '../../stores/vectors/store.ts';
import { at, entityChange, newTenant, workOf } from '../stores/vectors/histories.ts';
import { amiss, finding } from '../support/doctor.ts';
import { startEmbeddingsServer } from '../support/embeddings-server.ts';
import { type PgvectorPostgres, pgvectorMissing, startPgvectorPostgres } from '../support/pgvector-postgres.ts';

const missing = pgvectorMissing();
if (missing) console.warn(`Skipped: the doctor on pgvector in a real PostgreSQL. ${missing}`);

describe.skipIf(missing)('pgvector in a real PostgreSQL', () => {
  const home = mkdtempSync(join(tmpdir(), 'asof-doctor-vectors-'));
  let server: PgvectorPostgres;

  beforeAll(async () => {
    server = await startPgvectorPostgres();
  });

  afterAll(async () => {
    await server?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const look = (changes: Readonly<Record<string, string>> = {}) =>
    diagnose({ ASOF_HOME: home, VECTORS_URL: server.url, ...changes }, systemClock);

  it('needs the extension, which a superuser brings in as told', async () => {
    await server.admin('DROP EXTENSION vector');
    const [trouble] = amiss(await look());
    expect(trouble).toMatchObject({
      check: 'extensions',
      found: expect.stringMatching(/^pgvector 0\.8\.\d+ is on the server, but not in asof_vectors/),
      command: 'CREATE EXTENSION vector;',
    });
    await server.admin(trouble?.command ?? '');
    const diagnosis = await look();
    expect(amiss(diagnosis)).toEqual([]);
    expect(finding(diagnosis, 'vectors', 'database')?.found).toBe('asof_vectors has no schema vectors yet');
  });

  it('says which embeddings it holds, and whether the configuration makes the same', async () => {
    await migrateVectors({ url: server.url });
    expect(finding(await look(), 'vectors', 'embeddings')).toMatchObject({ level: 'ok', found: 'none yet' });

    const store = openVectors({ url: server.url });
    const changes = [entityChange(newId(), at(0), OPEN_END, at(1), 'North Freight')];
    await store.participant.apply(workOf(newTenant(), { systemTime: at(1), changes }));
    await store.close();
    expect(finding(await look(), 'vectors', 'embeddings')).toMatchObject({
      level: 'ok',
      found: 'of generation “hashed-ngrams-256-v1”',
    });

    const provider = await startEmbeddingsServer();
    const EMBEDDINGS_DIMENSIONS = String(provider.dimensions);
    const other = await look({ EMBEDDINGS_URL: provider.url, EMBEDDINGS_MODEL: 'm', EMBEDDINGS_DIMENSIONS });
    await provider.stop();
    expect(amiss(other)).toMatchObject([
      { check: 'embeddings', found: expect.stringMatching(/^they are of generation “hashed.* makes “m-256-v1-/) },
    ]);
  });
});
