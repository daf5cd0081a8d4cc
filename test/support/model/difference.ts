// What changed of one subject between two moments, by scans: at both ends, and on either side of every bound on the way.
import { isDeepStrictEqual } from 'node:util';
import type { EntityValues, FieldValue } from '../../../core/commit.ts';
import type { Id } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Moment } from '../../../core/moment.ts';
import type { EntityType } from '../../../core/registry.ts';
import type { Stated, Truth } from '../histories.ts';
import { type Axis, moved } from './line.ts';

export type DiffKind = 'ADDED' | 'REMOVED' | 'CHANGED' | 'SAME' | 'ABSENT';

export interface Step {
  readonly axis: Axis;
  /** The bound that is crossed, in whichever direction. */
  readonly at: Instant;
  /** The moment just beyond the bound, seen from where the way begins. */
  readonly beyond: Moment;
  readonly before: Stated | null;
  readonly after: Stated | null;
}

export function kindOf(before: Stated | null, after: Stated | null): DiffKind {
  if (before === null) return after === null ? 'ABSENT' : 'ADDED';
  if (after === null) return 'REMOVED';
  return isDeepStrictEqual(before, after) ? 'SAME' : 'CHANGED';
}

/** The fields of a type whose values differ, `attributes` last. A field of what is not there is null. */
export function changedFields(type: EntityType, before: Stated | null, after: Stated | null) {
  return [...type.fields.map(({ name }) => name), 'attributes']
    .map((field) => ({ field, before: fieldValue(before, field), after: fieldValue(after, field) }))
    .filter((change) => !isDeepStrictEqual(change.before, change.after));
}

export function fieldValue(values: Stated | null, field: string): FieldValue {
  const entity = values as EntityValues | null;
  return (field === 'attributes' ? entity?.attributes : entity?.fields[field]) ?? null;
}

/**
 * The changes on the way from one moment to another: first along system time at the valid time where it begins (what
 * was learned), then along valid time at the system time where it ends (what happened).
 */
export function stepsBetween(truth: Truth, id: Id, from: Moment, to: Moment): Step[] {
  const corner = { validTime: from.validTime, systemTime: to.systemTime };
  const { valid, system } = truth.bounds(id);
  return [
    ...leg(truth, id, 'SYSTEM', system, corner, from.systemTime, to.systemTime),
    ...leg(truth, id, 'VALID', valid, corner, from.validTime, to.validTime),
  ];
}

function leg(truth: Truth, id: Id, axis: Axis, cuts: readonly Instant[], on: Moment, from: Instant, to: Instant) {
  const forward = from <= to;
  const crossed = cuts.filter((at) => (forward ? from < at && at <= to : to < at && at <= from));
  return (forward ? crossed : crossed.reverse()).flatMap((at): Step[] => {
    const sides = [moved(on, axis, (at - 1) as Instant), moved(on, axis, at)] as const;
    const [here, beyond] = forward ? sides : [sides[1], sides[0]];
    const [before, after] = [truth.at(id, here), truth.at(id, beyond)];
    return isDeepStrictEqual(before, after) ? [] : [{ axis, at, beyond, before, after }];
  });
}
