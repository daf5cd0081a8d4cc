import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ImportRun } from '../../support/import-run.ts';

const DOC = readFileSync(join(import.meta.dirname, '../../../docs/import-format.md'), 'utf8');

/** The examples of docs/import-format.md: their fences name format, type and, perhaps, `bootstrap`. */
const examples = [...DOC.matchAll(/^```(csv|jsonl) (\w+)( bootstrap)?\n([\s\S]*?)^```/gm)].map(
  ([, format = '', type = '', bootstrap, content = '']) => ({
    format,
    type,
    content,
    bootstrap: bootstrap !== undefined,
  }),
);

describe('the examples of docs/import-format.md', () => {
  it('are there', () => {
    expect(new Set(examples.map((example) => example.type))).toEqual(
      new Set(['Customer', 'Load', 'Fact', 'Episode', 'OtherEntity']),
    );
  });

  it.each(examples.map((example, index) => [index + 1, example] as const))('go in: %i', async (_index, example) => {
    const run = new ImportRun();
    const rows = example.content.trim().split('\n').length - (example.format === 'csv' ? 1 : 0);
    const file = [example.type, `example.${example.format}`, example.content] as const;
    const summary = await run.texts([file], { bootstrap: example.bootstrap });
    expect(run.faults).toEqual([]);
    expect(summary).toMatchObject({ rows, versions: rows, rowsLeftOut: 0 });
  });

  it('say the same in CSV and in JSON Lines', async () => {
    const [csv, jsonl] = examples.slice(0, 2);
    const values = await Promise.all(
      [csv, jsonl].map(async (example) => {
        const run = new ImportRun();
        if (example) await run.texts([[example.type, `a.${example.format}`, example.content]]);
        return run.participants[0]?.versions.map((v) => [v.validFrom, v.validTo, v.values.values]);
      }),
    );
    expect(values[0]).toHaveLength(2);
    expect(values[0]).toEqual(values[1]);
  });
});
