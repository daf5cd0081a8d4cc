// The model’s aggregates: exact sums, and groups in their order.
import { describe, expect, it } from 'vitest';
import { aggregate } from './aggregate.ts';
import { scaled } from './order.ts';

const row = (tier: string | null, limit: string | null) => ({ keys: [tier], numbers: { limit } });

describe('aggregates', () => {
  const groups = aggregate(
    [row('GOLD', '0.1'), row(null, '5'), row('GOLD', '0.2'), row('BRONZE', null), row(null, '-7'), row('GOLD', null)],
    ['string'],
    ['limit'],
  );

  it('come by falling count, then by key, null last', () => {
    expect(groups.map(({ keys, count }) => [keys[0], count])).toEqual([
      ['GOLD', 3],
      [null, 2],
      ['BRONZE', 1],
    ]);
  });

  it('are one group without keys, also of nothing', () => {
    const nothing = { keys: [], count: 0, values: [{ field: 'limit', count: 0, sum: null, min: null, max: null }] };
    expect(aggregate([], [], ['limit'])).toEqual([nothing]);
    expect(aggregate([], ['string'], ['limit'])).toEqual([]);
  });

  it('are exact, and leave null out', () => {
    expect(groups.map(({ values }) => values[0])).toEqual([
      { field: 'limit', count: 2, sum: scaled('0.3'), min: scaled('0.1'), max: scaled('0.2') },
      { field: 'limit', count: 2, sum: scaled('-2'), min: scaled('-7'), max: scaled('5') },
      { field: 'limit', count: 0, sum: null, min: null, max: null },
    ]);
  });
});
