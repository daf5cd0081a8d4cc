// The vectors' part of a commit: one point for each version, written set-based and in bounded batches.
import type { CommitWork, Participant } from '../../core/commit.ts';
import type { Id, Tenant } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { Registry } from '../../core/registry.ts';
import type { Embedder } from './embedder.ts';
import { isEmptyPlan, type PlannedPoint, type PointsPlan, planPoints } from './plan.ts';
import type { PointWrites } from './point-writes.ts';
import { type PointStatement, pointStatements } from './points.ts';

/** PGlite serves nobody else during a transaction, so none may be long: 500 points take some 30 ms. */
const STATEMENTS_PER_BATCH = 500;

type Batch = ReadonlyMap<Id, readonly PointStatement[]>;

/**
 * Makes the participant. A commit may take several batches; readers see none of it before the ledger says so.
 * @param embedder with a cache, so that what `prepare` embeds is found again by `apply`
 */
export function vectorsParticipant(writes: PointWrites, embedder: Embedder, registry: Registry): Participant {
  return {
    name: 'vectors',

    async prepare(changes) {
      const statements = [...pointStatements(registry, changes).values()].flat();
      await embedder.embed(statements.flatMap(({ values }) => (values ? [values.text] : [])));
    },

    async apply(work) {
      for (const batch of batches(pointStatements(registry, work.changes))) {
        if (work.dead.size > 0) await writes.removeDead(work.tenant, [...batch.keys()], work.dead);
        for (const round of writes.atomic ? [batch] : rounds(batch)) await carryOut(writes, embedder, work, round);
      }
    },

    async compensate({ tenant, systemTime }) {
      await writes.undo(tenant, systemTime);
    },

    async verify(work) {
      for (const batch of batches(pointStatements(registry, work.changes))) {
        if (!isEmptyPlan(await planFor(writes, work, batch))) return false;
      }
      return true;
    },

    async purge(tenant) {
      await writes.purge(tenant);
    },
  };
}

/** All statements about one id stay in one batch: each builds on what the ones before it left. */
function* batches(statements: Batch): Generator<Batch> {
  let batch = new Map<Id, readonly PointStatement[]>();
  let size = 0;
  for (const [id, stated] of statements) {
    if (size > 0 && size + stated.length > STATEMENTS_PER_BATCH) {
      yield batch;
      batch = new Map();
      size = 0;
    }
    batch.set(id, stated);
    size += stated.length;
  }
  if (size > 0) yield batch;
}

/**
 * A batch cut so that no part has two system times of an id: only then does a plan that was carried out by half show
 * what is left to do. An ordinary commit has one system time, and one round.
 */
function* rounds(batch: Batch): Generator<Batch> {
  for (let left = batch; left.size > 0; ) {
    const round = new Map<Id, readonly PointStatement[]>();
    const later = new Map<Id, readonly PointStatement[]>();
    for (const [id, stated] of left) {
      const cut = stated.findIndex(({ systemTime }) => systemTime !== stated[0]?.systemTime);
      round.set(id, cut < 0 ? stated : stated.slice(0, cut));
      if (cut > 0) later.set(id, stated.slice(cut));
    }
    yield round;
    left = later;
  }
}

async function planFor(writes: PointWrites, work: CommitWork, batch: Batch): Promise<PointsPlan> {
  const since = [...batch.values()]
    .flat()
    .reduce((least, { systemTime }) => earlier(least, systemTime), work.systemTime);
  return planPoints(batch, await writes.timelines(work.tenant, [...batch.keys()], since));
}

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/** Embeddings are there before the write begins: a provider that is slow must not keep the store from others. */
async function carryOut(writes: PointWrites, embedder: Embedder, work: CommitWork, batch: Batch): Promise<void> {
  const plan = await planFor(writes, work, batch);
  if (isEmptyPlan(plan)) return;
  await writes.write(work.tenant, plan, await embeddingsOf(plan.inserts, writes, embedder, work.tenant));
}

/** What is left of a version keeps its embedding: nobody is asked for it while a commit is open. The rest was prepared. */
async function embeddingsOf(
  points: readonly PlannedPoint[],
  writes: PointWrites,
  embedder: Embedder,
  tenant: Tenant,
): Promise<readonly Float32Array[]> {
  const keys = [...new Set(points.flatMap(({ leftOf }) => leftOf ?? []))];
  const stored = keys.length === 0 ? [] : await writes.embeddings(tenant, keys);
  const kept = new Map(keys.map((key, index) => [key, stored[index]]));
  const keptOf = ({ leftOf }: PlannedPoint): Float32Array | undefined => (leftOf ? kept.get(leftOf) : undefined);
  const others = points.filter((point) => keptOf(point) === undefined);
  const embedded = (await embedder.embed(others.map(({ values }) => values.text))).values();
  return points.flatMap((point) => keptOf(point) ?? embedded.next().value ?? []);
}
