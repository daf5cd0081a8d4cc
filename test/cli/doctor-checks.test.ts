// What `asof doctor` makes of servers that cannot be had here: other versions, other editions, disks that run full.
import { Neo4jError } from 'neo4j-driver';
import { describe, expect, it } from 'vitest';
import { compareClocks } from '../../cli/doctor/clocks.ts';
import { checkPrivateDisk } from '../../cli/doctor/private-disk.ts';
import { StoreReport } from '../../core/store-report.ts';
import {
  checkVersion as checkPostgresVersion,
  describeWriteFailure as describePostgresFailure,
} from '../../stores/check/postgres-server.ts';
import { checkVersion as checkNeo4jVersion, describeWriteFailure } from '../../stores/neo4j/check.ts';

const MEBIBYTE = 1024 * 1024;
const HOME = { directory: '/data/asof', tools: '', logs: '', run: '' };

function reportOf(fill: (report: StoreReport) => unknown) {
  const report = new StoreReport();
  fill(report);
  const { findings } = report;
  expect(findings).toHaveLength(1);
  return findings[0];
}

describe('versions', () => {
  it.each([
    [13, 'fault'],
    [16, 'fault'],
    [17, 'ok'],
    [18, 'ok'],
    [19, 'note'],
  ])('PostgreSQL %i: %s', (major, level) => {
    const range = { min: 17, tried: 18 };
    const version = reportOf((report) => checkPostgresVersion(major, `${major}.1`, range, report));
    expect(version).toMatchObject({ check: 'version', level });
    if (level === 'fault') expect(version?.remedy).toMatch(/Move the database to PostgreSQL 18/);
  });

  it.each([
    ['4.4.38', 'fault', false],
    ['5.25.1', 'fault', false],
    ['5.26.0', 'ok', true],
    ['5.26.26', 'ok', true],
    ['2025.10.1', 'note', true],
  ])('Neo4j %s: %s', (text, level, goesOn) => {
    const version = reportOf((report) => expect(checkNeo4jVersion(text, 'community', report)).toBe(goesOn));
    expect(version).toMatchObject({ check: 'version', level });
    if (level === 'fault') {
      expect(version?.remedy).toMatch(/Move to 5\.26/);
      expect(version?.command).toBe('neo4j-admin database migrate neo4j');
    }
  });
});

describe('a Neo4j that does not write', () => {
  const failure = (code: string, message: string, what: 'write' | 'make constraints' = 'write') =>
    reportOf((report) =>
      describeWriteFailure(
        new Neo4jError(message, code, '50N42', ''),
        { user: 'reader', database: 'neo4j', what },
        report,
      ),
    );

  it('because of the user’s rights', () => {
    for (const what of ['write', 'make constraints'] as const) {
      expect(failure('Neo.ClientError.Security.Forbidden', 'is not allowed', what)).toMatchObject({
        check: 'rights',
        level: 'fault',
        found: `reader may not ${what} in neo4j`,
        command: 'GRANT ROLE architect TO `reader`',
      });
    }
  });

  it('because it is read-only, as Neo4j 5.26 says it', () => {
    const message = 'No write operations are allowed on this database. The database is in read-only mode.';
    expect(failure('Neo.ClientError.General.WriteOnReadOnlyAccessDatabase', message)).toMatchObject({
      check: 'writable',
      level: 'fault',
      found: 'the database neo4j is read-only',
      command: expect.stringMatching(/SET ACCESS READ WRITE/),
    });
  });

  it('because its disk is full', () => {
    expect(failure('Neo.DatabaseError.General.UnknownError', 'No space left on device')).toMatchObject({
      check: 'disk',
      level: 'fault',
      remedy: expect.stringMatching(/Make room/),
      command: expect.stringMatching(/df -h/),
    });
  });
});

describe('a disk', () => {
  it('of PostgreSQL that is full, in the words of its error', () => {
    const full = Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' });
    const visit = { role: 'asof_owner', database: 'asof', ask: async () => [], end: () => undefined };
    expect(reportOf((report) => describePostgresFailure(full, visit, report))).toMatchObject({
      check: 'disk',
      level: 'fault',
      found: 'the server’s disk is full',
      command: expect.stringMatching(/df -h/),
    });
  });

  it.each([
    [10, 'fault'],
    [500, 'warning'],
    [5_000, 'ok'],
  ])('of the private stores with %i MiB left: %s', (free, level) => {
    const disk = reportOf((report) => checkPrivateDisk(HOME, report, free * MEBIBYTE));
    expect(disk).toMatchObject({ check: 'disk', level, found: `${free} MiB are free in /data/asof` });
    if (level !== 'ok')
      expect(disk).toMatchObject({ remedy: expect.stringMatching(/ASOF_HOME/), command: 'df -h /data/asof' });
  });
});

describe('clocks', () => {
  const clocks = (postgresAhead: number, neo4jAhead: number, error = 1_000) => {
    const [postgres, neo4j] = [new StoreReport(), new StoreReport()];
    postgres.clock = { aheadMicros: postgresAhead, errorMicros: error };
    neo4j.clock = { aheadMicros: neo4jAhead, errorMicros: error };
    compareClocks(postgres, [neo4j]);
    return [postgres.findings[0], neo4j.findings[0]].map((finding) => `${finding?.level}: ${finding?.found}`);
  };

  it('are compared with PostgreSQL’s, which counts', () => {
    expect(clocks(0, -3_000_000)).toEqual([
      'ok: the same as this machine’s',
      'warning: its clock is 3.000 s behind PostgreSQL’s',
    ]);
    expect(clocks(900_000, 900_000)[0]).toBe('ok: 0.900 s ahead of this machine’s');
  });

  it('are not blamed for a slow network', () => {
    expect(clocks(1_500_000, 1_500_000, 600_000)).toEqual([
      'ok: 1.500 s ahead of this machine’s',
      'ok: the same as PostgreSQL’s',
    ]);
  });
});
