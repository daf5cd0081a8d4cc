// Applies the migrations of cypher/migrations: in order, never two processes at once. What was applied is
// checksummed; an edited, reordered or missing migration is refused by name.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AsofError } from '../../core/errors.ts';
import { Neo4jClient, type Neo4jOptions } from './client.ts';
import { isThereAlready } from './errors.ts';
import { loadQuery } from './queries.ts';

export interface MigrateNeo4jOptions extends Neo4jOptions {
  /** Default: cypher/migrations of the project. */
  readonly directory?: string;
  /** Whose migrations they are: each chain has a history of its own. Default `asof`. */
  readonly chain?: string;
  /** Called before each migration that is applied. */
  readonly onMigration?: (name: string) => void;
}

export interface AppliedMigration {
  readonly version: number;
  /** The file's name without `.cypher`. */
  readonly name: string;
  readonly checksum: string;
}

interface Migration extends AppliedMigration {
  readonly statements: readonly string[];
}

const DEFAULT_DIRECTORY = join(import.meta.dirname, '../../cypher/migrations');
const FILE_NAME = /^V(\d{4})__[a-z0-9_]+\.cypher$/;
const CREATE_HISTORY = loadQuery('migrations/create-history');
const LOCK_CHAIN = loadQuery('migrations/lock-chain');
const READ_HISTORY = loadQuery('migrations/read-history');
const RECORD_MIGRATION = loadQuery('migrations/record-migration');
const AWAIT_INDEXES = 'CALL db.awaitIndexes(300)';

/** Building an index over a large graph takes a while. */
const STATEMENT_TIMEOUT_MS = 600_000;

/**
 * Brings the graph's schema to the newest migration, and returns the names of those that it applied. A statement of
 * the schema is a transaction of its own, so a run that was cut short is repeated from the migration's start.
 * @throws AsofError MIGRATION_REFUSED, STORE_UNAVAILABLE, STORE_TIMEOUT (another process migrates for 10 min)
 */
export async function migrateNeo4j(options: MigrateNeo4jOptions): Promise<readonly string[]> {
  const migrations = await readMigrations(options.directory ?? DEFAULT_DIRECTORY);
  const client = new Neo4jClient({ ...options, writeTimeoutMs: STATEMENT_TIMEOUT_MS });
  const chain = options.chain ?? 'asof';
  try {
    await client.execute(CREATE_HISTORY);
    // The lock is held by a transaction, so it goes with the process that holds it.
    return await client.write(async (run) => {
      await run(LOCK_CHAIN, { chain });
      const pending = pendingMigrations(migrations, await client.read<AppliedMigration>(READ_HISTORY, { chain }));
      for (const { version, name, checksum, statements } of pending) {
        options.onMigration?.(name);
        for (const statement of statements) await executeOnce(client, statement);
        await client.execute(AWAIT_INDEXES);
        await client.execute(RECORD_MIGRATION, { chain, version, name, checksum });
      }
      return pending.map(({ name }) => name);
    });
  } finally {
    await client.close();
  }
}

/** Graphiti makes some of the same indexes, perhaps at the same moment. */
async function executeOnce(client: Neo4jClient, statement: string): Promise<void> {
  try {
    await client.execute(statement);
  } catch (error) {
    if (!isThereAlready(error)) throw error;
  }
}

/**
 * The names of the migrations that a graph with this history lacks.
 * @throws AsofError MIGRATION_REFUSED when the history is not the beginning of the project's
 */
export async function missingMigrations(history: readonly AppliedMigration[]): Promise<readonly string[]> {
  return pendingMigrations(await readMigrations(DEFAULT_DIRECTORY), history).map(({ name }) => name);
}

/** Splits a file into its statements, which end with “;” at the end of a line; lines of comment are left out. */
export function splitStatements(text: string): string[] {
  return text
    .replace(/^\s*\/\/.*$/gm, '')
    .split(/;[ \t]*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.cypher')).sort();
  const ups = names.filter((name) => !name.endsWith('.down.cypher'));
  return Promise.all(
    ups.map(async (file, index) => {
      const name = file.replace(/\.cypher$/, '');
      const version = Number(FILE_NAME.exec(file)?.[1]);
      if (Number.isNaN(version)) throw refused(name, 'its name is not of the form V0001__name.cypher');
      if (version !== index + 1) throw refused(name, `number ${index + 1} is not there, or there twice`);
      if (!names.includes(`${name}.down.cypher`)) throw refused(name, 'it has no .down.cypher beside it');
      const text = (await readFile(join(directory, file), 'utf8')).replaceAll('\r\n', '\n');
      const checksum = createHash('sha256').update(text).digest('hex');
      return { version, name, checksum, statements: splitStatements(text) };
    }),
  );
}

/** The migrations that are still to be applied, once the history is known to be the beginning of the files. */
function pendingMigrations(
  migrations: readonly Migration[],
  history: readonly AppliedMigration[],
): readonly Migration[] {
  history.forEach((applied, index) => {
    const migration = migrations[index];
    if (!migration) throw refused(applied.name, 'it was applied, and its file is missing');
    if (migration.name !== applied.name) {
      throw refused(migration.name, `${applied.name} was applied in its place: the order has changed`);
    }
    if (migration.checksum !== applied.checksum) throw refused(applied.name, 'it was edited after it was applied');
  });
  return migrations.slice(history.length);
}

function refused(name: string, reason: string): AsofError {
  return new AsofError('MIGRATION_REFUSED', `Migration ${name} of the graph: ${reason}.`, { details: { name } });
}
