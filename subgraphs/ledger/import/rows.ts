// The rows of an import file, whatever its format: each line with its cells as they arrived.
import { AsofError } from '../../../core/errors.ts';
import { readCsv } from './csv.ts';
import { readJsonLines } from './json-lines.ts';
import type { RowType } from './row-types.ts';

export interface RawRow {
  /** Where the row begins, from 1. */
  readonly line: number;
  /** By column; an empty cell or a null is not there. Texts in CSV, any JSON value in JSON Lines. */
  readonly cells: ReadonlyMap<string, unknown>;
  /** About how many characters it has. */
  readonly size: number;
}

export interface ImportFile {
  readonly path: string;
  readonly type: RowType;
}

/**
 * Reads a file's rows by the format that its name ends with: `.csv`, `.jsonl` or `.ndjson`.
 * @throws AsofError USAGE for another name, IMPORT_FILE_INVALID for a fault of the file
 */
export function readRows(file: ImportFile): AsyncGenerator<RawRow> {
  if (/\.csv$/i.test(file.path)) return readCsv(file.path, file.type);
  if (/\.(jsonl|ndjson)$/i.test(file.path)) return readJsonLines(file.path, file.type);
  throw new AsofError('USAGE', `${file.path}: the name of an import file ends with .csv, .jsonl or .ndjson.`);
}
