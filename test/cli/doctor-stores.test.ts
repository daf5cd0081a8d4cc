// `asof doctor` on stores that let one in, and are not what Asof needs. All are broken for real, and where a statement
// is said to mend it, it does.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../cli/doctor/clocks.ts';
import { diagnose } from '../../cli/doctor/diagnose.ts';
import { openHome } from '../../cli/home.ts';
import { writeState } from '../../cli/stack-state.ts';
import { instant } from '../../core/instant.ts';
import { processStart } from '../../stores/private-server.ts';
import { mountTinyDisk, PASSWORDS, startOldPostgres } from '../support/broken-stores.ts';
import { amiss, expectOne, finding, findingsOf, openPractice, type Practice } from '../support/doctor.ts';
import { storeVariable } from '../support/stack.ts';

let practice: Practice;

beforeAll(async () => {
  practice = await openPractice();
});
afterAll(() => practice?.close());

describe('a set-up that works', () => {
  it('has no fault, and every store was asked', async () => {
    const diagnosis = await practice.look();
    expect(amiss(diagnosis)).toEqual([]);
    expect(diagnosis).toMatchObject({ healthy: true, faults: 0, warnings: 0 });
    for (const store of ['postgres', 'neo4j', 'vectors']) {
      const checks = findingsOf(diagnosis, store).map(({ check }) => check);
      const asked = ['tls', 'login', 'version', 'database', 'rights', 'extensions', 'migrations', 'writable', 'clock'];
      expect(checks).toEqual(expect.arrayContaining(asked));
    }
    // APOC is a matter of taste.
    const apoc = finding(diagnosis, 'neo4j', 'extensions');
    expect(apoc).toMatchObject({
      level: 'note',
      found: expect.stringMatching(/APOC is not there/),
      command: `NEO4J_PLUGINS='["apoc"]'`,
    });
  });

  it('may be the private one, beside stores of one’s own', async () => {
    const home = mkdtempSync(join(tmpdir(), 'asof-doctor-private-'));
    const record = (name: string, env: Record<string, string>) => {
      const started = processStart(process.pid) ?? '';
      return { name, pid: process.pid, started, env, logFile: '', stopSignal: 'SIGINT' as const, stopTimeoutMs: 0 };
    };
    const { VECTORS_URL = '', ...others } = practice.environment();
    const servers = [
      record('vectors', { VECTORS_URL }),
      // Another took its place; its owner must not be taken for that one's.
      record('postgres', { DATABASE_URL: 'postgres://a@h/d', DATABASE_OWNER_URL: 'postgres://o@h/d' }),
    ];
    writeState(openHome({ ASOF_HOME: home }), { mode: 'up', ownerPid: process.pid, servers });
    const environment = { ...others, ASOF_HOME: home, VECTORS_URL: '', DATABASE_OWNER_URL: '' };
    const diagnosis = await diagnose(environment, systemClock);
    rmSync(home, { recursive: true });
    expect(amiss(diagnosis)).toEqual([]);
    expect(diagnosis.stores.map(({ origin }) => origin)).toEqual(['environment', 'environment', 'private']);
    expect(finding(diagnosis, 'postgres', 'migrations')).toMatchObject({
      level: 'note',
      remedy: expect.stringMatching(/DATABASE_OWNER_URL/),
    });
    expect(findingsOf(diagnosis, 'vectors').map(({ found }) => found)).toEqual(
      expect.arrayContaining([expect.stringMatching(/MiB are free in/), expect.stringMatching(/^pgvector/)]),
    );
  });

  it('may be one that Asof has not migrated yet', async () => {
    await practice.server.admin('CREATE DATABASE fresh OWNER asof_owner');
    const diagnosis = await practice.look({
      DATABASE_URL: practice.server.url('asof_app', PASSWORDS.app, 'fresh'),
      DATABASE_OWNER_URL: practice.server.url('asof_owner', PASSWORDS.owner, 'fresh'),
    });
    expect(amiss(diagnosis)).toEqual([]);
    const migrations = finding(diagnosis, 'postgres', 'migrations');
    expect(migrations).toMatchObject({ level: 'note', found: expect.stringMatching(/still to be applied/) });
  });
});

describe('roles and rights', () => {
  it('a superuser as the application', async () => {
    const diagnosis = await practice.look({ DATABASE_URL: practice.server.url('postgres', PASSWORDS.superuser) });
    expectOne(diagnosis, 'postgres', {
      check: 'role',
      found: /postgres is a superuser: row-level security does not hold for it/,
      mend: /such as asof_app.*ALTER ROLE postgres NOSUPERUSER NOBYPASSRLS/,
    });
  });

  it('a role that bypasses row-level security, and the owner as the application', async () => {
    await practice.mendedAsTold('ALTER ROLE asof_app BYPASSRLS', {
      check: 'role',
      found: /asof_app bypasses row-level security/,
      mend: /ALTER ROLE asof_app NOBYPASSRLS/,
    });
    expectOne(await practice.look({ DATABASE_URL: practice.server.ownerUrl }), 'postgres', {
      check: 'rights',
      found: /asof_owner owns .*row-level security does not hold for a table’s owner/,
      mend: /DATABASE_OWNER_URL alone/,
    });
  });

  it('a table whose row-level security was turned off', async () => {
    await practice.mendedAsTold('ALTER TABLE load_version DISABLE ROW LEVEL SECURITY', {
      check: 'rights',
      found: /row-level security is off for load_version/,
      mend: /ALTER TABLE load_version ENABLE ROW LEVEL SECURITY/,
    });
  });

  it('a user that may only read, by its rights or by its settings', async () => {
    await practice.mendedAsTold(
      `CREATE ROLE reader LOGIN PASSWORD 'hunter2-reader'; GRANT CONNECT ON DATABASE asof TO reader;
      GRANT USAGE ON SCHEMA public TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader`,
      {
        check: 'rights',
        found: /reader may not read and write customer_version, driver_version, entity and \d+ more/,
        mend: /GRANT asof_app TO reader/,
      },
      { DATABASE_URL: practice.server.url('reader', 'hunter2-reader') },
    );
    await practice.mendedAsTold('ALTER ROLE asof_app SET default_transaction_read_only = on', {
      check: 'writable',
      found: /every transaction of asof_app is read-only/,
      mend: /ALTER ROLE asof_app RESET default_transaction_read_only/,
    });
  });

  it('an owner that may not migrate', async () => {
    const diagnosis = await practice.look({ DATABASE_OWNER_URL: practice.server.url('reader', 'hunter2-reader') });
    expectOne(diagnosis, 'postgres', {
      check: 'rights',
      found: /reader may not make schemas and tables in asof/,
      mend: /ALTER DATABASE asof OWNER TO reader/,
    });
  });
});

describe('what a server must have', () => {
  it('a PostgreSQL that is new enough', async (context) => {
    const old = startOldPostgres(practice.server.directory);
    if (!old)
      return context.skip('There is no old PostgreSQL on this machine; doctor-checks.test.ts asks without one.');
    try {
      const diagnosis = await practice.look({ DATABASE_URL: old.url, DATABASE_OWNER_URL: old.url });
      const version = finding(diagnosis, 'postgres', 'version');
      expect(version).toMatchObject({
        level: 'fault',
        found: expect.stringMatching(/^PostgreSQL 15\.\d+ .* is older than what Asof needs, 17$/),
        remedy: expect.stringMatching(/PostgreSQL 18 by pg_upgrade/),
        command: expect.stringMatching(/pg_dump/),
      });
    } finally {
      old.stop();
    }
  });

  it('a PostgreSQL without pgvector for the vectors', async () => {
    const diagnosis = await practice.look({ VECTORS_URL: practice.server.ownerUrl });
    expectOne(diagnosis, 'vectors', {
      check: 'extensions',
      found: /pgvector is not on this server/,
      mend: /pgvector\/pgvector.*VECTORS_URL.*apt-get install postgresql-18-pgvector/,
    });
  });

  it('a database of somebody else', async () => {
    await practice.server.admin('CREATE DATABASE shop OWNER asof_owner');
    await practice.server.admin('CREATE TABLE orders (id int); CREATE TABLE products (id int)', 'shop');
    const diagnosis = await practice.look({
      DATABASE_URL: practice.server.url('asof_app', PASSWORDS.app, 'shop'),
      DATABASE_OWNER_URL: practice.server.url('asof_owner', PASSWORDS.owner, 'shop'),
    });
    expectOne(diagnosis, 'postgres', {
      check: 'database',
      found: /shop is somebody else’s: it has tables such as orders, products/,
      mend: /CREATE DATABASE asof OWNER asof_owner/,
    });
  });

  it('two databases, one for the application and one for the owner', async () => {
    const diagnosis = await practice.look({
      DATABASE_OWNER_URL: practice.server.url('asof_owner', PASSWORDS.owner, 'shop'),
    });
    expectOne(diagnosis, 'postgres', {
      check: 'database',
      found: /name two databases, asof and shop/,
      mend: /same host, port and database/,
    });
  });

  it('a schema of another version', async () => {
    const diagnosis = await practice.broken(
      `UPDATE asof_migration SET checksum = 'x' || checksum WHERE name = '0002_records'`,
      `UPDATE asof_migration SET checksum = substr(checksum, 2) WHERE name = '0002_records'`,
    );
    expectOne(diagnosis, 'postgres', {
      check: 'migrations',
      found: /0002_records.*edited after it was applied/,
      mend: /another version of Asof.*git log/,
    });
  });

  it('enough connections', async () => {
    await practice.mendedAsTold('ALTER ROLE asof_app CONNECTION LIMIT 8', {
      check: 'connections',
      found: /8 connections for this role, .*one process may open 12/,
      mend: /DATABASE_POOL_MAX to 6 or less.*ALTER ROLE asof_app CONNECTION LIMIT 24/,
    });
    await practice.server.admin('ALTER ROLE asof_app CONNECTION LIMIT -1');
  });

  it('settings that keep what was committed', async () => {
    await practice.mendedAsTold('ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf(); SELECT pg_sleep(0.3)', {
      check: 'durability',
      found: /fsync is off/,
      mend: /ALTER SYSTEM SET fsync = on; SELECT pg_reload_conf\(\)/,
    });
    await practice.mendedAsTold('ALTER ROLE asof_app SET synchronous_commit = off', {
      check: 'durability',
      level: 'warning',
      found: /synchronous_commit is off/,
      mend: /ALTER ROLE asof_app SET synchronous_commit = on/,
    });
  });

  it('room on its disk', async (context) => {
    const disk = mountTinyDisk(practice.server.directory);
    if (!disk) return context.skip('No file system may be mounted here; doctor-checks.test.ts asks without one.');
    try {
      await practice.server.admin(
        `CREATE TABLESPACE tiny LOCATION '${disk.path}'; GRANT CREATE ON TABLESPACE tiny TO asof_owner`,
      );
      const diagnosis = await practice.broken(
        'ALTER ROLE asof_owner SET temp_tablespaces = tiny',
        'ALTER ROLE asof_owner RESET temp_tablespaces',
      );
      await practice.server.admin('DROP TABLESPACE tiny');
      expectOne(diagnosis, 'postgres', {
        check: 'disk',
        found: /disk is full/,
        mend: /Make room, or grow the volume.*df -h/,
      });
    } finally {
      disk.unmount();
    }
  });

  it('the right time', async () => {
    const late = await practice.look({}, () => instant(systemClock() - 5_000_000));
    expectOne(late, 'postgres', {
      check: 'clock',
      level: 'warning',
      found: /its clock is (5\.0|4\.9)\d+ s ahead of this machine’s/,
      mend: /NTP.*timedatectl set-ntp true/,
    });
    const clocks = ['neo4j', 'vectors'].map((store) => findingsOf(late, store).find(({ check }) => check === 'clock'));
    // They agree with PostgreSQL, whatever this machine thinks.
    for (const clock of clocks)
      expect(clock).toMatchObject({ level: 'ok', found: expect.stringMatching(/PostgreSQL’s/) });
  });
});

describe('secrets', () => {
  it('are in nothing that was said', () => {
    expect(practice.said.length).toBeGreaterThan(10);
    for (const secret of ['hunter2', storeVariable('NEO4J_PASSWORD')]) {
      expect(practice.said.filter((text) => text.includes(secret))).toEqual([]);
    }
  });
});
