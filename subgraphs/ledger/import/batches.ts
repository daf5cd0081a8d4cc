// Cuts the rows of import files into batches: file by file, or, for a bootstrap load, merged by system time.
import type { Instant } from '../../../core/instant.ts';
import { SystemOrder } from './check.ts';
import { type ImportFile, type RawRow, readRows } from './rows.ts';

export interface FileRow {
  readonly file: ImportFile;
  readonly row: RawRow;
}

export interface BatchLimits {
  readonly rowsMax: number;
  /** In characters; keeps a batch of very long rows from filling the memory. */
  readonly sizeMax: number;
}

/** Batches of rows that are one commit each; none has rows of two files. */
export async function* batchesByFile(
  files: readonly ImportFile[],
  limits: BatchLimits,
): AsyncGenerator<readonly FileRow[]> {
  for (const file of files) {
    const batch = new Batch(limits);
    for await (const row of readRows(file)) {
      if (batch.isFull()) yield batch.take();
      batch.add({ file, row });
    }
    if (batch.rows > 0) yield batch.take();
  }
}

/** As many rows of one system time as this stay in one batch, in batches' worth. */
const SAME_TIME_BATCHES_MAX = 20;

/** Batches over all files in the order of system time. Rows of one system time stay together while they are not too many. */
export async function* batchesBySystemTime(
  files: readonly ImportFile[],
  limits: BatchLimits,
): AsyncGenerator<readonly FileRow[]> {
  const batch = new Batch(limits);
  let last: Instant | undefined;
  for await (const { systemFrom, ...fileRow } of merged(files)) {
    const mayCut = systemFrom !== last || batch.rows >= limits.rowsMax * SAME_TIME_BATCHES_MAX || batch.isLarge();
    if (batch.isFull() && mayCut) yield batch.take();
    batch.add(fileRow);
    last = systemFrom;
  }
  if (batch.rows > 0) yield batch.take();
}

interface OrderedRow extends FileRow {
  readonly systemFrom: Instant;
}

/** Files merged by system time; of equal ones, the file that was named first comes first. */
async function* merged(files: readonly ImportFile[]): AsyncGenerator<OrderedRow> {
  const sources = files.map(ordered);
  try {
    const heads = await Promise.all(sources.map((source) => source.next()));
    for (;;) {
      let least = -1;
      for (const [index, head] of heads.entries()) {
        if (head.done) continue;
        const other = heads[least];
        if (!other || other.done || head.value.systemFrom < other.value.systemFrom) least = index;
      }
      const head = heads[least];
      const source = sources[least];
      if (!head || head.done || !source) return;
      yield head.value;
      heads[least] = await source.next();
    }
  } finally {
    await Promise.all(sources.map((source) => source.return(undefined)));
  }
}

async function* ordered(file: ImportFile): AsyncGenerator<OrderedRow> {
  const order = new SystemOrder(file);
  for await (const row of readRows(file)) yield { file, row, systemFrom: order.next(row) };
}

class Batch {
  readonly #limits: BatchLimits;
  #rows: FileRow[] = [];
  #size = 0;

  constructor(limits: BatchLimits) {
    this.#limits = limits;
  }

  get rows(): number {
    return this.#rows.length;
  }

  isLarge(): boolean {
    return this.#size >= this.#limits.sizeMax;
  }

  isFull(): boolean {
    return this.rows >= this.#limits.rowsMax || this.isLarge();
  }

  add(row: FileRow): void {
    this.#rows.push(row);
    this.#size += row.row.size;
  }

  take(): readonly FileRow[] {
    const rows = this.#rows;
    this.#rows = [];
    this.#size = 0;
    return rows;
  }
}
