// Imports files into open stores, for `asof import` and the demo: with the writer that fits, and a file of errors.
import { registry } from '../core/entity-types.ts';
import type { Tenant } from '../core/ids.ts';
import type { Directory } from '../subgraphs/ledger/import/directory.ts';
import { forgetful } from '../subgraphs/ledger/import/directory.ts';
import { ErrorFile } from '../subgraphs/ledger/import/error-file.ts';
import type { RowFault } from '../subgraphs/ledger/import/faults.ts';
import { checkFiles, type ImportSummary, importFiles } from '../subgraphs/ledger/import/load.ts';
import { rowType } from '../subgraphs/ledger/import/row-types.ts';
import type { ImportFile } from '../subgraphs/ledger/import/rows.ts';
import { type BatchWriter, bootstrapWriter, commitWriter, dryWriter } from '../subgraphs/ledger/import/writer.ts';
import { type ProgressView, showsNothing } from './import-progress.ts';
import type { Stores } from './open-stores.ts';

export interface FileImport {
  readonly tenant: Tenant;
  /** Each with the name of its type. */
  readonly files: readonly { readonly path: string; readonly type: string }[];
  readonly source?: string;
  readonly bootstrap?: boolean;
  readonly dryRun?: boolean;
  /** What {@link checkBeforehand} returned, if it was asked. */
  readonly rowsTotal?: number;
  readonly batchRowsMax?: number;
  /** One file for the errors of all; by default each file has its own beside it. */
  readonly errorsFile?: string;
  readonly progress?: ProgressView;
  readonly signal?: AbortSignal;
}

export interface FileImportResult extends ImportSummary {
  /** Those that were written, because rows were left out. */
  readonly errorFiles: readonly string[];
}

/**
 * Checks files as a whole, for which no store is needed; returns how many rows they have.
 * @throws AsofError TYPE_UNKNOWN, USAGE, IMPORT_FILE_INVALID, IMPORT_BOOTSTRAP_REFUSED
 */
export async function checkBeforehand(options: Pick<FileImport, 'files' | 'bootstrap' | 'progress'>): Promise<number> {
  const { bootstrap = false, progress = showsNothing } = options;
  return checkFiles({ files: typedFiles(options), bootstrap, onProgress: (state) => progress.show(state) });
}

const typedFiles = ({ files }: Pick<FileImport, 'files'>): ImportFile[] =>
  files.map(({ path, type }) => ({ path, type: rowType(registry, type) }));

/** @throws AsofError as {@link importFiles} does; TYPE_UNKNOWN, USAGE */
export async function importInto(stores: Stores, options: FileImport): Promise<FileImportResult> {
  const {
    tenant,
    source,
    rowsTotal,
    batchRowsMax,
    signal,
    progress = showsNothing,
    bootstrap = false,
    dryRun = false,
  } = options;
  const errors = new ErrorFiles(options);
  await errors.clear();
  const directory = directoryOf(stores);
  try {
    const summary = await importFiles({
      registry,
      tenant,
      files: typedFiles(options),
      bootstrap,
      directory: dryRun ? forgetful(directory) : directory,
      writer: writerFor(stores, options),
      onFaults: (faults) => errors.write(faults),
      onProgress: (state) => progress.show(state),
      ...(source !== undefined && { source }),
      ...(rowsTotal !== undefined && { rowsTotal }),
      ...(batchRowsMax !== undefined && { batchRowsMax }),
      ...(signal && { signal }),
    });
    return { ...summary, errorFiles: await errors.close() };
  } finally {
    progress.stop();
    await errors.close();
  }
}

function writerFor(stores: Stores, { tenant, bootstrap, dryRun }: FileImport): BatchWriter {
  if (dryRun) return dryWriter;
  if (!bootstrap) return commitWriter(stores.committer, tenant);
  const { postgres, neo4j, vectors, committer } = stores;
  const participants = [postgres.participant, neo4j.participant, vectors.participant];
  return bootstrapWriter({ ledger: postgres.ledger, participants, committer }, tenant);
}

function directoryOf({ postgres }: Stores): Directory {
  return {
    resolveIds: (tenant, source, keys) => postgres.ids.resolveIds(tenant, source, keys),
    types: (tenant, ids) => postgres.reads.types({ tenant, dead: new Set() }, ids),
  };
}

/** The error file of each import file, or one for all. */
class ErrorFiles {
  readonly #byPath: ReadonlyMap<string, ErrorFile>;

  constructor({ files, errorsFile }: FileImport) {
    const common = errorsFile === undefined ? undefined : new ErrorFile(errorsFile);
    this.#byPath = new Map(files.map(({ path }) => [path, common ?? new ErrorFile(`${path}.errors.jsonl`)]));
  }

  async clear(): Promise<void> {
    for (const file of this.#all()) await file.clear();
  }

  async write(faults: readonly RowFault[]): Promise<void> {
    for (const [path, ofFile] of Map.groupBy(faults, (fault) => fault.file)) {
      await this.#byPath.get(path)?.write(ofFile);
    }
  }

  /** The paths of those that have something in them. */
  async close(): Promise<string[]> {
    const written: string[] = [];
    for (const file of this.#all()) if (await file.close()) written.push(file.path);
    return written;
  }

  #all(): ReadonlySet<ErrorFile> {
    return new Set(this.#byPath.values());
  }
}
