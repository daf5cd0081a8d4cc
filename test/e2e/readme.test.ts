// What the docs ask of the demo company: the query of README.md has the answer that stands there, and each of the
// collection in docs/queries finds something.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { loadDemo } from '../../cli/load-demo.ts';
import { newId, parseTenant } from '../../core/ids.ts';
import { loadConfig } from '../../gateway/config.ts';
import { EXAMPLES } from '../../gateway/plugins/examples.ts';
import { type RunningAsof, startAsof } from '../support/asof.ts';

const tenant = parseTenant(`readme-${newId()}`);
const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const block = (language: string): string => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(readme)?.[1] ?? '';
const collection = join(import.meta.dirname, '../../docs/queries');
const directory = mkdtempSync(join(tmpdir(), 'asof-demo-'));

let asof: RunningAsof;
beforeAll(async () => {
  asof = await startAsof();
  await loadDemo({ config: loadConfig(inject('stores')), stores: asof.stores, tenant, directory });
}, 240_000);
afterAll(async () => {
  await asof?.stop();
  rmSync(directory, { recursive: true });
});

describe('the demo company', () => {
  it('answers the query of README.md as README.md says', async () => {
    const { data, errors } = await asof.query(block('graphql'), { tenant });
    expect(errors).toBeUndefined();
    expect({ data }).toEqual(JSON.parse(block('json')));
  });

  it('is as large as it should be', async () => {
    const lists = ['customers', 'equipments', 'drivers', 'loads', 'invoices'];
    const { data } = await asof.query(`{ ${lists.map((list) => `${list}(first: 0) { totalCount }`).join(' ')} }`, {
      tenant,
    });
    const counts = lists.map((list) => (data?.[list] as { totalCount: number } | undefined)?.totalCount);
    // Of its 200 pieces of equipment, four have been sold.
    expect(counts).toEqual([100, 196, 150, 2_000, 2_000]);
  });

  it.each(EXAMPLES.map((example) => [example.title, example] as const))('answers “%s”', async (_, { query }) => {
    const { data, errors } = await asof.query(query, { tenant });
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data).length).toBeGreaterThan(300);
  });

  it.each(readdirSync(collection))('answers docs/queries/%s, with something in every part', async (file) => {
    const { data, errors } = await asof.query(readFileSync(join(collection, file), 'utf8'), { tenant });
    expect(errors).toBeUndefined();
    const answer = JSON.stringify(data);
    if (process.env.ASOF_TEST_PRINT) console.log(`${file}\n${JSON.stringify(data, null, 1)}`);
    expect(answer.length).toBeGreaterThan(100);
    // An empty list, or a root field of null, would show nobody anything.
    for (const root of Object.values(data ?? {})) expect(root).not.toBeNull();
    expect(answer).not.toMatch(/"(nodes|edges|groups|entities|facts|steps|fields)":\[\]/);
  });
});
