// The model’s neighbourhoods and paths, on a small graph that can be looked at whole.
import { describe, expect, it } from 'vitest';
import type { Id } from '../../../core/ids.ts';
import { type CastFact, neighborsOf, pathsBetween } from './network.ts';

const ref = (name: string) => ({ type: 'Customer', id: name as Id });
const fact = (id: string, subject: string, object: string): CastFact => ({
  id: id as Id,
  subject: ref(subject),
  object: ref(object),
});

/** a → b → c → d, a → c, c → a, and a → a; e stands alone with f. */
const FACTS = [
  fact('1', 'a', 'b'),
  fact('2', 'b', 'c'),
  fact('3', 'c', 'd'),
  fact('4', 'a', 'c'),
  fact('5', 'c', 'a'),
  fact('6', 'a', 'a'),
  fact('7', 'e', 'f'),
];

const around = (start: string, depth: number, direction: 'OUT' | 'IN' | 'BOTH') =>
  neighborsOf(FACTS, start as Id, { depth, direction }).map(({ id, distance, via }) => [
    id,
    distance,
    via.map((one) => one.id).join(''),
  ]);

describe('neighbours', () => {
  it('come by distance and id, without oneself, with all facts that reach them first', () => {
    expect(around('a', 4, 'BOTH')).toEqual([
      ['b', 1, '1'],
      ['c', 1, '45'],
      ['d', 2, '3'],
    ]);
  });

  it('are no farther than the depth', () => {
    expect(around('d', 1, 'BOTH')).toEqual([['c', 1, '3']]);
  });

  it('are reached along the direction alone', () => {
    expect(around('d', 4, 'OUT')).toEqual([]);
    expect(around('d', 4, 'IN')).toEqual([
      ['c', 1, '3'],
      ['a', 2, '4'],
      ['b', 2, '2'],
    ]);
    expect(around('b', 4, 'OUT')).toEqual([
      ['c', 1, '2'],
      ['a', 2, '5'],
      ['d', 2, '3'],
    ]);
  });
});

describe('paths', () => {
  const ways = (from: string, to: string, depthMax: number) =>
    pathsBetween(FACTS, from as Id, to as Id, depthMax).map((path) => path.map(({ id }) => id).join(''));

  it('are all ways that come by nobody twice, the shortest first', () => {
    expect(ways('a', 'd', 6)).toEqual(['43', '53', '123']);
    expect(ways('d', 'b', 6)).toEqual(['32', '341', '351']);
  });

  it('are no longer than the depth', () => {
    expect(ways('a', 'd', 2)).toEqual(['43', '53']);
    expect(ways('a', 'd', 1)).toEqual([]);
  });

  it('do not lead to an island', () => {
    expect(ways('a', 'e', 6)).toEqual([]);
  });
});
