// `asof import`: rows of files into all stores, as docs/import-format.md tells.
import { type Command, InvalidArgumentError } from 'commander';
import { AsofError } from '../../core/errors.ts';
import { parseTenant } from '../../core/ids.ts';
import { checkBeforehand, type FileImportResult, importInto } from '../import-files.ts';
import { progressView, showsNothing } from '../import-progress.ts';
import { withStores } from '../with-stores.ts';

const EXIT_ROWS_LEFT_OUT = 1;
const BATCH_ROWS_MAX = 10_000;
const SOURCE_LENGTH_MAX = 100;

interface ImportFlags {
  readonly type?: string;
  readonly tenant?: string;
  readonly source: string;
  readonly dryRun?: boolean;
  readonly bootstrap?: boolean;
  readonly errors?: string;
  readonly batch: number;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  asof import customers.csv --type Customer
  asof import Customer=customers.csv Load=loads.csv Fact=facts.jsonl --bootstrap
  asof import rows.csv --type Driver --dry-run

Rows that are at fault are left out, named in FILE.errors.jsonl, and the exit code is then ${EXIT_ROWS_LEFT_OUT}.`;

export function register(program: Command): void {
  program
    .command('import')
    .description('import CSV or JSON Lines files; each row states what was so over a period')
    .argument('<files...>', 'files, or TYPE=FILE for each')
    .option('--type <type>', 'the type of the rows: Customer, …, Fact or Episode')
    .option('--tenant <name>', 'whose rows they are; by default ASOF_TENANT')
    .option('--source <name>', 'whose keys the ids are that are no UUIDs', parseSource, 'import')
    .option('--dry-run', 'check everything and write nothing')
    .option('--bootstrap', 'into an empty tenant: rows say with systemFrom when they became known')
    .option('--errors <file>', 'where faults go; by default FILE.errors.jsonl beside each file')
    .option('--batch <rows>', 'rows in one commit at most', parseBatch, 1_000)
    .option('--json', 'print the summary as one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(runImport);
}

async function runImport(names: readonly string[], flags: ImportFlags): Promise<void> {
  const files = names.map((name) => typedFile(name, flags.type));
  const bootstrap = flags.bootstrap ?? false;
  const progress = flags.json ? showsNothing : progressView();
  // A fault of a file is told before any store is started.
  const rowsTotal = await checkBeforehand({ files, bootstrap, progress });
  const result = await withStores(({ stores, config, signal }) =>
    importInto(stores, {
      files,
      signal,
      tenant: flags.tenant === undefined ? config.tenant : parseTenant(flags.tenant),
      source: flags.source,
      bootstrap,
      rowsTotal,
      progress,
      dryRun: flags.dryRun ?? false,
      batchRowsMax: flags.batch,
      ...(flags.errors !== undefined && { errorsFile: flags.errors }),
    }),
  );
  console.log(flags.json ? JSON.stringify(result) : inWords(result, flags.dryRun ?? false));
  if (result.rowsLeftOut > 0) process.exitCode = EXIT_ROWS_LEFT_OUT;
}

/** `Customer=customers.csv`, or a file of the type that `--type` names. */
function typedFile(name: string, commonType: string | undefined): { path: string; type: string } {
  const match = /^([A-Z][A-Za-z0-9]*)=(.+)$/.exec(name);
  if (match?.[1] && match[2]) return { type: match[1], path: match[2] };
  if (commonType === undefined) {
    throw new AsofError('USAGE', `Of which type are the rows of ${name}? Say --type TYPE, or TYPE=${name}.`);
  }
  return { type: commonType, path: name };
}

/** A summary for people. */
export function inWords(result: FileImportResult, dryRun: boolean): string {
  const { rows, versions, rowsLeftOut, batches, seconds, stores, errorFiles } = result;
  const speed = seconds > 0 ? `, ${Math.round(rows / seconds)} rows/s` : '';
  const lines = [
    `${rows} rows in ${seconds.toFixed(1)} s${speed}: ${versions} ${dryRun ? 'would go in' : 'went in'}, ${rowsLeftOut} left out.`,
  ];
  if (stores.length > 0) {
    const each = stores.map(({ store, milliseconds }) => `${store} ${(milliseconds / 1_000).toFixed(1)} s`);
    lines.push(`${batches} ${batches === 1 ? 'batch' : 'batches'}; side by side, the stores took: ${each.join(', ')}.`);
  }
  if (errorFiles.length > 0) lines.push(`Why rows were left out: ${errorFiles.join(', ')}`);
  return lines.join('\n');
}

function parseSource(text: string): string {
  if (/^[A-Za-z0-9_.-]+$/.test(text) && text.length <= SOURCE_LENGTH_MAX) return text;
  throw new InvalidArgumentError('It has letters, digits, “_”, “-” and “.” only.');
}

function parseBatch(text: string): number {
  const rows = Number(text);
  if (Number.isInteger(rows) && rows >= 1 && rows <= BATCH_ROWS_MAX) return rows;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${BATCH_ROWS_MAX}.`);
}
