import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BatchWriter } from '../../../subgraphs/ledger/import/writer.ts';
import { ImportRun } from '../../support/import-run.ts';

const ROWS = 200_000;
const MEBIBYTE = 1024 * 1024;
/** Less than the file, which would take more in memory than it does on disk. */
const HEAP_GROWTH_MAX = 25 * MEBIBYTE;
/** Collecting garbage takes long, so memory is looked at now and then. */
const LOOK_EVERY = 20;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let directory: string;
let path: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'asof-import-'));
  path = join(directory, 'customers.csv');
  const padding = 'x'.repeat(100);
  function* lines(): Generator<string> {
    yield 'id,validFrom,name,industry\n';
    for (let row = 0; row < ROWS; row += 1)
      yield `01890000-0000-7000-8000-${String(row).padStart(12, '0')},2024-01-01,N${row},${padding}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}, 60_000);

afterAll(() => rm(directory, { recursive: true }));

it('a file of 200,000 rows goes through in bounded memory', async () => {
  expect((await stat(path)).size).toBeGreaterThan(HEAP_GROWTH_MAX);
  const run = new ImportRun();
  const before = usedHeap();
  let most = 0;
  let rowsMax = 0;
  let batches = 0;
  const writer: BatchWriter = {
    open: async () => undefined,
    prepare: async () => undefined,
    write: async (rows) => {
      rowsMax = Math.max(rowsMax, rows.length);
      batches += 1;
      if (batches % LOOK_EVERY === 0) most = Math.max(most, usedHeap());
      return [];
    },
    close: async () => undefined,
  };
  const summary = await run.files([['Customer', path]], { writer });
  expect(summary).toMatchObject({ rows: ROWS, versions: ROWS, batches: ROWS / 1_000 });
  expect(rowsMax).toBe(1_000);
  expect(most - before).toBeLessThan(HEAP_GROWTH_MAX);
}, 120_000);

function usedHeap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
