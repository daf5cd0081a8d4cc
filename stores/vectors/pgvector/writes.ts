// Writes of points in PostgreSQL: one statement for all rows of a kind, and one transaction for a plan.
import type { Id, Tenant } from '../../../core/ids.ts';
import { type Instant, OPEN_END } from '../../../core/instant.ts';
import type { Version } from '../../../core/timeline.ts';
import type { Embedder } from '../embedder.ts';
import type { PointKey, PointsPlan, Timeline } from '../plan.ts';
import type { PointWrites } from '../point-writes.ts';
import type { PointKind, PointValues } from '../points.ts';
import type { PgvectorClient, Run } from './client.ts';
import { claimGeneration } from './generation.ts';
import { STATEMENTS } from './statements.ts';
import { encodeVectorArray, parseVector } from './vector-array.ts';

/** An open point, or the last one of an id that has none open. bigint arrives as text. */
interface TimelineRow {
  readonly id: Id;
  readonly newest: string;
  readonly kind: PointKind;
  readonly type: string;
  readonly valid_from: string;
  readonly valid_to: string;
  readonly system_from: string;
  readonly system_to: string;
  readonly text: string;
}

interface EmbeddingRow {
  /** Counted from 1. */
  readonly position: number;
  readonly embedding: string;
}

/** Makes the writes of a store. */
export function pgvectorWrites(client: PgvectorClient, embedder: Embedder): PointWrites {
  return {
    atomic: true,

    async removeDead(tenant, ids, dead) {
      const values = [tenant, ids, [...dead]];
      await client.write(async (run) => {
        await run(STATEMENTS.deleteDeadPoints, values);
        await run(STATEMENTS.reopenDeadPoints, values);
      });
    },

    async timelines(tenant, ids) {
      return timelinesOf(await client.read<TimelineRow>(STATEMENTS.readTimelines, [tenant, ids]));
    },

    async embeddings(tenant, keys) {
      const rows = await client.read<EmbeddingRow>(STATEMENTS.readEmbeddings, [tenant, ...keyColumns(keys)]);
      const found = new Map(rows.map(({ position, embedding }) => [position, parseVector(embedding)]));
      return keys.map((_, index) => found.get(index + 1));
    },

    async write(tenant, plan, embeddings) {
      await client.write(async (run) => {
        const vectorOid = await claimGeneration(run, embedder);
        await writePlan(run, vectorOid, tenant, plan, embeddings);
      });
    },

    async undo(tenant, systemTime) {
      await client.write(async (run) => {
        await run(STATEMENTS.deleteCommit, [tenant, systemTime]);
        await run(STATEMENTS.reopenCommit, [tenant, systemTime]);
      });
    },

    async purge(tenant) {
      await client.write((run) => run(STATEMENTS.purgeTenant, [tenant]));
    },
  };
}

function timelinesOf(rows: readonly TimelineRow[]): Map<Id, Timeline> {
  const timelines = new Map<Id, { open: Version<PointValues>[]; newest: Instant }>();
  for (const row of rows) {
    const timeline = timelines.get(row.id) ?? { open: [], newest: storedInstant(row.newest) };
    timelines.set(row.id, timeline);
    const version = storedVersion(row);
    if (version.systemTo === OPEN_END) timeline.open.push(version);
  }
  return timelines;
}

function storedVersion(row: TimelineRow): Version<PointValues> {
  return {
    validFrom: storedInstant(row.valid_from),
    validTo: storedInstant(row.valid_to),
    systemFrom: storedInstant(row.system_from),
    systemTo: storedInstant(row.system_to),
    values: { kind: row.kind, type: row.type, text: row.text },
  };
}

/** The store's bounds were instants when they were written. */
const storedInstant = (text: string): Instant => Number(text) as Instant;

/** Carries out a plan; `embeddings` are those of its inserts, in order. */
async function writePlan(
  run: Run,
  vectorOid: number,
  tenant: Tenant,
  plan: PointsPlan,
  embeddings: readonly Float32Array[],
): Promise<void> {
  const { deletes, closes, inserts } = plan;
  if (deletes.length > 0) await run(STATEMENTS.deletePoints, [tenant, ...keyColumns(deletes)]);
  if (closes.length > 0) {
    await run(STATEMENTS.closePoints, [tenant, ...keyColumns(closes), closes.map((close) => close.systemTo)]);
  }
  if (inserts.length === 0) return;
  await run(STATEMENTS.insertPoints, [
    tenant,
    inserts.map((point) => point.id),
    inserts.map((point) => point.values.kind),
    inserts.map((point) => point.values.type),
    inserts.map((point) => point.validFrom),
    inserts.map((point) => point.validTo),
    inserts.map((point) => point.systemFrom),
    inserts.map((point) => point.systemTo),
    inserts.map((point) => point.values.text),
    encodeVectorArray(vectorOid, embeddings),
  ]);
}

function keyColumns(keys: readonly PointKey[]): unknown[] {
  return [keys.map((key) => key.id), keys.map((key) => key.validFrom), keys.map((key) => key.systemFrom)];
}
