// A point as Qdrant keeps it: its id follows from its version, so that a repeated write is the same point again.
import { createHash } from 'node:crypto';
import type { Id, Tenant } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Version } from '../../../core/timeline.ts';
import type { PointKey } from '../plan.ts';
import type { Point, PointKind, PointValues } from '../points.ts';

export interface StoredPayload {
  readonly tenant: Tenant;
  readonly id: Id;
  readonly kind: PointKind;
  readonly type: string;
  readonly valid_from: Instant;
  readonly valid_to: Instant;
  readonly system_from: Instant;
  readonly system_to: Instant;
  readonly text: string;
}

/** The id of the point of a version: a UUID (of version 8) that is made of a hash. */
export function pointId(tenant: Tenant, { id, validFrom, systemFrom }: PointKey): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify([tenant, id, validFrom, systemFrom]))
    .digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function payloadOf(tenant: Tenant, point: Point): StoredPayload {
  const { kind, type, text } = point.values;
  return {
    tenant,
    id: point.id,
    kind,
    type,
    valid_from: point.validFrom,
    valid_to: point.validTo,
    system_from: point.systemFrom,
    system_to: point.systemTo,
    text,
  };
}

export function versionOf({ kind, type, text, ...bounds }: StoredPayload): Version<PointValues> {
  return {
    validFrom: bounds.valid_from,
    validTo: bounds.valid_to,
    systemFrom: bounds.system_from,
    systemTo: bounds.system_to,
    values: { kind, type, text },
  };
}
