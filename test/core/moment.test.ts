import { describe, expect, it } from 'vitest';
import { makeCursor, readCursor } from '../../core/cursor.ts';
import { AsofError } from '../../core/errors.ts';
import { type Instant, parseInstant } from '../../core/instant.ts';
import { formatMoment, parseMoment, sameMoment } from '../../core/moment.ts';

const moment = { validTime: parseInstant('2024-03-01'), systemTime: parseInstant('2024-06-01T12:00:00.000001Z') };

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof AsofError) return error.code;
  }
  return 'none';
};

describe('moments', () => {
  it('are written as one opaque scalar and read back', () => {
    expect(formatMoment(moment)).toBe('2024-03-01T00:00:00Z@2024-06-01T12:00:00.000001Z');
    expect(sameMoment(parseMoment(formatMoment(moment)), moment)).toBe(true);
    expect(sameMoment({ ...moment, systemTime: 0 as Instant }, moment)).toBe(false);
  });

  it.each(['', '2024-03-01', '@', '2024-03-01@', '2024-03-01@then', '2024-03-01@2024-03-01@2024-03-01'])(
    'refuse “%s”',
    (text) => {
      expect(codeOf(() => parseMoment(text))).toBe('MOMENT_INVALID');
    },
  );
});

describe('cursors', () => {
  const scope = ['customers', 'acme', { filter: null }];

  it('keep their moment and position', () => {
    expect(readCursor(scope, makeCursor(scope, moment, ['Acme', 'id-1']))).toEqual({
      moment,
      position: ['Acme', 'id-1'],
    });
  });

  it('are refused elsewhere, and when somebody else made them', () => {
    const cursor = makeCursor(scope, moment, 1);
    expect(codeOf(() => readCursor(['customers', 'other', { filter: null }], cursor))).toBe('CURSOR_FOREIGN');
    for (const wrong of ['', 'abc', `${cursor}x`, cursor.slice(2), 'x'.repeat(5000)]) {
      expect(['CURSOR_INVALID', 'CURSOR_FOREIGN']).toContain(codeOf(() => readCursor(scope, wrong)));
    }
    const noMoment = Buffer.from(JSON.stringify([JSON.parse(Buffer.from(cursor, 'base64url').toString())[0], 'x', 1]));
    expect(codeOf(() => readCursor(scope, noMoment.toString('base64url')))).toBe('CURSOR_INVALID');
  });
});
