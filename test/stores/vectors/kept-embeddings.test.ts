// What is left of an ended version keeps its embedding: while a commit is open, nobody is asked for one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../core/ids.ts';
import { type Instant, OPEN_END } from '../../../core/instant.ts';
import type { Embedder } from '../../../stores/vectors/embedder.ts';
import { hashedEmbedder } from '../../../stores/vectors/hashed-embedder.ts';
import { migrateVectors, type VectorsEngine } from '../../../stores/vectors/migrate.ts';
import { openVectors } from '../../../stores/vectors/store.ts';
import { qdrantStandInMissing, startQdrantStandIn } from '../../support/qdrant-stand-in.ts';
import { at, entityChange, newTenant, workOf } from './histories.ts';
import { startPrivateVectors } from './private-vectors.ts';

interface Started {
  readonly engine: VectorsEngine;
  remove(): Promise<void>;
}

const startPgvector = async (): Promise<Started> => {
  const { url, remove } = await startPrivateVectors({ migrated: false });
  return { engine: { url }, remove };
};

const startQdrant = async (): Promise<Started> => {
  const { url, remove } = await startQdrantStandIn();
  return { engine: { engine: 'qdrant', url, collection: 'kept' }, remove };
};

const missing = qdrantStandInMissing();
if (missing) console.warn(`Skipped: kept embeddings in Qdrant. ${missing}`);

describe.for([
  { name: 'pgvector', start: startPgvector, skipped: false },
  { name: 'Qdrant (stand-in)', start: startQdrant, skipped: missing !== undefined },
])('$name', ({ start, skipped }) => {
  let started: Started;
  const asked: string[][] = [];
  // Not what the hashed embedder would say for that text, so that one made again would be told apart.
  const marked: Embedder = {
    ...hashedEmbedder(),
    embed: async (texts) => {
      asked.push([...texts]);
      return hashedEmbedder().embed(texts.map((text) => (asked.length === 1 ? 'the first of all' : text)));
    },
  };

  beforeAll(async () => {
    if (skipped) return;
    started = await start();
    await migrateVectors(started.engine, marked);
  });
  afterAll(() => started?.remove());

  it.skipIf(skipped)('asks only for the text of the statement, and leaves the rest its vector', async () => {
    const [tenant, id] = [newTenant(), newId()];
    const state = async (systemTime: Instant, from: Instant, to: Instant, name: string): Promise<void> => {
      // A process of its own: what an earlier one embedded is not remembered.
      const store = openVectors({ ...started.engine, embedder: marked });
      const work = workOf(tenant, { systemTime, changes: [entityChange(id, from, to, systemTime, name)] });
      await store.participant.apply(work);
      expect(await store.participant.verify(work)).toBe(true);
      await store.close();
    };
    await state(at(10), at(0), OPEN_END, 'North Freight');
    await state(at(20), at(3), at(6), 'South Dairy');
    expect(asked).toEqual([['North Freight'], ['South Dairy']]);

    const store = openVectors({ ...started.engine, embedder: hashedEmbedder() });
    for (const [validTime, text] of [
      [at(1), 'the first of all'],
      [at(4), 'South Dairy'],
      [at(7), 'the first of all'],
    ] as const) {
      const moment = { validTime, systemTime: at(20) };
      const scope = { tenant, dead: new Set<Instant>() };
      const { items } = await store.reads.search(scope, { text, moment, first: 1, after: null });
      expect(items).toMatchObject([{ id, score: expect.closeTo(1, 5) }]);
    }
    await store.close();
  });
});
