// What is asked of Neo4j before anything relies on it: version, what it holds, rights, schema, plugins, clock.
import { type Instant, instant } from '../../core/instant.ts';
import type { StoreReport } from '../../core/store-report.ts';
import { checkMigrations } from '../check/migrations.ts';
import { codeOf, type Neo4jCheckOptions, type Visit, visitNeo4j } from './check-visit.ts';
import { type AppliedMigration, missingMigrations } from './migrate.ts';
import { loadQuery } from './queries.ts';

const READ_SERVER = loadQuery('doctor/read-server');
const READ_CLOCK = loadQuery('doctor/read-clock');
const READ_SETTINGS = loadQuery('doctor/read-settings');
const READ_APOC = loadQuery('doctor/read-apoc');
const READ_HISTORY = loadQuery('doctor/read-history');
const DESCRIBE_GRAPH = loadQuery('doctor/describe-graph');
const FIND_BROKEN_INDEXES = loadQuery('doctor/find-broken-indexes');
const TRY_WRITE = loadQuery('doctor/try-write');
const TRY_CONSTRAINT = loadQuery('migrations/create-history');

/** Dynamic labels and scoped subqueries came with it. */
const VERSION_MIN = '5.26';
const LABELS_SHOWN_MAX = 4;

/** Looks at the store. Changes nothing: what it writes is rolled back. */
export async function checkNeo4j(options: Neo4jCheckOptions, report: StoreReport): Promise<void> {
  const visit = await visitNeo4j(options, report);
  if (!visit) return;
  try {
    const [server] = await visit.ask<{ version: string; edition: string }>(READ_SERVER);
    if (server && !checkVersion(server.version, server.edition, report)) return;
    await readClock(visit, report, options.clock);
    // A server that has just started plans its first statements slowly: all at once, they are in time.
    await Promise.all([
      checkSettings(visit, options.poolSizeMax ?? 50, report),
      checkGraph(visit, report),
      checkApoc(visit, report),
      checkRights(visit, report),
      checkSchema(visit, report),
    ]);
  } finally {
    visit.end();
  }
}

/** @returns whether it is new enough to be asked more */
export function checkVersion(version: string, edition: string, report: StoreReport): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [majorMin = 0, minorMin = 0] = VERSION_MIN.split('.').map(Number);
  if (major < majorMin || (major === majorMin && minor < minorMin)) {
    report.fault('version', {
      found: `Neo4j ${version} ${edition} is older than what Asof needs, ${VERSION_MIN}`,
      remedy:
        'Move to 5.26, the version with long-term support: stop the server, install it, and let it take over the data.',
      command: 'neo4j-admin database migrate neo4j',
    });
    return false;
  }
  if (major > majorMin)
    report.note('version', `Neo4j ${version} ${edition}: newer than what Asof was tried with, 5.26`);
  else report.ok('version', `Neo4j ${version} ${edition} (${VERSION_MIN} or newer)`);
  return true;
}

async function readClock({ ask }: Visit, report: StoreReport, clock: () => Instant): Promise<void> {
  const before = clock();
  const [row] = await ask<{ millis: number }>(READ_CLOCK);
  const after = clock();
  if (!row) return;
  const micros = instant(Number(row.millis) * 1_000);
  report.clock = { aheadMicros: micros - (before + after) / 2, errorMicros: (after - before) / 2 + 1_000 };
}

/** Only an administrator may read the settings of an Enterprise edition. */
async function checkSettings({ ask }: Visit, poolSizeMax: number, report: StoreReport): Promise<void> {
  const rows = await ask<{ name: string; value: string }>(READ_SETTINGS).catch(() => []);
  const settings = new Map(rows.map(({ name, value }) => [name, value]));
  if (settings.get('dbms.security.auth_enabled') === 'false') {
    report.warning('rights', {
      found: 'authentication is off: whoever reaches the server reads and changes everything',
      remedy: 'Turn it on in neo4j.conf, and restart the server:',
      command: 'dbms.security.auth_enabled=true',
    });
  }
  const threads = Number(settings.get('server.bolt.thread_pool_max_size') ?? Number.NaN);
  if (Number.isNaN(threads)) return;
  if (threads < poolSizeMax) {
    report.fault('connections', {
      found: `the server serves ${threads} connections at once; one process may open ${poolSizeMax}`,
      remedy: `Set NEO4J_POOL_MAX to ${threads} or less, or raise the server’s limit in neo4j.conf, and restart it:`,
      command: `server.bolt.thread_pool_max_size=${2 * poolSizeMax}`,
    });
  } else report.ok('connections', `the server serves ${threads} at once; one process opens at most ${poolSizeMax}`);
}

async function checkGraph({ database, ask }: Visit, report: StoreReport): Promise<void> {
  const [graph] = await ask<Graph>(DESCRIBE_GRAPH);
  const { nodes, migrations, entities, labels } = graph ?? { nodes: 0, migrations: 0, entities: 0, labels: [] };
  if (migrations > 0) report.ok('database', `${database} is Asof’s (${nodes} nodes)`);
  else if (nodes === 0) report.ok('database', `${database} is empty`);
  else if (entities > 0) {
    report.ok('database', `${database} is Graphiti’s (${nodes} nodes); Asof adds its own beside them`);
  } else {
    report.warning('database', {
      found: `${database} holds ${nodes} nodes of something else (${labels.slice(0, LABELS_SHOWN_MAX).join(', ')}), neither Asof’s nor Graphiti’s`,
      remedy: 'If that is not meant, name another server in NEO4J_URI, or another database in NEO4J_DATABASE:',
      command: 'CREATE DATABASE asof  // Enterprise edition; Community has one database for each server',
    });
  }
}

interface Graph {
  readonly nodes: number;
  readonly migrations: number;
  readonly entities: number;
  /** Also those that no node has any more. */
  readonly labels: readonly string[];
}

/** Asof does without it; Graphiti's tools and the exploring API may not. */
async function checkApoc({ ask }: Visit, report: StoreReport): Promise<void> {
  const [row] = await ask<{ version: string }>(READ_APOC).catch(() => []);
  if (row) report.ok('extensions', `APOC ${row.version}`);
  else {
    report.note(
      'extensions',
      'APOC is not there; Asof does without it',
      'Other tools on the same graph may want it: put its jar (apoc-core) into plugins/ and restart the server, or in Docker set:',
      `NEO4J_PLUGINS='["apoc"]'`,
    );
  }
}

const describeReadOnly = (database: string) => ({
  found: `the database ${database} is read-only`,
  remedy:
    'Let it be written: take it out of these settings in neo4j.conf and restart the server, or, in the Enterprise edition, run the statement. A server that ran out of disk makes it read-only, too: look at neo4j.log.',
  command: `ALTER DATABASE ${database} SET ACCESS READ WRITE  // or: server.databases.read_only, server.databases.default_to_read_only`,
});

/** Tries both kinds of statement that Asof needs, and takes them back. */
async function checkRights({ user, database, tryOut }: Visit, report: StoreReport): Promise<void> {
  for (const [text, what] of [
    [TRY_WRITE, 'write'],
    [TRY_CONSTRAINT, 'make constraints'],
  ] as const) {
    try {
      await tryOut(text);
    } catch (error) {
      describeWriteFailure(error, { user, database, what }, report);
      return;
    }
  }
  report.ok('writable', `${database} takes writes`);
  report.ok('rights', `${user} may write and make constraints`);
}

interface Attempt {
  readonly user: string;
  readonly database: string;
  readonly what: 'write' | 'make constraints';
}

/** Why a trial of writing failed. */
export function describeWriteFailure(error: unknown, { user, database, what }: Attempt, report: StoreReport): void {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : 'it does not say why';
  if (code === 'Neo.ClientError.Security.Forbidden') {
    report.fault('rights', {
      found: `${user} may not ${what} in ${database}`,
      remedy: 'Grant it, as an administrator (“architect” writes and changes the schema):',
      command: `GRANT ROLE architect TO \`${user}\``,
    });
  } else if (/no space left|disk full|out of disk/i.test(message)) {
    report.fault('disk', {
      found: 'the server’s disk is full',
      remedy:
        'Make room, or grow the volume, then restart the server: it stays read-only until then. See which volume it is:',
      command: 'df -h /var/lib/neo4j/data',
    });
  } else if (/read.?only/i.test(code + message)) report.fault('writable', describeReadOnly(database));
  else {
    report.fault('writable', {
      found: `an attempt to ${what} failed (${code || 'no code'}): ${message}`,
      remedy: 'Look at neo4j.log and debug.log of the server.',
    });
  }
}

async function checkSchema({ ask }: Visit, report: StoreReport): Promise<void> {
  const failed = (await ask<{ name: string }>(FIND_BROKEN_INDEXES)).map(({ name }) => name);
  if (failed.length > 0) {
    report.fault('migrations', {
      found: `the index ${failed.join(', ')} has failed, so that reads through it are slow or refused`,
      remedy: 'Drop it; if it is one of Asof’s (asof_…), make it again from cypher/migrations:',
      command: failed.map((name) => `DROP INDEX ${name} IF EXISTS;`).join(' '),
    });
  }
  const history = ask<AppliedMigration & { version: number }>(READ_HISTORY, { chain: 'asof' });
  await checkMigrations(history.then(missingMigrations), report);
}
