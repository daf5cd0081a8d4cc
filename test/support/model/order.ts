// The order of values by the kind of their field, exact, and of rows by several of them.
import type { FieldValue } from '../../../core/commit.ts';
import type { Direction } from '../../../core/reads.ts';
import type { FieldKind } from '../../../core/registry.ts';

export type ScalarKind = Exclude<FieldKind, 'json' | 'strings'> | 'id';

const DECIMALS = 30;

/** An exact decimal as a whole number of its smallest unit, 10⁻³⁰. */
export function scaled(decimal: string): bigint {
  const [, sign, whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (sign === undefined || fraction.length > DECIMALS) throw new Error(`“${decimal}” is no decimal of the model.`);
  const digits = BigInt(`${whole}${fraction.padEnd(DECIMALS, '0')}`);
  return sign === '-' ? -digits : digits;
}

/** Numbers as numbers; dates, instants, ids and texts as texts, by code point. */
export function compareScalars(kind: ScalarKind, a: FieldValue, b: FieldValue): number {
  if (kind === 'int' || kind === 'decimal') {
    const difference = scaled(String(a)) - scaled(String(b));
    return difference === 0n ? 0 : difference < 0n ? -1 : 1;
  }
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

export interface Key {
  readonly kind: ScalarKind;
  readonly value: FieldValue;
  readonly direction: Direction;
}

/** Orders rows by their keys; null comes last in both directions. */
export function compareKeys(a: readonly Key[], b: readonly Key[]): number {
  for (const [n, left] of a.entries()) {
    const right = b[n] as Key;
    if (left.value === null || right.value === null) {
      if (left.value !== right.value) return left.value === null ? 1 : -1;
      continue;
    }
    const rising = compareScalars(left.kind, left.value, right.value);
    if (rising !== 0) return left.direction === 'ASC' ? rising : -rising;
  }
  return 0;
}
