// What changed of an entity between two moments, field by field, and the steps by which it did: pure.
import { isDeepStrictEqual } from 'node:util';
import type { EntityValues, FieldValue } from './commit.ts';
import { type Instant, instant } from './instant.ts';
import type { Moment } from './moment.ts';
import type { HistoryAxis } from './reads.ts';
import type { EntityType, FieldKind } from './registry.ts';
import type { Version } from './timeline.ts';
import { containsMoment, type Rectangle } from './window.ts';

/** ABSENT: visible at neither moment. SAME: visible at both, with the same values. */
export type DiffKind = 'ADDED' | 'REMOVED' | 'CHANGED' | 'SAME' | 'ABSENT';

/** A field whose value is not the same; null where it has none, or nothing is visible. */
export interface FieldDifference {
  readonly field: string;
  readonly kind: FieldKind;
  readonly before: FieldValue;
  readonly after: FieldValue;
}

/** A change of what is visible, somewhere on the way between two moments. */
export interface Step<V> {
  /** The axis that the way follows there. */
  readonly axis: HistoryAxis;
  /** The bound at which it changes. */
  readonly at: Instant;
  /** Names of the fields whose values change there. */
  readonly fields: readonly string[];
  /** Where the new values are read: at the bound, or a microsecond before it on a way back in time. */
  readonly moment: Moment;
  /** What is visible from there on; null where nothing is. */
  readonly version: V | null;
}

type Valued = { readonly values: EntityValues } | null;

/** Every field of the registry, and `attributes`, whose values differ. */
export function differences(type: EntityType, before: Valued, after: Valued): FieldDifference[] {
  const fields = [...type.fields, { name: 'attributes', kind: 'json' as const }];
  return fields.flatMap(({ name, kind }) => {
    const [was, is] = [fieldValue(before, name), fieldValue(after, name)];
    return sameValue(kind, was, is) ? [] : [{ field: name, kind, before: was, after: is }];
  });
}

export function kindOfDifference(type: EntityType, before: Valued, after: Valued): DiffKind {
  if (before === null) return after === null ? 'ABSENT' : 'ADDED';
  if (after === null) return 'REMOVED';
  return differences(type, before, after).length === 0 ? 'SAME' : 'CHANGED';
}

/**
 * The steps from one moment to another: first along system time, at the valid time of `from` (what was learned), then
 * along valid time, at the system time of `to` (what happened). Where bounds change and no value does is no step.
 * @param versions all that are visible somewhere on the way, without the bounds of dead commits; of two that are visible
 *   at one moment the first counts
 */
export function stepsBetween<V extends Version<EntityValues>>(
  type: EntityType,
  versions: readonly V[],
  from: Moment,
  to: Moment,
): Step<V>[] {
  const visibleAt = (moment: Moment): V | null => versions.find((each) => containsMoment(each, moment)) ?? null;
  const steps: Step<V>[] = [];
  let current = visibleAt(from);
  for (const { axis, at, moment } of crossingsOf(versions, from, to)) {
    const next = visibleAt(moment);
    const fields = differences(type, current, next).map(({ field }) => field);
    const appears = (current === null) !== (next === null);
    if (fields.length > 0 || appears) steps.push({ axis, at, fields, moment, version: next });
    current = next;
  }
  return steps;
}

/** Whether something is visible all along the way. */
export function isCovered(versions: readonly Rectangle[], from: Moment, to: Moment): boolean {
  const moments = [from, ...crossingsOf(versions, from, to).map(({ moment }) => moment)];
  return moments.every((moment) => versions.some((version) => containsMoment(version, moment)));
}

/** The bounds that the way crosses, in order: it turns where the system time is that of its end. */
function crossingsOf(versions: readonly Rectangle[], from: Moment, to: Moment) {
  const turn: Moment = { validTime: from.validTime, systemTime: to.systemTime };
  return [...crossings('SYSTEM', versions, from, turn), ...crossings('VALID', versions, turn, to)];
}

/** The bounds that one leg of the way crosses, in its direction. */
function crossings(axis: HistoryAxis, versions: readonly Rectangle[], from: Moment, to: Moment) {
  const name = axis === 'VALID' ? 'validTime' : 'systemTime';
  const isForward = from[name] <= to[name];
  const [low, high] = isForward ? [from[name], to[name]] : [to[name], from[name]];
  const bounds = versions.flatMap((each) =>
    axis === 'VALID' ? [each.validFrom, each.validTo] : [each.systemFrom, each.systemTo],
  );
  const crossed = [...new Set(bounds)].filter((bound) => low < bound && bound <= high).sort((a, b) => a - b);
  return (isForward ? crossed : crossed.reverse()).map((at) => ({
    axis,
    at,
    moment: { ...from, [name]: isForward ? at : instant(at - 1) } as Moment,
  }));
}

const fieldValue = (version: Valued, name: string): FieldValue =>
  (name === 'attributes' ? version?.values.attributes : version?.values.fields[name]) ?? null;

function sameValue(kind: FieldKind, a: FieldValue, b: FieldValue): boolean {
  if (kind === 'decimal' && typeof a === 'string' && typeof b === 'string') return canonical(a) === canonical(b);
  return isDeepStrictEqual(a, b);
}

/** A decimal without the zeros that do not count. */
function canonical(decimal: string): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  const digits = fraction.replace(/0+$/, '');
  const text = digits === '' ? whole : `${whole}.${digits}`;
  return text.replace(/^-?0*$/, '0').replace(/^(-?)0+(?=\d)/, '$1');
}
