// The model’s filters: three truths, exact numbers, and JSON within its types.
import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../../core/commit.ts';
import type { FieldKind } from '../../../core/registry.ts';
import { type FilterInput, passes, type Row } from './filter.ts';

const KINDS: Readonly<Record<string, FieldKind>> = {
  name: 'string',
  tier: 'string',
  limit: 'decimal',
  at: 'instant',
  labels: 'strings',
  more: 'json',
};
const VALUES: Readonly<Record<string, FieldValue>> = {
  name: 'Acme & Sons',
  limit: '12.50',
  at: 1,
  labels: ['Depot'],
  more: { vip: true, score: 7, note: { text: 'first' }, none: null },
};

const row: Row = { kindOf: (name) => KINDS[name] ?? 'id', valueOf: (name) => VALUES[name] ?? null };

const lets = (filter: FilterInput): boolean => passes(filter, row);

describe('a filter', () => {
  it.each([
    [{}, true],
    [{ name: { eq: 'Acme & Sons' } }, true],
    [{ name: { startsWith: 'Acme', contains: '&' } }, true],
    [{ name: { startsWith: 'acme' } }, false],
    [{ name: { contains: '%' } }, false],
    [{ name: { in: [] } }, false],
    [{ name: { lt: 'Acme & Sonsa', gte: 'A' } }, true],
    [{ limit: { eq: '12.5' } }, true],
    [{ limit: { gt: '9' } }, true],
    [{ limit: { lt: '-3' } }, false],
    [{ at: { eq: '1970-01-01T00:00:00.000001Z' } }, true],
    [{ labels: { contains: 'Depot' } }, true],
    [{ labels: { contains: 'Dep' } }, false],
  ])('with %j', (filter, expected) => {
    expect([lets(filter), lets({ not: filter })]).toEqual([expected, !expected]);
  });

  it.each([
    [{ tier: { eq: 'GOLD' } }],
    [{ tier: { ne: 'GOLD' } }],
    [{ tier: { in: ['GOLD'] } }],
    [{ and: [{ tier: { eq: 'GOLD' } }, { name: { startsWith: 'A' } }] }],
    [{ or: [{ tier: { eq: 'GOLD' } }, { name: { startsWith: 'B' } }] }],
  ])('knows nothing of null, as is and under not: %j', (filter) => {
    expect([lets(filter), lets({ not: filter })]).toEqual([false, false]);
  });

  it('decides without what it does not know, where it can', () => {
    expect(lets({ or: [{ tier: { eq: 'GOLD' } }, { name: { startsWith: 'A' } }] })).toBe(true);
    expect(lets({ not: { and: [{ tier: { eq: 'GOLD' } }, { name: { startsWith: 'B' } }] } })).toBe(true);
    expect(lets({ tier: { isNull: true }, not: { tier: { isNull: false } } })).toBe(true);
    expect([lets({ tier: { in: [] } }), lets({ not: { tier: { in: [] } } })]).toEqual([false, true]);
  });
});

describe('a JSON filter', () => {
  it.each([
    [{ path: ['vip'], eq: true }, true],
    [{ path: ['score'], gte: 7, lt: 8 }, true],
    [{ path: ['note', 'text'], startsWith: 'fir' }, true],
    [{ path: ['score'], in: [1, 7] }, true],
    [{ path: ['none'], isNull: true }, true],
    [{ path: ['no', 'such'], isNull: true }, true],
    [{ path: ['vip'], isNull: true }, false],
  ])('with %j', (condition, expected) => {
    expect(lets({ more: [condition] })).toBe(expected);
  });

  it('knows an order within one JSON type alone, and tells values of two types apart', () => {
    const both = (condition: object) => [lets({ more: [condition] }), lets({ not: { more: [condition] } })];
    expect(both({ path: ['score'], gt: '6' })).toEqual([false, false]);
    expect(both({ path: ['score'], startsWith: '7' })).toEqual([false, false]);
    expect(both({ path: ['score'], eq: '7' })).toEqual([false, true]);
    expect(both({ path: ['score'], ne: '7' })).toEqual([true, false]);
  });

  it('wants all of its conditions', () => {
    expect(
      lets({
        more: [
          { path: ['vip'], eq: true },
          { path: ['score'], eq: 8 },
        ],
      }),
    ).toBe(false);
  });
});
