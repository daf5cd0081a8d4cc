// How far a store's schema is, in the words of a report.
import { AsofError } from '../../core/errors.ts';
import type { StoreReport } from '../../core/store-report.ts';

/** @param missing what the store lacks; rejects with MIGRATION_REFUSED when its history is another */
export async function checkMigrations(missing: Promise<readonly string[]>, report: StoreReport): Promise<void> {
  try {
    const names = await missing;
    if (names.length === 0) report.ok('migrations', 'up to date');
    else {
      const many = names.length === 1 ? `${names[0]} is` : `${names.length} are`;
      report.note('migrations', `${many} still to be applied`, 'Nothing to do: Asof applies them when it starts.');
    }
  } catch (error) {
    if (!(error instanceof AsofError)) throw error;
    report.fault('migrations', {
      found: error.message,
      remedy:
        'This is a database of another version of Asof, or a migration was edited: run the version that made it, or restore the file from git.',
      command: 'git log --oneline -- prisma/migrations cypher/migrations stores/vectors/pgvector/migrations',
    });
  }
}
