// The error of an import that had to stop: which rows did not go in, and what to do about it.
import { AsofError } from '../../../core/errors.ts';
import type { FileRow } from './batches.ts';

/** Says in an error's message which rows of a batch did not go in; other errors are passed on as they are. */
export function stopped(rows: readonly FileRow[], versionsBefore: number, bootstrap: boolean, cause: unknown): unknown {
  const code = cause instanceof AsofError ? cause.code : 'COMMIT_ABORTED';
  const why = cause instanceof Error ? cause.message.replace(/\.$/, '') : 'something went wrong';
  const where = placesOf(rows);
  const next = bootstrap
    ? 'Nothing of the load can be seen; run it again, and it starts afresh.'
    : `The ${versionsBefore} rows before them stay. Running the import again is safe for rows that have an id: they are stated again. Rows without one would go in twice.`;
  const smaller =
    cause instanceof AsofError && cause.details.timedOut === true ? ' Smaller batches take less time.' : '';
  const message = `${where} did not go in: ${why}.${smaller} ${next}`;
  return new AsofError(code, message, { cause, details: { places: where, versionsBefore } });
}

/** `a.csv, lines 2 to 1001`, for each file of the batch. */
function placesOf(rows: readonly FileRow[]): string {
  const lines = new Map<string, { first: number; last: number }>();
  for (const { file, row } of rows) {
    const span = lines.get(file.path);
    if (span) span.last = row.line;
    else lines.set(file.path, { first: row.line, last: row.line });
  }
  return [...lines].map(([path, { first, last }]) => `${path}, lines ${first} to ${last}`).join('; ');
}
