// Rows of a CSV file, one at a time: the form of the file is checked here, the values are not.
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { fileFault } from './faults.ts';
import { columnNames, type RowType } from './row-types.ts';
import type { RawRow } from './rows.ts';
import { ROW_BYTES_MAX, readPieces } from './text.ts';

interface CsvRecord {
  readonly record: readonly string[];
  readonly line: number;
}

/**
 * Reads the rows of a CSV file with a header; an empty cell is absent.
 * @throws AsofError IMPORT_FILE_INVALID for a header or a form that cannot be read
 */
export async function* readCsv(path: string, type: RowType): AsyncGenerator<RawRow> {
  let header: readonly string[] | undefined;
  for await (const { line, record } of readRecords(path)) {
    if (header === undefined) {
      checkHeader(path, line, record, type);
      header = record;
      continue;
    }
    if (record.length !== header.length) {
      const reason = `the row has ${record.length} cells and the header has ${header.length}`;
      throw fileFault({ file: path, line, column: Math.min(record.length, header.length) + 1 }, reason);
    }
    const cells = new Map<string, unknown>();
    let size = 0;
    for (const [index, cell] of record.entries()) {
      const name = header[index];
      if (cell !== '' && name !== undefined) cells.set(name, cell);
      size += cell.length;
    }
    yield { line, cells, size };
  }
  if (header === undefined)
    throw fileFault({ file: path, line: 1, column: null }, 'the file is empty; it needs a header');
}

async function* readRecords(path: string): AsyncGenerator<CsvRecord> {
  const lines = new LineCount();
  const parser = parse({
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: ROW_BYTES_MAX,
    on_record: (record, info) => lines.follow(record, info),
  });
  const source = Readable.from(readPieces(path), { objectMode: false });
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const record of source.pipe(parser) as AsyncIterable<readonly string[]>) {
      yield { record, line: lines.of(record) };
    }
  } catch (error) {
    throw error instanceof CsvError ? formFault(path, error, lines) : error;
  } finally {
    source.destroy();
  }
}

/** Follows the parser as it goes, for it counts a CRLF inside quotes as two lines and says only where a row ends. */
class LineCount {
  readonly #beginnings = new WeakMap<readonly string[], number>();
  #countedTwice = 0;
  #lastLine = 0;
  #emptyLines = 0;

  follow(record: string[], info: { readonly lines: number; readonly empty_lines: number }): string[] {
    const breaks = record.flatMap((cell) => cell.match(/\r\n|\n|\r/g) ?? []);
    this.#countedTwice += breaks.filter((text) => text === '\r\n').length;
    this.#lastLine = this.corrected(info.lines);
    this.#emptyLines = info.empty_lines;
    this.#beginnings.set(record, this.#lastLine - breaks.length);
    return record;
  }

  /** Where a row begins that was followed. */
  of(record: readonly string[]): number {
    return this.#beginnings.get(record) ?? this.#lastLine;
  }

  corrected(lines: number): number {
    return lines - this.#countedTwice;
  }

  /** Where the row begins that follows the last whole one. */
  next(emptyLines: number): number {
    return this.#lastLine + 1 + emptyLines - this.#emptyLines;
  }
}

const FORM_FAULTS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened here and never closed',
  CSV_INVALID_CLOSING_QUOTE: 'a quote is closed in the middle of a cell; a quote inside quotes is written twice',
  INVALID_OPENING_QUOTE: 'a quote stands in the middle of a cell; put the whole cell in quotes, and write it twice',
  CSV_MAX_RECORD_SIZE: 'the row is longer than the 1 MiB that a row may have; perhaps a quote was never closed',
};

const ENDLESS: ReadonlySet<string> = new Set(['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE']);

/** What the parser puts on its errors besides what its types say. */
interface ErrorPlace {
  readonly lines?: number;
  readonly column?: number;
  readonly empty_lines?: number;
}

function formFault(file: string, error: CsvError, counted: LineCount): Error {
  const { lines = 1, column, empty_lines: emptyLines = 0 } = error as ErrorPlace;
  // A row that has no end is reported where it begins.
  const line = ENDLESS.has(error.code) ? counted.next(emptyLines) : counted.corrected(lines);
  const place = { file, line, column: column === undefined ? null : column + 1 };
  return fileFault(place, FORM_FAULTS[error.code] ?? error.message, error);
}

function checkHeader(file: string, line: number, header: readonly string[], type: RowType): void {
  const fail = (column: string | number | null, reason: string): never => {
    throw fileFault({ file, line, column }, reason);
  };
  const [only = ''] = header;
  if (header.length === 1 && /[;\t|]/.test(only)) fail(null, 'cells are separated by commas, and the header has none');
  const seen = new Set<string>();
  for (const [index, name] of header.entries()) {
    if (name === '') fail(index + 1, 'the header leaves a column without a name');
    if (!type.columns.has(name))
      fail(name, `${type.name} has no column “${name.slice(0, 60)}”; it has ${columnNames(type)}`);
    if (seen.has(name)) fail(name, 'the header names the column twice');
    seen.add(name);
  }
  if (seen.has('op')) return;
  const required = [...type.columns.values()].filter((column) => column.required || column.name === 'validFrom');
  for (const { name } of required) if (!seen.has(name)) fail(name, `the header lacks the column “${name}”`);
}
