import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseId } from '../../../core/ids.ts';
import { OPEN_END } from '../../../core/instant.ts';
import { ErrorFile } from '../../../subgraphs/ledger/import/error-file.ts';
import { ImportRun } from '../../support/import-run.ts';

describe('a dry run', () => {
  it('finds the same faults and writes nothing, not even ids', async () => {
    const run = new ImportRun();
    const csv = 'id,validFrom,name\na,2024-01-01,A\nb,never,B\n';
    const summary = await run.texts([['Customer', 'a.csv', csv]], { dryRun: true });
    expect(summary).toMatchObject({ rows: 2, versions: 1, rowsLeftOut: 1 });
    expect(run.counts()).toEqual([0, 0, 0]);
    expect(run.ledger.watermark(run.tenant)).toBe(0);
  });
});

describe('batches', () => {
  const rows = (count: number): string =>
    `id,validFrom,name\n${Array.from({ length: count }, (_, n) => `k${n},2024-01-01,N${n}`).join('\n')}\n`;

  it('are one commit each and never mix files', async () => {
    const run = new ImportRun();
    const sizes: number[] = [];
    const [store] = run.participants;
    if (store) store.onApplied = (changes) => sizes.push(changes);
    await run.texts(
      [
        ['Customer', 'a.csv', rows(25)],
        ['Driver', 'b.csv', rows(5)],
      ],
      { batchRowsMax: 10 },
    );
    expect(sizes).toEqual([10, 10, 5, 5]);
  });

  it('that cannot be written stop the import: what went in before stays, and the message names the rows', async () => {
    const run = new ImportRun();
    let applied = 0;
    const [store] = run.participants;
    if (store) {
      store.sabotage = (step) => {
        if (step === 'apply' && ++applied === 3) throw new Error('broken');
      };
    }
    const failure = run.texts([['Customer', 'a.csv', rows(50)]], { batchRowsMax: 10 });
    await expect(failure).rejects.toMatchObject({ code: 'COMMIT_ABORTED' });
    await failure.catch((error: Error) => {
      expect(error.message).toMatch(/a\.csv, lines 22 to 31 did not go in/);
      expect(error.message).toMatch(/20 rows before them stay/);
    });
    expect(run.counts()).toEqual([20, 20, 20]);
    // Running it again is safe, because the rows have ids.
    await run.texts([['Customer', 'a.csv', rows(50)]]);
    const open = run.participants[0]?.versions.filter((version) => version.systemTo === OPEN_END);
    expect(open).toHaveLength(50);
  });

  it('that need an entity which another commit holds stop the import, too', async () => {
    const run = new ImportRun();
    const id = '01890000-0000-7000-8000-000000000001';
    await run.ledger.open(run.tenant, [parseId(id)], 'other');
    const failure = run.texts([['Customer', 'a.csv', `id,validFrom,name\n${id},2024-01-01,A\n`]]);
    await expect(failure).rejects.toMatchObject({ code: 'ENTITY_HELD', message: /lines 2 to 2 did not go in/ });
    expect(run.counts()).toEqual([0, 0, 0]);
  });

  it('end when the user wants them to', async () => {
    const run = new ImportRun();
    const controller = new AbortController();
    const [store] = run.participants;
    if (store) store.onApplied = () => controller.abort();
    const failure = run.texts([['Customer', 'a.csv', rows(100)]], { batchRowsMax: 10, signal: controller.signal });
    await expect(failure).rejects.toMatchObject({ name: 'AbortError' });
    expect(run.counts()[0]).toBeLessThan(100);
    expect(new Set(run.counts()).size).toBe(1);
  });

  it('ask the directory twice at most, however many rows', async () => {
    const run = new ImportRun();
    const loads = `id,validFrom,reference,customer,driver\n${Array.from({ length: 500 }, (_, n) => `L${n},2024-01-01,R${n},c${n},01890000-0000-7000-8000-${String(n).padStart(12, '0')}`).join('\n')}\n`;
    await run.texts([['Load', 'a.csv', loads]]);
    expect(run.directory.calls).toBe(2);
  });
});

describe('progress', () => {
  it('goes up to the number of rows', async () => {
    const run = new ImportRun();
    const seen: (number | null)[] = [];
    await run.texts([['Customer', 'a.csv', 'validFrom,name\n2024-01-01,A\nbad,B\n']], {
      onProgress: ({ phase, rows, rowsTotal }) => phase === 'loading' && seen.push(rows, rowsTotal),
    });
    expect(seen).toEqual([0, 2, 2, 2]);
  });
});

describe('an error file', () => {
  it('has a JSON line for each fault, and is not there without one', async () => {
    const path = join(tmpdir(), `asof-errors-${crypto.randomUUID()}.jsonl`);
    const file = new ErrorFile(path);
    expect(await file.close()).toBe(false);
    const run = new ImportRun();
    await run.texts([['Customer', 'a.csv', 'validFrom,name,tier\n2024-01-01,A,gold\n']], {
      onFaults: (faults) => file.write(faults),
    });
    expect(await file.close()).toBe(true);
    const [line] = (await readFile(path, 'utf8')).split('\n');
    expect(JSON.parse(line ?? '')).toEqual({
      file: expect.stringContaining('a.csv'),
      line: 2,
      column: 'tier',
      code: 'IMPORT_ROW_INVALID',
      reason: 'expected one of BRONZE, SILVER, GOLD, PLATINUM',
      arrived: 'gold',
    });
    await file.clear();
  });

  it('that cannot be written is said to be so', async () => {
    const file = new ErrorFile('/nowhere/at/all.jsonl');
    const faults = [
      { file: 'a', line: 1, column: null, code: 'IMPORT_ROW_INVALID', reason: 'x', arrived: null },
    ] as const;
    await expect(file.write(faults).then(() => file.close())).rejects.toMatchObject({ code: 'USAGE' });
  });
});
