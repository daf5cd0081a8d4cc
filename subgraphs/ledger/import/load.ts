// Imports files: checks all of them first, then reads, resolves and writes batch by batch in bounded memory.
import type { Tenant } from '../../../core/ids.ts';
import { type Instant, instant } from '../../../core/instant.ts';
import type { Registry } from '../../../core/registry.ts';
import type { StoreTiming } from '../steps.ts';
import { batchesByFile, batchesBySystemTime, type FileRow } from './batches.ts';
import { checkFile } from './check.ts';
import type { Directory } from './directory.ts';
import { CellError, type RowFault, rowFault } from './faults.ts';
import { type Draft, parseRow } from './parse-row.ts';
import { Resolver } from './resolve.ts';
import type { ImportFile } from './rows.ts';
import { stopped } from './stopped.ts';
import { type BatchWriter, BOOTSTRAP_TIME, type WrittenRow } from './writer.ts';

export interface Progress {
  readonly phase: 'checking' | 'loading';
  readonly rows: number;
  /** Null while the files are being checked: how many there are is not known yet. */
  readonly rowsTotal: number | null;
  readonly rowsLeftOut: number;
}

export interface ImportOptions {
  readonly registry: Registry;
  readonly directory: Directory;
  readonly writer: BatchWriter;
  readonly tenant: Tenant;
  readonly files: readonly ImportFile[];
  /** Whose keys the files have. Default: `import`. */
  readonly source?: string;
  /** Rows say when they became known, and the tenant is empty. Default: false. */
  readonly bootstrap?: boolean;
  /** How many rows there are, when {@link checkFiles} has said so. Default: the files are checked first. */
  readonly rowsTotal?: number;
  /** Rows in a batch at most. Default: 1,000. */
  readonly batchRowsMax?: number;
  /** Gives the import up between two batches; what went in before stays. */
  readonly signal?: AbortSignal;
  readonly onFaults?: (faults: readonly RowFault[]) => Promise<void>;
  readonly onProgress?: (progress: Progress) => void;
}

export interface ImportSummary {
  readonly rows: number;
  /** Rows that went in, each a version stated. */
  readonly versions: number;
  readonly rowsLeftOut: number;
  readonly batches: number;
  readonly seconds: number;
  /** What each store took, over all batches. */
  readonly stores: readonly StoreTiming[];
}

const BATCH_ROWS_MAX = 1_000;
const BATCH_SIZE_MAX = 8 * 1024 * 1024;
const CHECKED_ROWS_REPORTED = 1_000;

/**
 * Imports files. Rows at fault are left out and handed to `onFaults`; all others go in.
 * @throws AsofError IMPORT_FILE_INVALID, IMPORT_BOOTSTRAP_REFUSED before anything went in; COMMIT_ABORTED or
 * ENTITY_HELD when a batch could not be written: the message says which rows, and what went in before stays
 */
export async function importFiles(options: ImportOptions): Promise<ImportSummary> {
  const { writer, onProgress } = options;
  const start = performance.now();
  const rowsTotal = options.rowsTotal ?? (await checkFiles(options));
  await writer.open();
  onProgress?.({ phase: 'loading', rows: 0, rowsTotal, rowsLeftOut: 0 });
  const loader = new Loader(options, rowsTotal);
  await loader.run();
  await writer.close();
  return { ...loader.summary(), seconds: (performance.now() - start) / 1_000 };
}

/**
 * Reads files as a whole, before anything of them is let in, and returns how many rows they have.
 * @throws AsofError IMPORT_FILE_INVALID, IMPORT_BOOTSTRAP_REFUSED
 */
export async function checkFiles(
  options: Pick<ImportOptions, 'files' | 'bootstrap' | 'signal' | 'onProgress'>,
): Promise<number> {
  const { files, bootstrap = false, signal, onProgress } = options;
  let rowsTotal = 0;
  for (const file of files) {
    const before = rowsTotal;
    rowsTotal += await checkFile(file, bootstrap, (rows) => {
      if (rows % CHECKED_ROWS_REPORTED !== 0) return;
      signal?.throwIfAborted();
      onProgress?.({ phase: 'checking', rows: before + rows, rowsTotal: null, rowsLeftOut: 0 });
    });
  }
  return rowsTotal;
}

interface ReadBatch {
  readonly rows: readonly FileRow[];
  readonly good: readonly (WrittenRow & { readonly draft: Draft })[];
  readonly leftOut: number;
}

/** Reads, resolves and writes; one import each. */
class Loader {
  readonly #options: ImportOptions;
  readonly #rowsTotal: number;
  readonly #resolver: Resolver;
  readonly #bootstrap: boolean;
  readonly #latest: Instant;
  readonly #stores = new Map<string, number>();
  #counts = { rows: 0, versions: 0, rowsLeftOut: 0, batches: 0 };

  constructor(options: ImportOptions, rowsTotal: number) {
    this.#options = options;
    this.#rowsTotal = rowsTotal;
    this.#bootstrap = options.bootstrap ?? false;
    this.#resolver = new Resolver(options.directory, options.tenant, options.source ?? 'import');
    this.#latest = instant(Math.floor((performance.timeOrigin + performance.now()) * 1_000));
  }

  summary(): Omit<ImportSummary, 'seconds'> {
    const stores = [...this.#stores].map(([store, milliseconds]) => ({ store, milliseconds }));
    return { ...this.#counts, stores };
  }

  /** A batch is read and prepared while the one before it is written. */
  async run(): Promise<void> {
    const { files, batchRowsMax = BATCH_ROWS_MAX } = this.#options;
    const limits = { rowsMax: batchRowsMax, sizeMax: BATCH_SIZE_MAX };
    const batches = this.#bootstrap ? batchesBySystemTime(files, limits) : batchesByFile(files, limits);
    let writing: Promise<void> = Promise.resolve();
    try {
      for await (const rows of batches) {
        this.#options.signal?.throwIfAborted();
        const batch = await this.#read(rows);
        const prepared = batch.good.length === 0 ? undefined : this.#options.writer.prepare(batch.good);
        // Whichever of the two fails is met by an await, the earlier batch first.
        prepared?.catch(() => undefined);
        await writing;
        writing = this.#write(batch, prepared);
        writing.catch(() => undefined);
      }
    } finally {
      await writing;
    }
  }

  async #read(rows: readonly FileRow[]): Promise<ReadBatch> {
    const drafts: Draft[] = [];
    const faults: RowFault[] = [];
    for (const { file, row } of rows) {
      const parsed = parseRow(this.#options.registry, file, row);
      const found = 'faults' in parsed ? parsed.faults : this.#checkSystemFrom(parsed.draft);
      faults.push(...found);
      if ('draft' in parsed && found.length === 0) drafts.push(parsed.draft);
    }
    const resolved = await this.#resolver.resolve(drafts);
    faults.push(...resolved.faults);
    if (faults.length > 0) await this.#options.onFaults?.(faults);
    const good = resolved.changes.map(({ draft, change }) => ({ draft, change, systemFrom: draft.systemFrom }));
    return { rows, good, leftOut: rows.length - good.length };
  }

  #checkSystemFrom(draft: Draft): RowFault[] {
    if (!this.#bootstrap) return [];
    const { systemFrom } = draft;
    if (systemFrom !== null && systemFrom > BOOTSTRAP_TIME && systemFrom <= this.#latest) return [];
    const reason =
      systemFrom === null
        ? 'a bootstrap load needs to know when each row became known'
        : `what a bootstrap load brings became known between 1970 and now`;
    const place = { file: draft.file.path, line: draft.line, column: 'systemFrom' };
    return [rowFault(place, new CellError(reason), systemFrom)];
  }

  async #write(batch: ReadBatch, prepared: Promise<void> | undefined): Promise<void> {
    const counts = this.#counts;
    if (prepared) {
      try {
        await prepared;
        const timings = await this.#options.writer.write(batch.good);
        for (const { store, milliseconds } of timings) {
          this.#stores.set(store, (this.#stores.get(store) ?? 0) + milliseconds);
        }
        counts.batches += 1;
      } catch (cause) {
        throw stopped(batch.rows, counts.versions, this.#bootstrap, cause);
      }
    }
    counts.rows += batch.rows.length;
    counts.versions += batch.good.length;
    counts.rowsLeftOut += batch.leftOut;
    const { rows, rowsLeftOut } = counts;
    this.#options.onProgress?.({ phase: 'loading', rows, rowsTotal: this.#rowsTotal, rowsLeftOut });
  }
}
