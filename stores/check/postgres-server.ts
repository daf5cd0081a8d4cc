// What is asked of every PostgreSQL, of records and of vectors: version, whether it writes and keeps what it has
// written, how many connections it has, and what time it is.
import { type Instant, instant } from '../../core/instant.ts';
import type { StoreReport } from '../../core/store-report.ts';
import { codeOf, quoteIdentifier, type Visit } from './postgres-login.ts';

/** Major versions. */
export interface VersionRange {
  readonly min: number;
  /** The newest that was tried. */
  readonly tried: number;
}

interface Server {
  readonly version: number;
  readonly version_text: string;
  readonly standby: boolean;
  readonly read_only: boolean;
  readonly role_read_only: boolean;
  /** The vector store that Asof brings along, for trying out. */
  readonly pglite: boolean;
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_commit: string;
}

/** Limits, null where there is none, and what all of the server's clients use of them. */
interface Connections {
  readonly server: number;
  readonly role: number | null;
  readonly database: number | null;
  readonly used: number;
}

export interface WantedConnections {
  /** Connections of one tenant, and for how many tenants they are kept. */
  readonly poolMax: number;
  readonly tenantsMax: number;
  /** Those beside the pools. */
  readonly extra: number;
  /** The variable that sets `poolMax`. */
  readonly variable: string;
}

const VERSION_FACTOR = 10_000;
/** A table of this size makes the server ask the file system for room. */
const DISK_TRIAL_BYTES = 1024 * 1024;

/** Asks all but what depends on the store. */
export async function checkServer(
  visit: Visit,
  report: StoreReport,
  { versions, clock }: { readonly versions: VersionRange; readonly clock: () => Instant },
): Promise<void> {
  const [server] = await visit.ask<Server>(`SELECT current_setting('server_version_num')::int AS version,
    current_setting('server_version') AS version_text, pg_is_in_recovery() AS standby,
    current_setting('transaction_read_only') = 'on' AS read_only,
    current_setting('default_transaction_read_only') = 'on' AS role_read_only, version() LIKE '%PGlite%' AS pglite,
    current_setting('fsync') AS fsync,
    current_setting('full_page_writes') AS full_page_writes, current_setting('synchronous_commit') AS synchronous_commit`);
  if (server === undefined) return;
  checkVersion(Math.floor(server.version / VERSION_FACTOR), server.version_text, versions, report);
  checkWritable(server, visit, report);
  checkDurability(server, visit, report);
  await readClock(visit, report, clock);
}

export function checkVersion(major: number, text: string, { min, tried }: VersionRange, report: StoreReport): void {
  if (major < min) {
    report.fault('version', {
      found: `PostgreSQL ${text} is older than what Asof needs, ${min}`,
      remedy: `Move the database to PostgreSQL ${tried} by pg_upgrade, or by dump and restore:`,
      command: 'pg_dump --format=custom --file=asof.dump "$OLD_URL" && pg_restore --dbname="$NEW_URL" asof.dump',
    });
  } else if (major > tried) {
    report.note('version', `PostgreSQL ${text}: newer than what Asof was tried with, ${tried}`);
  } else report.ok('version', `PostgreSQL ${text} (${min} or newer, tried with ${tried})`);
}

function checkWritable(server: Server, { role }: Visit, report: StoreReport): void {
  if (server.standby) {
    report.fault('writable', {
      found: 'this is a standby: it only reads',
      remedy: 'Name the primary in the URL, or promote this server if the primary is gone.',
    });
  } else if (server.role_read_only) {
    report.fault('writable', {
      found: `every transaction of ${role} is read-only (default_transaction_read_only)`,
      remedy: 'Take the setting back, wherever it was made: for the role, for the database or for the server.',
      command: `ALTER ROLE ${quoteIdentifier(role)} RESET default_transaction_read_only;`,
    });
  } else
    report.ok('writable', server.read_only ? 'the primary, in a read-only transaction' : 'a primary, which writes');
}

function checkDurability(server: Server, { role }: Visit, report: StoreReport): void {
  if (server.pglite) {
    report.note(
      'durability',
      'PGlite does not wait for the disk: a crash of the whole machine can lose the last vectors',
      'For more than trying out, name a PostgreSQL with pgvector in VECTORS_URL.',
    );
  } else if (server.fsync === 'off') {
    report.fault('durability', {
      found: 'fsync is off: a crash of the machine can lose or tear anything, also what was committed long ago',
      remedy: 'Turn it on, as a superuser:',
      command: 'ALTER SYSTEM SET fsync = on; SELECT pg_reload_conf();',
    });
  } else if (server.full_page_writes === 'off') {
    report.warning('durability', {
      found: 'full_page_writes is off: a crash can tear pages, unless the file system never does',
      remedy: 'Turn it on, as a superuser:',
      command: 'ALTER SYSTEM SET full_page_writes = on; SELECT pg_reload_conf();',
    });
  } else if (server.synchronous_commit === 'off') {
    report.warning('durability', {
      found: 'synchronous_commit is off: a crash loses the last writes of a store that says it has them',
      remedy: 'Turn it on, wherever it was turned off: for the role, for the database or for the server.',
      command: `ALTER ROLE ${quoteIdentifier(role)} SET synchronous_commit = on;`,
    });
  } else report.ok('durability', `fsync on, synchronous_commit ${server.synchronous_commit}`);
}

/** Compares the clocks: the server's, and the middle of the time that asking took. */
async function readClock(visit: Visit, report: StoreReport, clock: () => Instant): Promise<void> {
  const before = clock();
  const [row] = await visit.ask<{ micros: string }>(
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint::text AS micros',
  );
  const after = clock();
  if (row) {
    report.clock = {
      aheadMicros: instant(Number(row.micros)) - (before + after) / 2,
      errorMicros: (after - before) / 2,
    };
  }
}

/** Whether the connections that Asof may open are there. */
export async function checkConnections(visit: Visit, report: StoreReport, wanted: WantedConnections): Promise<void> {
  const [row] = await visit.ask<Connections>(`SELECT
    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
      - coalesce(current_setting('reserved_connections', true)::int, 0) AS server,
    nullif(r.rolconnlimit, -1) AS role, nullif(d.datconnlimit, -1) AS database,
    (SELECT coalesce(sum(numbackends), 0)::int FROM pg_stat_database WHERE datid <> 0) AS used
    FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = current_database()`);
  if (!row) return;
  const { poolMax, tenantsMax, extra, variable } = wanted;
  const allowed = Math.min(row.server, row.role ?? row.server, row.database ?? row.server);
  const tenants = Math.floor((allowed - extra) / poolMax);
  const have = `${allowed} connections for this role, ${row.used} of the server’s in use`;
  if (tenants < 1) {
    report.fault('connections', {
      found: `${have}; one process may open ${poolMax + extra}`,
      remedy: `Set ${variable} to ${Math.max(1, allowed - extra)} or less, or raise the limit${allowed === row.server ? ' (a restart)' : ''}:`,
      command: raiseLimit(row, allowed, visit, 2 * (poolMax + extra)),
    });
  } else if (tenants < tenantsMax) {
    report.note('connections', `${have}: enough for ${tenants} tenants at once, ${poolMax} each, in one process`);
  } else report.ok('connections', `${have}; one process opens at most ${poolMax * tenantsMax + extra}`);
}

function raiseLimit({ role, database }: Connections, allowed: number, visit: Visit, to: number): string {
  if (role === allowed) return `ALTER ROLE ${quoteIdentifier(visit.role)} CONNECTION LIMIT ${to};`;
  if (database === allowed) return `ALTER DATABASE ${quoteIdentifier(visit.database)} CONNECTION LIMIT ${to};`;
  return `ALTER SYSTEM SET max_connections = ${Math.max(100, to)};`;
}

/** Makes a table that is gone with its transaction: a disk that is full has no room for it. */
export async function checkDisk(visit: Visit, report: StoreReport): Promise<void> {
  try {
    await visit.ask('BEGIN');
    await visit.ask('CREATE TEMPORARY TABLE asof_doctor (filler text STORAGE PLAIN) ON COMMIT DROP');
    await visit.ask(`INSERT INTO asof_doctor SELECT repeat('x', 8000) FROM generate_series(1, $1::int / 8192)`, [
      DISK_TRIAL_BYTES,
    ]);
    const [row] = await visit.ask<{ size: string }>(
      'SELECT pg_size_pretty(pg_database_size(current_database())) AS size',
    );
    report.ok('disk', `there is room to write; the database has ${row?.size ?? 'an unknown size'}`);
  } catch (error) {
    describeWriteFailure(error, visit, report);
  } finally {
    await visit.ask('ROLLBACK').catch(() => undefined);
  }
}

export function describeWriteFailure(error: unknown, { role, database }: Visit, report: StoreReport): void {
  const code = codeOf(error);
  if (code === '53100' || /no space left|disk full/i.test(String(error))) {
    report.fault('disk', {
      found: 'the server’s disk is full',
      remedy:
        'Make room, or grow the volume; on the server, see which one it is, and whether old WAL is kept by a slot:',
      command:
        'df -h "$(psql -tAc \'SHOW data_directory\')"; psql -c "SELECT slot_name, active FROM pg_replication_slots"',
    });
  } else if (code === '42501') {
    report.note(
      'disk',
      `not tried: ${role} may not make temporary tables`,
      'To let it be tried, grant that:',
      `GRANT TEMPORARY ON DATABASE ${quoteIdentifier(database)} TO ${quoteIdentifier(role)};`,
    );
  } else if (code !== '25006') {
    report.fault('disk', {
      found: `the server cannot write (${code || 'no code'}): ${error instanceof Error ? error.message : 'unknown'}`,
      remedy: 'Look at the server’s log.',
    });
  }
}
