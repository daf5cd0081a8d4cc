// The first pass over a file: its whole form, before anything of it is let in.
import { AsofError } from '../../../core/errors.ts';
import { type Instant, parseInstant } from '../../../core/instant.ts';
import { fileFault } from './faults.ts';
import { type ImportFile, type RawRow, readRows } from './rows.ts';

/**
 * Reads a whole file and returns how many rows it has.
 * @throws AsofError IMPORT_FILE_INVALID for a fault of the file; IMPORT_BOOTSTRAP_REFUSED for a systemFrom outside a
 * bootstrap load
 */
export async function checkFile(
  file: ImportFile,
  bootstrap: boolean,
  onRow: (rows: number) => void = () => undefined,
): Promise<number> {
  const order = new SystemOrder(file);
  let rows = 0;
  for await (const row of readRows(file)) {
    if (bootstrap) order.next(row);
    else refuseSystemFrom(file, row);
    rows += 1;
    onRow(rows);
  }
  return rows;
}

function refuseSystemFrom(file: ImportFile, row: RawRow): void {
  if (!row.cells.has('systemFrom')) return;
  const message = `${file.path}, line ${row.line}: a row may say systemFrom only in a load with --bootstrap into an empty tenant.`;
  throw new AsofError('IMPORT_BOOTSTRAP_REFUSED', message, { details: { file: file.path, line: row.line } });
}

/** Follows the system times of a file's rows, which may not fall. */
export class SystemOrder {
  readonly #file: ImportFile;
  #last = 0 as Instant;

  constructor(file: ImportFile) {
    this.#file = file;
  }

  /**
   * The row's place in the order; one whose systemFrom cannot be read, which is a fault of the row, keeps its place.
   * @throws AsofError IMPORT_FILE_INVALID when it lies before the row above
   */
  next(row: RawRow): Instant {
    const systemFrom = readSystemFrom(row) ?? this.#last;
    if (systemFrom < this.#last) {
      const place = { file: this.#file.path, line: row.line, column: 'systemFrom' };
      throw fileFault(place, 'it lies before the row above; sort the file by systemFrom for a bootstrap load');
    }
    this.#last = systemFrom;
    return systemFrom;
  }
}

function readSystemFrom(row: RawRow): Instant | undefined {
  const arrived = row.cells.get('systemFrom');
  if (typeof arrived !== 'string') return undefined;
  try {
    return parseInstant(arrived);
  } catch {
    return undefined;
  }
}
