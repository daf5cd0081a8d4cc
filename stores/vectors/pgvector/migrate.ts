// Brings a vector store's schema up to date from plain files: checksummed, in order, under a lock, never edited.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { AsofError } from '../../../core/errors.ts';
import { type PgvectorOptions, pgvectorClient, type Run } from './client.ts';

export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

interface Migration extends AppliedMigration {
  readonly sql: string;
}

const FOLDER = new URL('./migrations/', import.meta.url);

const LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('asof.vectors.migrate', 0))";
const HISTORY = `CREATE SCHEMA IF NOT EXISTS vectors;
CREATE TABLE IF NOT EXISTS vectors.migration (
  name       text        PRIMARY KEY,
  checksum   text        NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
)`;

/**
 * Applies the migrations that the store lacks, all in one transaction.
 * @returns the names of those that were applied now
 * @throws AsofError MIGRATION_REFUSED when the store's history is not the beginning of the project's, and
 * STORE_UNAVAILABLE, STORE_TIMEOUT
 */
export async function migratePgvector(options: PgvectorOptions): Promise<readonly string[]> {
  const migrations = await readMigrations(FOLDER);
  const client = pgvectorClient({ ...options, connectionsMax: 1 });
  try {
    return await client.write((run) => applyMissing(run, migrations));
  } finally {
    await client.close();
  }
}

/**
 * The names of the migrations that a store with this history lacks.
 * @throws AsofError MIGRATION_REFUSED when the history is not the beginning of the project's
 */
export async function missingMigrations(applied: readonly AppliedMigration[]): Promise<readonly string[]> {
  return notApplied(await readMigrations(FOLDER), applied).map(({ name }) => name);
}

async function readMigrations(folder: URL): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}_\w+\.sql$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => {
      const sql = await readFile(new URL(file, folder), 'utf8');
      return { name: file.replace(/\.sql$/, ''), checksum: createHash('sha256').update(sql).digest('hex'), sql };
    }),
  );
}

async function applyMissing(run: Run, migrations: readonly Migration[]): Promise<string[]> {
  await run(LOCK);
  await run(HISTORY);
  const applied = await run<AppliedMigration>('SELECT name, checksum FROM vectors.migration ORDER BY name');
  const missing = notApplied(migrations, applied);
  for (const { name, checksum, sql } of missing) {
    await run(sql);
    await run('INSERT INTO vectors.migration (name, checksum) VALUES ($1, $2)', [name, checksum]);
  }
  return missing.map((migration) => migration.name);
}

function notApplied(migrations: readonly Migration[], applied: readonly AppliedMigration[]): readonly Migration[] {
  for (const [index, { name, checksum }] of applied.entries()) checkApplied(name, checksum, migrations[index]);
  return migrations.slice(applied.length);
}

function checkApplied(name: string, checksum: string, migration: Migration | undefined): void {
  if (migration?.name !== name) {
    const found = migration ? `has ${migration.name} in its place` : 'does not have it';
    throw new AsofError('MIGRATION_REFUSED', `The vector store has migration ${name}; the project ${found}.`);
  }
  if (migration.checksum !== checksum) {
    throw new AsofError(
      'MIGRATION_REFUSED',
      `Migration ${name} of the vector store was edited after it was applied; restore it and add a new one.`,
    );
  }
}
