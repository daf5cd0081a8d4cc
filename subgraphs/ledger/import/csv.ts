// Rows of a CSV file, one at a time: the form of the file is checked here, the values are not.
import { Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import { fileFault } from './faults.ts';
import type { RawRow } from './rows.ts';
import type { RowType } from './row-types.ts';
import { ROW_BYTES_MAX, readPieces } from './text.ts';

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: Info;
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
  if (header === undefined) throw fileFault({ file: path, line: 1, column: null }, 'the file is empty; it needs a header');
}

async function* readRecords(path: string): AsyncGenerator<{ line: number; record: readonly string[] }> {
  const parser = parse({
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: ROW_BYTES_MAX,
  });
  const source = Readable.from(readPieces(path), { objectMode: false });
  source.on('error', (error) => parser.destroy(error));
  // The parser counts a CRLF inside quotes as two lines.
  let countedTwice = 0;
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<CsvRecord>) {
      const breaks = record.flatMap((cell) => cell.match(/\r\n|\n|\r/g) ?? []);
      countedTwice += breaks.filter((text) => text === '\r\n').length;
      yield { line: info.lines - countedTwice - breaks.length, record };
    }
  } catch (error) {
    throw error instanceof CsvError ? formFault(path, error, countedTwice) : error;
  } finally {
    source.destroy();
  }
}

const FORM_FAULTS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened here and never closed',
  CSV_INVALID_CLOSING_QUOTE: 'a quote is closed in the middle of a cell; a quote inside quotes is written twice',
  INVALID_OPENING_QUOTE: 'a quote stands in the middle of a cell; put the whole cell in quotes, and write it twice',
  CSV_MAX_RECORD_SIZE: 'the row is longer than the 1 MiB that a row may have; perhaps a quote was never closed',
};

function formFault(file: string, error: CsvError, countedTwice: number): Error {
  const { lines, column } = error as { lines?: unknown; column?: unknown };
  const line = (typeof lines === 'number' ? lines : 1) - countedTwice;
  const cell = typeof column === 'number' ? column + 1 : typeof column === 'string' ? column : null;
  return fileFault({ file, line, column: cell }, FORM_FAULTS[error.code] ?? error.message, error);
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
    if (!type.columns.has(name)) fail(name, `${type.name} has no column “${name.slice(0, 60)}”; it has ${known(type)}`);
    if (seen.has(name)) fail(name, 'the header names the column twice');
    seen.add(name);
  }
  if (seen.has('op')) return;
  const required = [...type.columns.values()].filter((column) => column.required || column.name === 'validFrom');
  for (const { name } of required) if (!seen.has(name)) fail(name, `the header lacks the column “${name}”`);
}

export const known = (type: RowType): string => [...type.columns.keys()].join(', ');
