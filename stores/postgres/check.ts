// What is asked of the PostgreSQL of records and ledger before anything relies on it: as the application, as the owner.
import type { Instant } from '../../core/instant.ts';
import { StoreReport } from '../../core/store-report.ts';
import { checkMigrations } from '../check/migrations.ts';
import { type PostgresQuestion, quoteIdentifier, type Visit, visitPostgres } from '../check/postgres-login.ts';
import { checkConnections, checkDisk, checkServer } from '../check/postgres-server.ts';
import { checkAppRights } from './check-rights.ts';
import type { ClientOptions } from './client.ts';
import { type AppliedMigration, missingMigrations } from './migrate.ts';

export interface PostgresCheckOptions extends ClientOptions {
  readonly ownerUrl?: string;
  /** This machine's clock. */
  readonly clock: () => Instant;
}

const VERSIONS = { min: 17, tried: 18 };
/** The follower of the ledger, and the one that migrates. */
const EXTRA_CONNECTIONS = 2;

/** Looks at the store as the application, and as the owner when that one's URL is known. Changes nothing. */
export async function checkPostgres(options: PostgresCheckOptions, report: StoreReport): Promise<void> {
  const common = { caVariable: 'DATABASE_CA_FILE', clock: options.clock, ...connectTimeoutOf(options) };
  const app = await visitPostgres({ ...common, url: options.url, variable: 'DATABASE_URL' }, report);
  if (!app) return;
  try {
    await checkServer(app, report, { versions: VERSIONS, clock: options.clock });
    const { poolSize: poolMax = 8, tenantsMax = 16 } = options;
    const variable = 'DATABASE_POOL_MAX';
    await checkConnections(app, report, { poolMax, tenantsMax, extra: EXTRA_CONNECTIONS, variable });
    if (await isUnderSecurity(app, report)) await checkAppRights(app, report);
    if (options.ownerUrl === undefined) await checkWithoutOwner(app, report);
    else await checkAsOwner({ ...common, url: options.ownerUrl, variable: 'DATABASE_OWNER_URL' }, app, report);
  } finally {
    app.end();
  }
}

const connectTimeoutOf = ({ connectTimeoutMs }: ClientOptions) => (connectTimeoutMs ? { connectTimeoutMs } : {});

/** Row-level security holds for neither a superuser nor who bypasses it. */
async function isUnderSecurity({ role, ask }: Visit, report: StoreReport): Promise<boolean> {
  const [row] = await ask<{ super: boolean; bypass: boolean }>(
    'SELECT rolsuper AS super, rolbypassrls AS bypass FROM pg_roles WHERE rolname = current_user',
  );
  const remedy = 'Let Asof connect as a role of its own that is neither, such as asof_app, or take it from this one:';
  const name = quoteIdentifier(role);
  if (row?.super) {
    const found = `${role} is a superuser: row-level security does not hold for it, so nothing keeps tenants apart`;
    report.fault('role', { found, remedy, command: `ALTER ROLE ${name} NOSUPERUSER NOBYPASSRLS;` });
  } else if (row?.bypass) {
    const found = `${role} bypasses row-level security, so nothing keeps tenants apart`;
    report.fault('role', { found, remedy, command: `ALTER ROLE ${name} NOBYPASSRLS;` });
  } else report.ok('role', `${role} is under row-level security`);
  return !row?.super && !row?.bypass;
}

async function checkWithoutOwner(app: Visit, report: StoreReport): Promise<void> {
  const [row] = await app.ask<{ migrated: boolean }>(
    `SELECT to_regclass('public.asof_migration') IS NOT NULL AS migrated`,
  );
  const remedy = 'Set DATABASE_OWNER_URL to the URL of the role that owns the schema (docs/bring-your-own-stores.md).';
  if (row?.migrated)
    report.note('migrations', 'not looked at: only the owner of the schema reads their history', remedy);
  else report.fault('migrations', { found: 'the database has no schema, and there is no owner to make it', remedy });
}

async function checkAsOwner(question: PostgresQuestion, app: Visit, report: StoreReport): Promise<void> {
  // Of the owner's way in only what goes wrong is told: the rest was told of the application's.
  const wayIn = new StoreReport();
  const owner = await visitPostgres(question, wayIn);
  report.addTroubles(wayIn, 'as the owner: ');
  if (!owner) return;
  try {
    if (!(await isSameDatabase(app, owner, report))) return;
    if (!(await checkDatabase(owner, report))) return;
    await checkOwnerRights(owner, report);
    await checkExtensions(owner, report);
    await checkMigrations(readHistory(owner).then(missingMigrations), report);
    await checkDisk(owner, report);
  } finally {
    owner.end();
  }
}

async function isSameDatabase(app: Visit, owner: Visit, report: StoreReport): Promise<boolean> {
  const identity = 'SELECT pg_postmaster_start_time()::text AS since, current_database() AS name';
  const [a, b] = await Promise.all([app, owner].map(({ ask }) => ask<{ since: string; name: string }>(identity)));
  if (a?.[0]?.since === b?.[0]?.since && a?.[0]?.name === b?.[0]?.name) return true;
  report.fault('database', {
    found: `DATABASE_URL and DATABASE_OWNER_URL name two databases, ${app.database} and ${owner.database}, or two servers`,
    remedy: 'Name the same host, port and database in both; only user and password differ.',
  });
  return false;
}

/** Whether the database is Asof's, or free for it. */
async function checkDatabase({ database, ask }: Visit, report: StoreReport): Promise<boolean> {
  const [row] = await ask<{ migrated: boolean; tables: string[] }>(`SELECT
    to_regclass('public.asof_migration') IS NOT NULL AS migrated,
    ARRAY(SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind IN ('r', 'p') AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
      AND c.relnamespace = 'public'::regnamespace ORDER BY 1 LIMIT 4) AS tables`);
  if (row?.migrated) report.ok('database', `${database} is Asof’s`);
  else if (row?.tables.length === 0) report.ok('database', `${database} is empty`);
  else {
    report.fault('database', {
      found: `${database} is somebody else’s: it has tables such as ${row?.tables.join(', ')}, and none of Asof’s`,
      remedy: 'Give Asof a database of its own, and name it in DATABASE_URL and DATABASE_OWNER_URL:',
      command: 'CREATE DATABASE asof OWNER asof_owner;',
    });
  }
  return row?.migrated === true || row?.tables.length === 0;
}

async function checkOwnerRights({ role, database, ask }: Visit, report: StoreReport): Promise<void> {
  const [row] = await ask<{ create: boolean; owns: boolean; app: boolean; may_make: boolean; super: boolean }>(`SELECT
    has_database_privilege(current_database(), 'CREATE') AND has_schema_privilege('public', 'CREATE') AS create,
    coalesce((SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class
      WHERE oid = to_regclass('public.asof_migration')), true) AS owns,
    EXISTS (SELECT FROM pg_roles WHERE rolname = 'asof_app') AS app,
    (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user) AS may_make,
    (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super`);
  const name = quoteIdentifier(role);
  if (!row?.create) {
    report.fault('rights', {
      found: `${role} may not make schemas and tables in ${database}, so it cannot migrate`,
      remedy: 'Make it the owner of the database:',
      command: `ALTER DATABASE ${quoteIdentifier(database)} OWNER TO ${name};`,
    });
  } else if (!row.owns) {
    report.fault('rights', {
      found: `Asof’s tables belong to another role than ${role}, so it cannot migrate`,
      remedy: 'Name the role that made them in DATABASE_OWNER_URL, or hand them over:',
      command: 'REASSIGN OWNED BY old_owner TO asof_owner;',
    });
  } else if (!row.app && !row.may_make) {
    report.fault('rights', {
      found: `the role asof_app is not there, and ${role} may not make it`,
      remedy: 'Make it, as a superuser; then choose its password with \\password asof_app:',
      command: 'CREATE ROLE asof_app LOGIN;',
    });
  } else if (row.super) {
    report.warning('rights', {
      found: `${role} migrates as a superuser, which it does not need`,
      remedy: 'Let a plain role own the database, and name it in DATABASE_OWNER_URL (docs/bring-your-own-stores.md).',
    });
  } else report.ok('rights', `${role} may migrate`);
}

/** What the migrations bring into the database, and what for. */
const EXTENSIONS = { btree_gist: 'keeps versions from overlapping', pg_trgm: 'finds parts of texts' } as const;

async function checkExtensions({ database, ask }: Visit, report: StoreReport): Promise<void> {
  const rows = await ask<{ name: keyof typeof EXTENSIONS; installed: string | null; available: boolean }>(`SELECT name,
    (SELECT extversion FROM pg_extension WHERE extname = name) AS installed,
    EXISTS (SELECT FROM pg_available_extensions a WHERE a.name = wanted.name) AS available
    FROM (VALUES ('btree_gist'), ('pg_trgm')) wanted (name) ORDER BY name`);
  const missing = rows.filter(({ installed, available }) => installed === null && !available);
  if (missing.length === 0) {
    const states = rows.map(({ name, installed }) => `${name} ${installed ?? 'can be installed; the migrations do'}`);
    return report.ok('extensions', states.join(', '));
  }
  report.fault('extensions', {
    found: missing.map(({ name }) => `${name} is not on the server; it ${EXTENSIONS[name]}`).join(', and '),
    remedy: `Install PostgreSQL’s contrib package on the server; the migrations then bring it into ${database}.`,
    command: 'apt-get install postgresql-contrib',
  });
}

async function readHistory({ ask }: Visit): Promise<readonly AppliedMigration[]> {
  const [row] = await ask<{ migrated: boolean }>(`SELECT to_regclass('public.asof_migration') IS NOT NULL AS migrated`);
  return row?.migrated ? ask<AppliedMigration>('SELECT name, checksum FROM asof_migration ORDER BY name') : [];
}
