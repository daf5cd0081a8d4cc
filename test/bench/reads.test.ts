// The bench of reads, in small: every answer is as the formulas say, and no plan looks through a whole table.
import { expect, inject, it } from 'vitest';
import { asof } from '../support/command.ts';

const SIZE = '5000';

it('reads a small company, every answer right and every statement by an index', async () => {
  const { code, stdout, stderr } = await asof(
    ['bench', 'reads', '--versions', SIZE, '--facts', SIZE],
    inject('stores'),
  );
  expect(stdout.split('\n').filter((line) => line.startsWith('SCAN'))).toEqual([]);
  const last = stdout.trim().split('\n').at(-1);
  expect(`${last}\n${stderr}`).toMatch(
    /^reads: 5000 versions and 5000 facts; \d{3,} answers compared, 0 wrong; \d{3,} plans, 0 with a scan; 0 kinds of read failed;/,
  );
  expect(code).toBe(0);
}, 180_000);
