import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntityValues } from '../../../core/commit.ts';
import { formatInstant, type Instant, instant, OPEN_END, parseInstant } from '../../../core/instant.ts';
import { isVisible } from '../../../core/visibility.ts';
import { ImportRun } from '../../support/import-run.ts';

const at = parseInstant;
const bootstrap = { bootstrap: true } as const;
const HEAD = 'id,validFrom,systemFrom,name\n';
const nobody = new Set<Instant>();

describe('a bootstrap load', () => {
  it('merges files by system time, and each row is known since its own', async () => {
    const run = new ImportRun();
    await run.texts(
      [
        ['Customer', 'a.csv', `${HEAD}a,2024-01-01,2024-01-02,A\na,2024-03-01,2024-03-05,B\n`],
        ['Customer', 'b.csv', `${HEAD}a,2024-02-01,2024-02-02,C\n`],
      ],
      bootstrap,
    );
    const [store] = run.participants;
    const name = (validTime: string, systemTime: string): unknown => {
      const moment = { validTime: at(validTime), systemTime: at(systemTime) };
      const visible = store?.versions.filter((version) => isVisible(version, moment, nobody)) ?? [];
      expect(visible.length).toBeLessThan(2);
      return (visible[0]?.values.values as EntityValues | undefined)?.fields.name;
    };
    expect(name('2024-06-01', '2024-01-01')).toBeUndefined();
    expect(name('2024-06-01', '2024-01-02')).toBe('A');
    expect(name('2024-06-01', '2024-02-02')).toBe('C');
    expect(name('2024-01-15', '2024-02-02')).toBe('A');
    expect(name('2024-06-01', '2024-12-31')).toBe('B');
    expect(run.ledger.watermark(run.tenant)).toBe(at('2024-03-05'));
  });

  it('is seen when it is closed, and not before', async () => {
    const run = new ImportRun();
    const watermarks: Instant[] = [];
    for (const participant of run.participants) {
      participant.onApplied = () => watermarks.push(run.ledger.watermark(run.tenant));
    }
    const rows = Array.from({ length: 30 }, (_, n) => `k${n},2024-01-01,2024-01-01T00:00:00.0000${10 + n}Z,N`);
    await run.texts([['Customer', 'a.csv', HEAD + rows.join('\n')]], { ...bootstrap, batchRowsMax: 10 });
    expect(new Set(watermarks)).toEqual(new Set([0]));
    expect(run.ledger.watermark(run.tenant)).toBe(at('2024-01-01T00:00:00.000039Z'));
  });

  it('is refused when the tenant has data', async () => {
    const run = new ImportRun();
    const files = [['Customer', 'a.csv', `${HEAD}a,2024-01-01,2024-01-02,A\n`]] as const;
    await run.texts(files, bootstrap);
    const before = run.counts();
    await expect(run.texts(files, bootstrap)).rejects.toMatchObject({ code: 'IMPORT_BOOTSTRAP_REFUSED' });
    expect(run.counts()).toEqual(before);
  });

  it('that was given up is deleted and begun afresh', async () => {
    const run = new ImportRun();
    const rows = Array.from({ length: 30 }, (_, n) => `k${n},2024-01-01,2024-01-${String(n + 1).padStart(2, '0')},N`);
    const files = [['Customer', 'a.csv', HEAD + rows.join('\n')]] as const;
    let applied = 0;
    for (const participant of run.participants.slice(1, 2)) {
      participant.sabotage = (step) => {
        if (step === 'apply' && ++applied === 2) throw new Error('broken');
      };
    }
    const failure = run.texts(files, { ...bootstrap, batchRowsMax: 10 });
    await expect(failure).rejects.toMatchObject({ code: 'COMMIT_ABORTED', message: /starts afresh/ });
    expect(run.ledger.watermark(run.tenant)).toBe(0);
    expect(run.counts()[0]).toBeGreaterThan(0);
    await run.texts(files, { ...bootstrap, batchRowsMax: 10 });
    expect(run.counts()).toEqual([30, 30, 30]);
  });

  it('of files that are not sorted by systemFrom is refused before anything goes in', async () => {
    const run = new ImportRun();
    const csv = `${HEAD}a,2024-01-01,2024-01-02,A\nb,2024-01-01,2024-01-01,B\n`;
    const failure = run.texts([['Customer', 'a.csv', csv]], bootstrap);
    await expect(failure).rejects.toMatchObject({
      code: 'IMPORT_FILE_INVALID',
      details: { line: 3, column: 'systemFrom' },
    });
    expect(run.counts()).toEqual([0, 0, 0]);
    expect(run.ledger.commits.get(run.tenant) ?? []).toEqual([]);
  });

  it.each([
    ['none', ''],
    ['one that is no instant', 'then'],
    ['one in the future', '2199-01-01'],
    ['one before 1970', '1969-12-31'],
  ])('leaves out a row whose systemFrom is %s', async (_what, systemFrom) => {
    const run = new ImportRun();
    const good = `good,2024-01-01,${systemFrom.startsWith('2') ? '2024-01-01' : '2024-01-02'},A\n`;
    const bad = `bad,2024-01-01,${systemFrom},B\n`;
    const csv = HEAD + (systemFrom.startsWith('1') ? bad + good : good + bad);
    // What lies before 1970 comes first in a sorted file, but no row can come before the first microsecond.
    const outcome = await run
      .texts([['Customer', 'a.csv', csv]], bootstrap)
      .catch((error: { code: string }) => error.code);
    if (outcome === 'IMPORT_FILE_INVALID') return expect(systemFrom).toBe('1969-12-31');
    expect(outcome).toMatchObject({ versions: 1, rowsLeftOut: 1 });
    expect(run.faults).toMatchObject([{ column: 'systemFrom' }]);
  });

  it('keeps rows of one system time in one batch, while they are not too many', async () => {
    const run = new ImportRun();
    const sizes: number[] = [];
    const [store] = run.participants;
    if (store) store.onApplied = (changes) => sizes.push(changes);
    const rows = Array.from({ length: 45 }, (_, n) => `k${n},2024-01-01,2024-01-0${n < 35 ? 1 : 2},N`);
    await run.texts([['Customer', 'a.csv', HEAD + rows.join('\n')]], { ...bootstrap, batchRowsMax: 10 });
    expect(sizes).toEqual([35, 10]);
  });

  it('refuses to state an entity twice at one system time in batches far apart, rather than lose a row', async () => {
    const run = new ImportRun();
    const rows = Array.from({ length: 60 }, (_, n) => `k${n % 50},2024-01-01,2024-01-01,N${n}`);
    const failure = run.texts([['Customer', 'a.csv', HEAD + rows.join('\n')]], { ...bootstrap, batchRowsMax: 2 });
    await expect(failure).rejects.toMatchObject({ code: 'IMPORT_FILE_INVALID', message: /twice/ });
    expect(run.ledger.watermark(run.tenant)).toBe(0);
  });
});

describe('any history', () => {
  const day = (n: number): Instant => instant(Date.UTC(2024, 0, 1 + n) * 1_000);
  const row = fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    from: fc.nat(30),
    length: fc.option(fc.integer({ min: 1, max: 30 })),
    known: fc.nat(40),
  });

  it('is the same whatever the size of batches and however it is spread over files', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 3 }),
        async (rows, batchRowsMax, fileCount) => {
          // One row of an entity for each system time, so that the order is the same in any files.
          const unique = [...new Map(rows.map((r) => [`${r.id}${r.known}`, r])).values()].toSorted(
            (a, b) => a.known - b.known,
          );
          const line = (r: (typeof rows)[number], n: number): string =>
            [
              r.id,
              formatInstant(day(r.from)),
              r.length === null ? '' : formatInstant(day(r.from + r.length)),
              formatInstant(day(r.known)),
              `N${n}`,
            ].join();
          const lines = unique.map(line);
          const head = 'id,validFrom,validTo,systemFrom,name';
          const files = Array.from({ length: fileCount }, (_, file) => {
            const own = lines.filter((_line, n) => n % fileCount === file);
            return ['Customer', `${file}.csv`, [head, ...own].join('\n')] as const;
          });
          const load = async (
            run: ImportRun,
            what: Parameters<ImportRun['texts']>[0],
            size: number,
          ): Promise<string[]> => {
            await run.texts(what, { ...bootstrap, batchRowsMax: size });
            const names = new Map([...run.directory.ids].map(([key, id]) => [id, key.slice(key.lastIndexOf(','))]));
            return (run.participants[2]?.versions ?? [])
              .map((v) =>
                [
                  names.get(v.id),
                  v.validFrom,
                  v.validTo,
                  v.systemFrom,
                  v.systemTo === OPEN_END,
                  (v.values.values as EntityValues).fields.name,
                ].join(),
              )
              .sort();
          };
          const whole = [['Customer', 'all.csv', [head, ...lines].join('\n')] as const];
          expect(await load(new ImportRun(), files, batchRowsMax)).toEqual(await load(new ImportRun(), whole, 1_000));
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});
