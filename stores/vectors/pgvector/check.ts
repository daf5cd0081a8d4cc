// What is asked of the vector store before anything relies on it: a PostgreSQL with pgvector, or PGlite.
import type { Instant } from '../../../core/instant.ts';
import type { StoreReport } from '../../../core/store-report.ts';
import { checkMigrations } from '../../check/migrations.ts';
import { quoteIdentifier, type Visit, visitPostgres } from '../../check/postgres-login.ts';
import { checkConnections, checkDisk, checkServer } from '../../check/postgres-server.ts';
import type { PgvectorOptions } from './client.ts';
import { type AppliedMigration, missingMigrations } from './migrate.ts';

export interface PgvectorCheckOptions extends PgvectorOptions {
  /** This machine's clock. */
  readonly clock: () => Instant;
  /** The generation of embeddings that the configuration makes. */
  readonly generation: string;
}

const VERSIONS = { min: 14, tried: 18 };
const EXTENSION_MIN = [0, 5] as const;

/** Looks at the store. Changes nothing. */
export async function checkPgvector(options: PgvectorCheckOptions, report: StoreReport): Promise<void> {
  const { url, clock, generation, connectTimeoutMs, connectionsMax = 4 } = options;
  const question = { url, variable: 'VECTORS_URL', caVariable: 'VECTORS_CA_FILE', clock };
  const visit = await visitPostgres({ ...question, ...(connectTimeoutMs && { connectTimeoutMs }) }, report);
  if (!visit) return;
  try {
    await checkServer(visit, report, { versions: VERSIONS, clock });
    const pool = { poolMax: connectionsMax, tenantsMax: 1, extra: 1, variable: 'VECTORS_POOL_MAX' };
    await checkConnections(visit, report, pool);
    await checkExtension(visit, report);
    if (!(await checkDatabase(visit, report))) return;
    await checkRights(visit, report);
    await checkMigrations(readHistory(visit).then(missingMigrations), report);
    await checkGeneration(visit, generation, report);
    await checkDisk(visit, report);
  } finally {
    visit.end();
  }
}

interface Extension {
  readonly installed: string | null;
  readonly available: string | null;
  /** Whether this role may install it. */
  readonly allowed: boolean;
}

async function checkExtension({ role, database, ask }: Visit, report: StoreReport): Promise<void> {
  const [row] = await ask<Extension>(`SELECT
    (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS installed,
    (SELECT default_version FROM pg_available_extensions WHERE name = 'vector') AS available,
    coalesce((SELECT rolsuper FROM pg_roles WHERE rolname = current_user), false) OR coalesce((
      SELECT bool_or(v.trusted) FROM pg_available_extension_versions v WHERE v.name = 'vector'), false)
      AND has_database_privilege(current_database(), 'CREATE') AS allowed`);
  const version = row?.installed ?? row?.available ?? null;
  if (version === null) {
    report.fault('extensions', {
      found: 'pgvector is not on this server (the extension “vector”)',
      remedy:
        'Install it on the server (Debian’s package, or the image pgvector/pgvector), or name a server that has it in VECTORS_URL; unset, Asof runs a vector store of its own.',
      command: 'apt-get install postgresql-18-pgvector',
    });
  } else if (isOlder(version)) {
    report.fault('extensions', {
      found: `pgvector ${version} is older than what Asof needs, ${EXTENSION_MIN.join('.')}`,
      remedy: 'Install a newer one on the server, then, as a superuser in this database:',
      command: 'ALTER EXTENSION vector UPDATE;',
    });
  } else if (row?.installed) report.ok('extensions', `pgvector ${version}`);
  else if (row?.allowed) report.ok('extensions', `pgvector ${version} can be installed; the migrations do`);
  else {
    report.fault('extensions', {
      found: `pgvector ${version} is on the server, but not in ${database}, and ${role} may not bring it in`,
      remedy: `Do it once, as a superuser connected to ${database}:`,
      command: 'CREATE EXTENSION vector;',
    });
  }
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < EXTENSION_MIN[0] || (major === EXTENSION_MIN[0] && minor < EXTENSION_MIN[1]);
}

/** Whether the schema `vectors` is Asof's, or free for it; what else is in the database does not matter. */
async function checkDatabase({ database, ask }: Visit, report: StoreReport): Promise<boolean> {
  const [row] = await ask<{ migrated: boolean; tables: number }>(`SELECT
    to_regclass('vectors.migration') IS NOT NULL AS migrated,
    (SELECT count(*)::int FROM pg_class WHERE relnamespace = to_regnamespace('vectors') AND relkind = 'r') AS tables`);
  if (row?.migrated) report.ok('database', `the schema vectors of ${database} is Asof’s`);
  else if (row?.tables === 0) report.ok('database', `${database} has no schema vectors yet`);
  else {
    report.fault('database', {
      found: `the schema vectors of ${database} is somebody else’s: it has ${row?.tables} tables and no history of Asof’s`,
      remedy: 'Give Asof a database of its own for vectors, and name it in VECTORS_URL:',
      command: 'CREATE DATABASE asof_vectors OWNER asof_vectors;',
    });
  }
  return row?.migrated === true || row?.tables === 0;
}

async function checkRights({ role, database, ask }: Visit, report: StoreReport): Promise<void> {
  const [row] = await ask<{ create: boolean; writes: boolean; owns: boolean }>(`SELECT
    has_database_privilege(current_database(), 'CREATE') AS create,
    coalesce(has_schema_privilege(to_regnamespace('vectors')::oid, 'USAGE') AND bool_and(
      has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
      AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE')), true) AS writes,
    coalesce(bool_and(pg_has_role(current_user, c.relowner, 'USAGE')), true) AS owns
    FROM pg_class c WHERE c.relnamespace = to_regnamespace('vectors') AND c.relkind = 'r'`);
  const name = quoteIdentifier(role);
  const owner = `ALTER DATABASE ${quoteIdentifier(database)} OWNER TO ${name};`;
  if (!row?.writes || !row.owns) {
    report.fault('rights', {
      found: `${role} ${row?.writes ? 'does not own' : 'may not read and write'} the tables of the schema vectors`,
      remedy: 'Name the role that made them in VECTORS_URL, or hand them over, as a superuser in this database:',
      command: `REASSIGN OWNED BY old_owner TO ${name};`,
    });
  } else if (!row.create) {
    report.fault('rights', {
      found: `${role} may not make a schema in ${database}, so it cannot migrate`,
      remedy: 'Make it the owner of the database:',
      command: owner,
    });
  } else report.ok('rights', `${role} may migrate, read and write`);
}

async function checkGeneration({ ask }: Visit, configured: string, report: StoreReport): Promise<void> {
  const [table] = await ask<{ readable: boolean | null }>(
    "SELECT has_table_privilege(to_regclass('vectors.embedding_generation')::oid, 'SELECT') AS readable",
  );
  if (!table?.readable) return;
  const [stored] = await ask<{ generation: string }>('SELECT generation FROM vectors.embedding_generation');
  if (stored === undefined) report.ok('embeddings', 'none yet');
  else if (stored.generation === configured) report.ok('embeddings', `of generation “${configured}”`);
  else {
    report.fault('embeddings', {
      found: `they are of generation “${stored.generation}”, and the configuration makes “${configured}”`,
      remedy:
        'Configure the embedder that made them (the variables EMBEDDINGS_…), or name an empty store in VECTORS_URL and import again.',
    });
  }
}

async function readHistory({ ask }: Visit): Promise<readonly AppliedMigration[]> {
  const [row] = await ask<{ migrated: boolean }>(`SELECT to_regclass('vectors.migration') IS NOT NULL AS migrated`);
  return row?.migrated ? ask<AppliedMigration>('SELECT name, checksum FROM vectors.migration ORDER BY name') : [];
}
