import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../core/instant.ts';
import type { Moment } from '../../core/moment.ts';
import { applyStatements, type Statement, type Version } from '../../core/timeline.ts';
import { isVisible } from '../../core/visibility.ts';
import { intersectWindows } from '../../core/window.ts';
import { anyMoment, anyStatements } from './arbitraries.ts';

const NO_DEAD: ReadonlySet<Instant> = new Set();

/** The simplest truth: the last statement known by then that covers the valid time decides. */
function scan(statements: readonly Statement<number>[], at: Moment): number | null {
  return statements.reduce<number | null>(
    (found, s) =>
      s.systemTime <= at.systemTime && s.validFrom <= at.validTime && at.validTime < s.validTo ? s.values : found,
    null,
  );
}

/** A store as small as can be: rows, and what a change does to them. */
function store(rows: readonly Version<number>[], statements: readonly Statement<number>[]): Version<number>[] {
  const open = rows.filter((row) => row.systemTo === Number.MAX_SAFE_INTEGER);
  const { closed, opened } = applyStatements(open, statements);
  const ends = new Map(closed.map((c) => [c.version, c.systemTo]));
  return [...rows.map((row) => ({ ...row, systemTo: ends.get(row) ?? row.systemTo })), ...opened];
}

/** Statements of one system time stay together, as one commit makes them. */
function batches(statements: readonly Statement<number>[], sizes: readonly number[]): Statement<number>[][] {
  const result: Statement<number>[][] = [];
  let size = 0;
  for (const statement of statements) {
    const last = result.at(-1);
    const sameTime = last?.at(-1)?.systemTime === statement.systemTime;
    if (last && (sameTime || last.length < size)) last.push(statement);
    else {
      size = sizes[result.length % sizes.length] ?? 1;
      result.push([statement]);
    }
  }
  return result;
}

describe('applyStatements', () => {
  const history = fc.tuple(anyStatements(12), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }));

  it('makes versions that say at every moment what a scan of the statements says', () => {
    fc.assert(
      fc.property(history, fc.array(anyMoment(50), { maxLength: 30 }), ([statements, sizes], moments) => {
        const rows = batches(statements, sizes).reduce<Version<number>[]>(store, []);
        for (const at of moments) {
          const visible = rows.filter((row) => isVisible(row, at, NO_DEAD)).map((row) => row.values);
          const expected = scan(statements, at);
          expect(visible).toEqual(expected === null ? [] : [expected]);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('never makes rectangles that overlap or are empty', () => {
    fc.assert(
      fc.property(history, ([statements, sizes]) => {
        const rows = batches(statements, sizes).reduce<Version<number>[]>(store, []);
        for (const row of rows) {
          expect(row.validFrom).toBeLessThan(row.validTo);
          expect(row.systemFrom).toBeLessThan(row.systemTo);
        }
        rows.forEach((a, i) => {
          for (const b of rows.slice(i + 1)) expect(intersectWindows(a, b)).toBeUndefined();
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves the outcome the same however the statements are cut into batches', () => {
    fc.assert(
      fc.property(history, ([statements, sizes]) => {
        const key = (row: Version<number>): string =>
          [row.validFrom, row.validTo, row.systemFrom, row.systemTo, row.values].join();
        const cut = batches(statements, sizes).reduce<Version<number>[]>(store, []);
        expect(cut.map(key).sort()).toEqual(store([], statements).map(key).sort());
      }),
      { numRuns: 1000 },
    );
  });
});
