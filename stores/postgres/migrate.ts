// Applies the migrations of prisma/migrations with the owner's URL: in order, each in one transaction, never two
// processes at once. What was applied is checksummed; an edited, reordered or missing migration is refused by name.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { AsofError } from '../../core/errors.ts';
import { connectionOf } from '../postgres-url.ts';
import { codeOf, postgresError } from './errors.ts';

export interface MigrateOptions {
  /** URL of the role that owns the schema. */
  readonly ownerUrl: string;
  /** Default: prisma/migrations of the project. */
  readonly directory?: string;
  /** Called before each migration that is applied. */
  readonly onMigration?: (name: string) => void;
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

/** The role as which everything but migrations connects; a login role of another name must be a member of it. */
const APP_ROLE = 'asof_app';
/** “asof”, as a number: the key of the lock that keeps two processes from migrating at once. */
const LOCK_KEY = 0x61736f66;
const DEFAULT_DIRECTORY = join(import.meta.dirname, '../../prisma/migrations');

/**
 * Brings the database to the newest migration, and returns the names of those that it applied.
 * @throws AsofError MIGRATION_REFUSED, STORE_UNAVAILABLE, STORE_TIMEOUT (another process holds the lock for 60 s)
 */
export async function migratePostgres(options: MigrateOptions): Promise<readonly string[]> {
  const migrations = await readMigrations(options.directory ?? DEFAULT_DIRECTORY);
  const client = new pg.Client({ ...connectionOf(options.ownerUrl), connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(`SET lock_timeout = '60s'`);
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    await ensureAppRole(client);
    const pending = pendingMigrations(migrations, await readHistory(client));
    for (const migration of pending) {
      options.onMigration?.(migration.name);
      await applyMigration(client, migration);
    }
    return pending.map((migration) => migration.name);
  } catch (error) {
    throw postgresError(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * The names of the migrations that a database with this history lacks.
 * @throws AsofError MIGRATION_REFUSED when the history is not the beginning of the project's
 */
export async function missingMigrations(applied: readonly AppliedMigration[]): Promise<readonly string[]> {
  return pendingMigrations(await readMigrations(DEFAULT_DIRECTORY), applied).map(({ name }) => name);
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      if (!/^\d{4}_[a-z0-9_]+$/.test(name)) throw refused(name, 'its name is not of the form 0001_name');
      const sql = await readFile(join(directory, name, 'migration.sql'), 'utf8').catch((cause: unknown) => {
        throw refused(name, 'its migration.sql cannot be read', cause);
      });
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function readHistory(client: pg.Client): Promise<AppliedMigration[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS asof_migration (
    name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT clock_timestamp())`);
  return (await client.query<AppliedMigration>('SELECT name, checksum FROM asof_migration ORDER BY name')).rows;
}

/** What was applied must be the first part of what the project has, unchanged; the rest is to be applied. */
function pendingMigrations(migrations: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  applied.forEach(({ name, checksum }, position) => {
    const migration = migrations.find((m) => m.name === name);
    if (!migration) throw refused(name, 'the database has it, the project does not');
    if (migration.checksum !== checksum) throw refused(name, 'it was edited after it was applied');
    const earlier = migrations[position];
    if (earlier && earlier.name !== name) {
      throw refused(earlier.name, `it comes before ${name}, which the database already has`);
    }
  });
  return migrations.slice(applied.length);
}

async function applyMigration(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query('INSERT INTO asof_migration (name, checksum) VALUES ($1, $2)', [name, checksum]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    if (postgresError(cause) !== cause) throw cause;
    throw refused(name, cause instanceof Error ? cause.message : 'it failed', cause);
  }
}

/** The private server makes the role; on a server of one's own the owner does, when it may. */
async function ensureAppRole(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [APP_ROLE]);
  if (rowCount === 1) return;
  try {
    await client.query(`CREATE ROLE ${APP_ROLE} NOLOGIN`);
  } catch (cause) {
    // Roles belong to the whole server: a migration of another database may have made it just now.
    if (['42710', '23505'].includes(codeOf(cause))) return;
    const reason = `The role ${APP_ROLE} does not exist and the owner may not create it; create it and migrate again.`;
    throw new AsofError('MIGRATION_REFUSED', reason, { cause });
  }
}

function refused(name: string, reason: string, cause?: unknown): AsofError {
  return new AsofError('MIGRATION_REFUSED', `Migration ${name} is refused: ${reason}.`, { cause, details: { name } });
}
