// `asof doctor` on a provider of embeddings: one that works, and each way in which one can be wrong.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../cli/doctor/clocks.ts';
import { diagnose } from '../../cli/doctor/diagnose.ts';
import { closedPort, type Door, encryptedDoor, makeCertificate, silentDoor } from '../support/broken-stores.ts';
import { amiss, finding, findingsOf } from '../support/doctor.ts';
import { type EmbeddingsServer, sendJson, startEmbeddingsServer } from '../support/embeddings-server.ts';

const API_KEY = 'sk-hunter2';
const home = mkdtempSync(join(tmpdir(), 'asof-doctor-embeddings-'));
const doors: Door[] = [];
let provider: EmbeddingsServer;

beforeAll(async () => {
  provider = await startEmbeddingsServer();
});

afterEach(() => provider.always(undefined));

afterAll(async () => {
  await Promise.all([provider.stop(), ...doors.map((door) => door.close())]);
  rmSync(home, { recursive: true, force: true });
});

const look = (changes: Readonly<Record<string, string>> = {}) =>
  diagnose(
    {
      ASOF_HOME: home,
      EMBEDDINGS_URL: provider.url,
      EMBEDDINGS_MODEL: 'hashed',
      EMBEDDINGS_DIMENSIONS: '256',
      EMBEDDINGS_API_KEY: API_KEY,
      ...changes,
    },
    systemClock,
  );

async function opened(door: Promise<Door>): Promise<number> {
  doors.push(await door);
  return (await door).port;
}

describe('a provider of embeddings', () => {
  it('is asked for one text, and is well when the vector is right', async () => {
    const diagnosis = await look();
    expect(diagnosis).toMatchObject({ healthy: true, faults: 0 });
    expect(finding(diagnosis, 'embeddings', 'embeddings')).toMatchObject({
      level: 'ok',
      found: 'hashed answers with vectors of 256 dimensions',
    });
    expect(finding(diagnosis, 'embeddings', 'tls')?.found).toMatch(/never leaves this machine/);
  });

  it('is not looked at where there is none', async () => {
    const without = { EMBEDDINGS_URL: '', EMBEDDINGS_MODEL: '', EMBEDDINGS_DIMENSIONS: '', EMBEDDINGS_API_KEY: '' };
    expect(findingsOf(await look(without), 'embeddings')).toEqual([]);
  });

  it('that gives other vectors is told apart from one that refuses', async () => {
    const other = await look({ EMBEDDINGS_DIMENSIONS: '384' });
    expect(amiss(other)).toMatchObject([
      { check: 'embeddings', level: 'fault', found: expect.stringMatching(/256 dimensions where .* says 384/) },
    ]);
    provider.always((response) => sendJson(response, 404, { error: `model “x” not found, ${API_KEY}` }));
    const refused = await look();
    expect(amiss(refused)).toMatchObject([
      {
        found: expect.stringMatching(/status 404.* It says: .*model “x” not found/),
        remedy: expect.stringMatching(/EMBEDDINGS_MODEL/),
      },
    ]);
    expect(JSON.stringify(refused)).not.toContain('hunter2');
  });

  it('that is away, silent or busy is said to be so', async () => {
    const away = await look({ EMBEDDINGS_URL: `http://127.0.0.1:${await closedPort()}/v1` });
    expect(amiss(away)).toMatchObject([{ check: 'reachable', remedy: expect.stringMatching(/in EMBEDDINGS_URL/) }]);
    const silent = await look({ EMBEDDINGS_URL: `http://127.0.0.1:${await opened(silentDoor())}/v1` });
    expect(amiss(silent)).toMatchObject([{ check: 'embeddings', found: expect.stringMatching(/took longer/) }]);
    provider.always((response) => sendJson(response, 429, {}, { 'retry-after': '600' }));
    expect(amiss(await look())).toMatchObject([{ found: expect.stringMatching(/status 429/) }]);
  });

  it('with a certificate that nobody trusts is not asked', async () => {
    const port = await opened(encryptedDoor(makeCertificate(home, 'DNS:localhost'), new URL(provider.url)));
    const diagnosis = await look({ EMBEDDINGS_URL: `https://localhost:${port}/v1` });
    expect(amiss(diagnosis)).toMatchObject([{ check: 'tls', remedy: expect.stringMatching(/NODE_EXTRA_CA_CERTS/) }]);
  });
});
