// Cursors of connections: the one place that makes and reads them. A cursor keeps the moment of its page.
import { createHash } from 'node:crypto';
import { AsofError } from './errors.ts';
import { formatMoment, type Moment, parseMoment } from './moment.ts';

const TEXT_LENGTH_MAX = 4_000;

/** What a cursor belongs to: field, tenant, filter, order. A cursor of another scope is refused. */
export type CursorScope = readonly unknown[];

/** Makes an opaque cursor for a position within a connection read at a moment. */
export function makeCursor(scope: CursorScope, moment: Moment, position: unknown): string {
  return Buffer.from(JSON.stringify([fingerprint(scope), formatMoment(moment), position])).toString('base64url');
}

/**
 * Reads a cursor that {@link makeCursor} made for the same scope. The caller checks the position's shape.
 * @throws AsofError CURSOR_INVALID, CURSOR_FOREIGN
 */
export function readCursor(scope: CursorScope, cursor: string): { moment: Moment; position: unknown } {
  const [mark, momentText, position] = decode(cursor);
  if (mark !== fingerprint(scope)) {
    throw new AsofError('CURSOR_FOREIGN', 'The cursor belongs to another field, filter, order or tenant.');
  }
  try {
    return { moment: parseMoment(momentText), position };
  } catch (cause) {
    throw invalid(cause);
  }
}

function decode(cursor: string): [mark: string, moment: string, position: unknown] {
  if (cursor.length > TEXT_LENGTH_MAX) throw invalid(undefined);
  try {
    const bytes = Buffer.from(cursor, 'base64url');
    if (bytes.toString('base64url') !== cursor) throw invalid(undefined);
    const parts: unknown = JSON.parse(bytes.toString());
    if (Array.isArray(parts) && parts.length === 3 && typeof parts[0] === 'string' && typeof parts[1] === 'string') {
      return [parts[0], parts[1], parts[2]];
    }
  } catch (cause) {
    throw invalid(cause);
  }
  throw invalid(undefined);
}

function invalid(cause: unknown): AsofError {
  return new AsofError('CURSOR_INVALID', 'The cursor is not one that Asof made; pass it on unchanged.', { cause });
}

function fingerprint(scope: CursorScope): string {
  return createHash('sha256').update(JSON.stringify(scope)).digest('base64url').slice(0, 12);
}
