// The vectors' part of a commit: one point for each version, written set-based and in bounded transactions.
import type { CommitWork, Participant } from '../../core/commit.ts';
import type { Id } from '../../core/ids.ts';
import type { Registry } from '../../core/registry.ts';
import type { VectorsClient } from './client.ts';
import type { Embedder } from './embedder.ts';
import { claimGeneration } from './generation.ts';
import { STATEMENTS } from './pgvector/statements.ts';
import { isEmptyPlan, type PointsPlan, planPoints } from './plan.ts';
import { type PointStatement, pointStatements } from './points.ts';
import { readTimelines, writePlan } from './writes.ts';

/** PGlite serves nobody else during a transaction, so none may be long: 500 points take some 30 ms. */
const STATEMENTS_PER_TRANSACTION = 500;

/**
 * Makes the participant. A commit may take several transactions; readers see none of it before the ledger says so.
 * @param embedder with a cache, so that what `prepare` embeds is found again by `apply`
 */
export function vectorsParticipant(client: VectorsClient, embedder: Embedder, registry: Registry): Participant {
  return {
    name: 'vectors',

    async prepare(changes) {
      const statements = [...pointStatements(registry, changes).values()].flat();
      await embedder.embed(statements.flatMap(({ values }) => (values ? [values.text] : [])));
    },

    async apply(work) {
      for (const batch of batches(pointStatements(registry, work.changes))) {
        await removeDead(client, work, [...batch.keys()]);
        await carryOut(client, embedder, work, await planFor(client, work, batch));
      }
    },

    async compensate({ tenant, systemTime }) {
      await client.write(async (run) => {
        await run(STATEMENTS.deleteCommit, [tenant, systemTime]);
        await run(STATEMENTS.reopenCommit, [tenant, systemTime]);
      });
    },

    async verify(work) {
      for (const batch of batches(pointStatements(registry, work.changes))) {
        if (!isEmptyPlan(await planFor(client, work, batch))) return false;
      }
      return true;
    },

    async purge(tenant) {
      await client.write((run) => run(STATEMENTS.purgeTenant, [tenant]));
    },
  };
}

/** All statements about one id stay in one batch: each builds on what the ones before it left. */
function* batches(
  statements: ReadonlyMap<Id, readonly PointStatement[]>,
): Generator<Map<Id, readonly PointStatement[]>> {
  let batch = new Map<Id, readonly PointStatement[]>();
  let size = 0;
  for (const [id, stated] of statements) {
    if (size > 0 && size + stated.length > STATEMENTS_PER_TRANSACTION) {
      yield batch;
      batch = new Map();
      size = 0;
    }
    batch.set(id, stated);
    size += stated.length;
  }
  if (size > 0) yield batch;
}

async function removeDead(client: VectorsClient, work: CommitWork, ids: readonly Id[]): Promise<void> {
  if (work.dead.size === 0) return;
  const values = [work.tenant, ids, [...work.dead]];
  await client.write(async (run) => {
    await run(STATEMENTS.deleteDeadPoints, values);
    await run(STATEMENTS.reopenDeadPoints, values);
  });
}

async function planFor(
  client: VectorsClient,
  work: CommitWork,
  batch: ReadonlyMap<Id, readonly PointStatement[]>,
): Promise<PointsPlan> {
  return planPoints(batch, await readTimelines(client, work.tenant, [...batch.keys()]));
}

/** Embeds before the transaction begins: a provider that is slow must not keep the store from others. */
async function carryOut(
  client: VectorsClient,
  embedder: Embedder,
  { tenant }: CommitWork,
  plan: PointsPlan,
): Promise<void> {
  if (isEmptyPlan(plan)) return;
  // A piece that is left of an ended version has its text from the store, so it gets the same vector again.
  const embeddings = await embedder.embed(plan.inserts.map((point) => point.values.text));
  await client.write(async (run) => {
    const vectorOid = await claimGeneration(run, embedder);
    await writePlan(run, vectorOid, tenant, plan, embeddings);
  });
}
