// The model’s line, on histories that were cut by hand.
import { describe, expect, it } from 'vitest';
import { newId } from '../../../core/ids.ts';
import { EARLIEST, type Instant, OPEN_END } from '../../../core/instant.ts';
import { type Draft, Truth } from '../histories.ts';
import { lineOf } from './line.ts';

const id = newId();
const at = (micros: number): Instant => micros as Instant;
const moment = (validTime: number, systemTime: number) => ({ validTime: at(validTime), systemTime: at(systemTime) });

/** A statement that the subject was called so, or was not there, over a period. */
const said = (name: string | null, from: number, to: number = OPEN_END): Draft => ({
  kind: 'entity',
  entity: { type: 'Customer', id },
  validFrom: at(from),
  validTo: at(to),
  values: name === null ? null : { fields: { name }, attributes: null },
});

function told(...statements: [systemTime: number, draft: Draft][]): Truth {
  const truth = new Truth();
  for (const [systemTime, draft] of statements) truth.state([draft], at(systemTime));
  return truth;
}

const shown = (pieces: ReturnType<typeof lineOf>) =>
  pieces.map(({ from, to, values }) => [
    from,
    to,
    (values as { fields: { name: string } } | null)?.fields.name ?? null,
  ]);

describe('a line over valid time', () => {
  const truth = told([100, said('a', 10)], [200, said('b', 20, 30)], [300, said(null, 25, 40)]);

  it('is as it was known at the moment’s system time', () => {
    expect(shown(lineOf(truth, id, 'VALID', moment(0, 250)))).toEqual([
      [EARLIEST, 10, null],
      [10, 20, 'a'],
      [20, 25, 'b'],
      [25, 30, 'b'],
      [30, 40, 'a'],
      [40, OPEN_END, 'a'],
    ]);
  });

  it('has gaps where something was said not to be so', () => {
    const names = shown(lineOf(truth, id, 'VALID', moment(0, 300))).map(([, , name]) => name);
    expect(names).toEqual([null, 'a', 'b', null, null, 'a']);
  });

  it('shows nothing before anything was known', () => {
    expect(lineOf(truth, id, 'VALID', moment(0, 99)).every(({ values }) => values === null)).toBe(true);
  });
});

describe('a line over system time', () => {
  const truth = told([100, said('a', 10)], [200, said('b', 20, 30)], [300, said(null, 25, 40)]);

  it('ends with what was known last by the moment', () => {
    expect(shown(lineOf(truth, id, 'SYSTEM', moment(27, 299)))).toEqual([
      [EARLIEST, 100, null],
      [100, 200, 'a'],
      [200, OPEN_END, 'b'],
    ]);
  });

  it('counts what was learned at the very moment', () => {
    expect(shown(lineOf(truth, id, 'SYSTEM', moment(27, 300))).slice(2)).toEqual([
      [200, 300, 'b'],
      [300, OPEN_END, null],
    ]);
  });

  it('is about the valid time of the moment alone', () => {
    expect(shown(lineOf(truth, id, 'SYSTEM', moment(19, 999))).map(([, , name]) => name)).toEqual([
      null,
      'a',
      'a',
      'a',
    ]);
  });
});

describe('the last statement of one commit', () => {
  it('decides', () => {
    const truth = new Truth();
    truth.state([said('a', 10), said('b', 10)], at(100));
    expect(shown(lineOf(truth, id, 'VALID', moment(0, 100)))).toEqual([
      [EARLIEST, 10, null],
      [10, OPEN_END, 'b'],
    ]);
  });
});
