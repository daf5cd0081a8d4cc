// Values of any field as JSON: what fields of type JSON show of them.
import type { FieldValue } from '../../core/commit.ts';
import { formatInstant, type Instant } from '../../core/instant.ts';
import type { FieldKind } from '../../core/registry.ts';

/** Instants as text, and all else as it is: decimals, dates and ids are text already. */
export function shown(kind: FieldKind, value: FieldValue): FieldValue {
  return kind === 'instant' && typeof value === 'number' ? formatInstant(value as Instant) : value;
}
