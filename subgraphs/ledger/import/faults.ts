// What can be wrong with an import: a fault of the file lets nothing in; a fault of a row leaves that row out.
import { AsofError, type ErrorCode } from '../../../core/errors.ts';

/** Where in a file: a line from 1, and the name of a column or, where a file's form is broken, a character from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: string | number | null;
}

/** One reason why a row was left out, as a line of the error file. */
export interface RowFault extends Place {
  readonly code: ErrorCode;
  readonly reason: string;
  /** What arrived there, shortened. */
  readonly arrived: unknown;
}

const ARRIVED_LENGTH_MAX = 200;

/** An error for a fault of the file itself; nothing of the import may go in after it. */
export function fileFault(place: Place, reason: string, cause?: unknown): AsofError {
  const column = place.column === null ? '' : `, column ${place.column}`;
  const message = `${place.file}, line ${place.line}${column}: ${reason}.`;
  return new AsofError('IMPORT_FILE_INVALID', message, { cause, details: { ...place } });
}

/** Thrown while the cells of one row are read, and made into a {@link RowFault} by the reader of the row. */
export class CellError extends Error {
  readonly code: ErrorCode;

  constructor(reason: string, code: ErrorCode = 'IMPORT_ROW_INVALID') {
    super(reason);
    this.code = code;
  }
}

export function rowFault(place: Place, error: unknown, arrived: unknown): RowFault {
  if (!(error instanceof CellError || error instanceof AsofError)) throw error;
  return { ...place, code: error.code, reason: error.message, arrived: shorten(arrived) };
}

function shorten(arrived: unknown): unknown {
  if (arrived === undefined) return null;
  const text = typeof arrived === 'string' ? arrived : JSON.stringify(arrived);
  return text.length <= ARRIVED_LENGTH_MAX ? arrived : `${text.slice(0, ARRIVED_LENGTH_MAX)}…`;
}
