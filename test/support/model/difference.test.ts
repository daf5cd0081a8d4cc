// The model’s differences and ways between moments, on a history that was told by hand.
import { describe, expect, it } from 'vitest';
import type { EntityValues } from '../../../core/commit.ts';
import { registry } from '../../../core/entity-types.ts';
import { newId } from '../../../core/ids.ts';
import { type Instant, OPEN_END } from '../../../core/instant.ts';
import { Truth } from '../histories.ts';
import { changedFields, kindOf, stepsBetween } from './difference.ts';

const id = newId();
const at = (micros: number): Instant => micros as Instant;
const moment = (validTime: number, systemTime: number) => ({ validTime: at(validTime), systemTime: at(systemTime) });
const named = (name: string, tier: string | null = null): EntityValues => ({
  fields: { name, tier },
  attributes: null,
});

const truth = new Truth();
const say = (systemTime: number, values: EntityValues | null, from: number, to: number = OPEN_END): void =>
  truth.state(
    [{ kind: 'entity', entity: { type: 'Customer', id }, validFrom: at(from), validTo: at(to), values }],
    at(systemTime),
  );
say(100, named('a'), 10);
say(200, named('a', 'GOLD'), 20);
say(300, named('b', 'GOLD'), 15, 25);
say(400, null, 40);

const way = (from: [number, number], to: [number, number]) =>
  stepsBetween(truth, id, moment(...from), moment(...to)).map(({ axis, at: bound, before, after }) => [
    axis,
    bound,
    (before as EntityValues | null)?.fields ?? null,
    (after as EntityValues | null)?.fields ?? null,
  ]);

const [A, A_GOLD, B_GOLD] = [named('a'), named('a', 'GOLD'), named('b', 'GOLD')].map(({ fields }) => fields);

describe('the way between two moments', () => {
  it('is first what was learned where it begins, then what happened as known where it ends', () => {
    expect(way([16, 100], [30, 300])).toEqual([
      ['SYSTEM', 300, A, B_GOLD],
      ['VALID', 25, B_GOLD, A_GOLD],
    ]);
  });

  it('leads back by the same bounds', () => {
    expect(way([16, 300], [22, 100])).toEqual([['SYSTEM', 300, B_GOLD, A]]);
    expect(way([30, 300], [5, 300])).toEqual([
      ['VALID', 25, A_GOLD, B_GOLD],
      ['VALID', 15, B_GOLD, A],
      ['VALID', 10, A, null],
    ]);
  });

  it('crosses a bound that it ends at, not one that it begins at', () => {
    expect(way([10, 100], [15, 300])).toEqual([['VALID', 15, A, B_GOLD]]);
    expect(way([10, 100], [9, 100])).toEqual([['VALID', 10, A, null]]);
    expect(way([9, 100], [10, 100])).toEqual([['VALID', 10, null, A]]);
  });

  it('has no step where nothing changed', () => {
    expect(way([12, 100], [12, 400])).toEqual([]);
  });
});

describe('a difference', () => {
  const type = registry.get('Customer');

  it('is named by what is there at either end', () => {
    expect([kindOf(null, null), kindOf(null, named('a')), kindOf(named('a'), null)]).toEqual([
      'ABSENT',
      'ADDED',
      'REMOVED',
    ]);
    expect([kindOf(named('a'), named('a')), kindOf(named('a'), named('b'))]).toEqual(['SAME', 'CHANGED']);
  });

  it('lists the fields that differ; those of what is not there are null', () => {
    expect(changedFields(type, named('a'), named('a', 'GOLD'))).toEqual([
      { field: 'tier', before: null, after: 'GOLD' },
    ]);
    expect(changedFields(type, null, { ...named('a'), attributes: { x: 1 } })).toEqual([
      { field: 'name', before: null, after: 'a' },
      { field: 'attributes', before: null, after: { x: 1 } },
    ]);
  });
});
