// The rows of one import file of the demo, in the order in which they became known.
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { JsonValue } from '../core/commit.ts';
import type { Id } from '../core/ids.ts';
import { formatInstant, type Instant } from '../core/instant.ts';
import { END } from './calendar.ts';

export type Cells = Readonly<Record<string, JsonValue>>;

export interface Period {
  readonly from: Instant;
  /** Open when it is not there. */
  readonly to?: Instant;
  /** When it became known. */
  readonly known: Instant;
}

interface Row {
  readonly id: Id;
  readonly op: 'state' | 'end' | 'retract';
  readonly period: Partial<Period> & Pick<Period, 'known'>;
  readonly cells: Cells;
}

export class Table {
  /** The type of the rows: one of the registry's, `Fact` or `Episode`. */
  readonly type: string;
  readonly file: string;
  readonly #columns: readonly string[];
  readonly #rows: Row[] = [];

  constructor(type: string, file: string, columns: readonly string[]) {
    this.type = type;
    this.file = file;
    this.#columns = columns;
  }

  get size(): number {
    return this.#rows.length;
  }

  /** These cells hold over the period. */
  state(id: Id, period: Period, cells: Cells): void {
    this.#add({ id, op: 'state', period, cells });
  }

  /** Nothing holds from the period's beginning on. */
  end(id: Id, period: Omit<Period, 'to'>, identity: Cells = {}): void {
    this.#add({ id, op: 'end', period, cells: identity });
  }

  /** It never was so. */
  retract(id: Id, known: Instant, identity: Cells = {}): void {
    this.#add({ id, op: 'retract', period: { known }, cells: identity });
  }

  /** Writes the file: CSV or JSON Lines, by its name. */
  async write(path: string): Promise<void> {
    const rows = this.#rows.toSorted((a, b) => a.period.known - b.period.known).map((row) => this.#cells(row));
    const csv = this.file.endsWith('.csv');
    const stream = createWriteStream(path);
    if (csv) stream.write(`${this.#header().join(',')}\n`);
    for (const row of rows) stream.write(`${csv ? this.#csvLine(row) : jsonLine(row)}\n`);
    stream.end();
    await finished(stream);
  }

  #add(row: Row): void {
    if (row.period.known < END) this.#rows.push(row);
  }

  #header(): string[] {
    return ['id', 'op', 'validFrom', 'validTo', 'systemFrom', ...this.#columns];
  }

  #cells({ id, op, period, cells }: Row): Cells {
    return {
      id,
      op: op === 'state' ? null : op,
      validFrom: period.from === undefined ? null : formatInstant(period.from),
      validTo: period.to === undefined ? null : formatInstant(period.to),
      systemFrom: formatInstant(period.known),
      ...cells,
    };
  }

  #csvLine(cells: Cells): string {
    return this.#header()
      .map((column) => csvCell(cells[column] ?? null))
      .join(',');
  }
}

function csvCell(value: JsonValue): string {
  if (value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function jsonLine(cells: Cells): string {
  return JSON.stringify(Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null)));
}
