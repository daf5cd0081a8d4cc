// The bench of adoption, in small: it compares answers, says its figures in one line, and fails for a wrong name.
import { describe, expect, inject, it } from 'vitest';
import { asof } from '../support/command.ts';

describe('asof bench', () => {
  it('adopts a graph, interrupted and resumed, and finds every answer right', async () => {
    const { code, stdout } = await asof(['bench', 'adoption', '--size', '500'], inject('stores'));
    expect(stdout).toMatch(/^adoption: 500 edges in [\d.]+ s .*; 500 reads compared, 0 wrong; .*: kept\n$/);
    expect(code).toBe(0);
  });

  it.each([['nothing'], ['../package']])('refuses “%s”, which is no bench', async (name) => {
    const { code, stderr } = await asof(['bench', name]);
    expect(stderr).toContain('USAGE: There is no bench');
    expect(code).toBe(2);
  });
});
