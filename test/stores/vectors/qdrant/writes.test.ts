// Writes that are cut short anywhere, as Qdrant has no transactions: verify notices, and doing or undoing it again mends it.
import { QdrantClient } from '@qdrant/js-client-rest';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommitWork, Participant } from '../../../../core/commit.ts';
import { registry } from '../../../../core/entity-types.ts';
import type { Tenant } from '../../../../core/ids.ts';
import { hashedEmbedder } from '../../../../stores/vectors/hashed-embedder.ts';
import { migrateVectors } from '../../../../stores/vectors/migrate.ts';
import { vectorsParticipant } from '../../../../stores/vectors/participant.ts';
import { type QdrantStoreClient, qdrantClient, type Request } from '../../../../stores/vectors/qdrant/client.ts';
import { qdrantWrites } from '../../../../stores/vectors/qdrant/writes.ts';
import { type QdrantStandIn, qdrantStandInMissing, startQdrantStandIn } from '../../../support/qdrant-stand-in.ts';
import { anyHistory, at, newTenant, workOf } from '../histories.ts';

type Operation = Readonly<Record<string, unknown>>;

class Cut extends Error {}

const missing = qdrantStandInMissing();
const COLLECTION = 'asof_points';

describe.skipIf(missing !== undefined)(`a write to Qdrant that is cut short${missing ? `: ${missing}` : ''}`, () => {
  let standIn: QdrantStandIn;
  let reader: QdrantClient;
  let whole: Participant;

  beforeAll(async () => {
    standIn = await startQdrantStandIn();
    await migrateVectors({ engine: 'qdrant', url: standIn.url });
    reader = new QdrantClient({ url: standIn.url, checkCompatibility: false });
    whole = participant(Number.POSITIVE_INFINITY);
  });
  afterAll(() => standIn?.remove());

  /** A participant whose process, or whose server, dies after that many points or other operations were written. */
  function participant(steps: number): Participant {
    const client = cutAfter(qdrantClient({ url: standIn.url }), steps);
    return vectorsParticipant(qdrantWrites(client, hashedEmbedder()), hashedEmbedder(), registry);
  }

  async function rowsOf(tenant: Tenant): Promise<string[]> {
    const filter = { must: [{ key: 'tenant', match: { value: tenant } }] };
    const { points } = await reader.scroll(COLLECTION, { filter, limit: 1_000 });
    return points.map(({ payload }) => JSON.stringify({ ...payload, tenant: null })).sort();
  }

  const attempt = async (work: Promise<void>): Promise<void> => {
    await work.catch((error: unknown) => {
      if (!(error instanceof Cut)) throw error;
    });
  };

  async function history(tenant: Tenant, works: readonly CommitWork[]): Promise<void> {
    for (const work of works) await whole.apply({ ...work, tenant });
  }

  it('is finished by the next attempt, or undone', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.nat(9), async ({ commits }, steps) => {
        const [once, again, undone] = [newTenant(), newTenant(), newTenant()];
        const works = commits.slice(0, 8).map((commit) => workOf(once, commit));
        const last = works.pop() as CommitWork;
        for (const tenant of [once, again, undone]) await history(tenant, works);
        const before = await rowsOf(undone);
        await whole.apply(last);
        const after = await rowsOf(once);

        await attempt(participant(steps).apply({ ...last, tenant: again }));
        const complete = JSON.stringify(await rowsOf(again)) === JSON.stringify(after);
        expect(await whole.verify({ ...last, tenant: again })).toBe(complete);
        await whole.apply({ ...last, tenant: again });
        expect(await rowsOf(again)).toEqual(after);

        await attempt(participant(steps).apply({ ...last, tenant: undone }));
        await attempt(participant(steps).compensate({ ...last, tenant: undone }));
        await whole.compensate({ ...last, tenant: undone });
        expect(await rowsOf(undone)).toEqual(before);
      }),
      { numRuns: 8, interruptAfterTimeLimit: 45_000, markInterruptAsFailure: false },
    );
  });

  it('of a bootstrap load is finished by the next attempt', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.nat(40), fc.integer({ min: 5, max: 30 }), async ({ commits }, steps, size) => {
        const [once, again] = [newTenant(), newTenant()];
        const changes = commits.slice(0, 12).flatMap((commit) => commit.changes);
        let left = steps;
        for (let start = 0; start < changes.length; start += size) {
          const work = workOf(once, { systemTime: at(1), changes: changes.slice(start, start + size) });
          await whole.apply(work);
          await attempt(participant(left).apply({ ...work, tenant: again }));
          left = Math.max(0, left - size);
          await whole.apply({ ...work, tenant: again });
          expect(await whole.verify({ ...work, tenant: again })).toBe(true);
        }
        expect(await rowsOf(again)).toEqual(await rowsOf(once));
      }),
      { numRuns: 8, interruptAfterTimeLimit: 45_000, markInterruptAsFailure: false },
    );
  });
});

/** The same client, which sends every point and every other operation alone, and fails after some of them. */
function cutAfter(client: QdrantStoreClient, steps: number): QdrantStoreClient {
  let left = steps;
  const write: QdrantStoreClient['write'] = (name, request) =>
    client.write(name, (qdrant, collection) => {
      const sent = Object.create(qdrant) as QdrantClient;
      sent.batchUpdate = async (target, { operations, ...rest }) => {
        for (const operation of operations.flatMap(singly)) {
          if (left-- <= 0) throw new Cut();
          await qdrant.batchUpdate(target, { ...rest, operations: [operation] as typeof operations });
        }
        return [];
      };
      return (request as Request<never>)(sent, collection);
    });
  return { ...client, write };
}

function singly(operation: unknown): unknown[] {
  const { upsert } = operation as { upsert?: { points: readonly unknown[] } };
  return upsert ? upsert.points.map((point): Operation => ({ upsert: { points: [point] } })) : [operation];
}
