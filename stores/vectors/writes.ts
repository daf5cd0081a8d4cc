// The statements of a write, with rows turned into arrays: one statement for all rows of a kind.
import type { Id, Tenant } from '../../core/ids.ts';
import { type Instant, OPEN_END } from '../../core/instant.ts';
import type { Version } from '../../core/timeline.ts';
import type { Run, VectorsClient } from './client.ts';
import { STATEMENTS } from './pgvector/statements.ts';
import { encodeVectorArray } from './pgvector/vector-array.ts';
import type { PointsPlan, Timeline } from './plan.ts';
import type { PointKind, PointValues } from './points.ts';

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

/** What the store has of some ids, in one statement; an id that it never had is not in the map. */
export async function readTimelines(
  client: VectorsClient,
  tenant: Tenant,
  ids: readonly Id[],
): Promise<Map<Id, Timeline>> {
  const timelines = new Map<Id, { open: Version<PointValues>[]; newest: Instant }>();
  for (const row of await client.read<TimelineRow>(STATEMENTS.readTimelines, [tenant, ids])) {
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
export async function writePlan(
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

function keyColumns(keys: PointsPlan['deletes']): unknown[] {
  return [keys.map((key) => key.id), keys.map((key) => key.validFrom), keys.map((key) => key.systemFrom)];
}
