// `asof demo`: writes two years of a freight company as import files, and loads them into an empty tenant.
import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { parseTenant } from '../../core/ids.ts';
import { generateDemo } from '../../demo/generate.ts';
import { DEFAULT_SEED } from '../../demo/ids.ts';
import { KNOWN } from '../../demo/known.ts';
import { openHome } from '../home.ts';
import { progressView } from '../import-progress.ts';
import { loadDemo } from '../load-demo.ts';
import { withStores } from '../with-stores.ts';
import { inWords } from './import.ts';

interface DemoFlags {
  readonly tenant?: string;
  readonly seed: number;
  readonly out?: string;
  readonly filesOnly?: boolean;
}

export function register(program: Command): void {
  program
    .command('demo')
    .description('load the demo company into an empty tenant, through its import files')
    .option('--tenant <name>', 'which tenant; by default ASOF_TENANT')
    .option('--seed <number>', 'another company of the same kind', parseSeed, DEFAULT_SEED)
    .option('--out <directory>', 'where the import files go; by default ASOF_HOME/demo')
    .option('--files-only', 'write the files and load nothing')
    .action(runDemo);
}

async function runDemo({ tenant: name, seed, out, filesOnly }: DemoFlags): Promise<void> {
  const directory = resolve(out ?? join(openHome().directory, 'demo'));
  if (filesOnly) {
    for (const { type, path, rows } of await generateDemo(directory, seed))
      console.log(`${type}=${path} (${rows} rows)`);
    return;
  }
  await withStores(async ({ stores, config, signal }) => {
    const tenant = name === undefined ? config.tenant : parseTenant(name);
    const log = (line: string): void => console.error(line);
    const result = await loadDemo({ config, stores, tenant, directory, seed, signal, log, progress: progressView() });
    if (!result)
      return console.log(`The tenant ${tenant} has data already; the demo is loaded into an empty one only.`);
    console.log(inWords(result, false));
    if (seed !== DEFAULT_SEED) return;
    for (const { type, id, story } of Object.values(KNOWN)) console.log(`${type} ${id}: ${story}`);
  });
}

function parseSeed(text: string): number {
  const seed = Number(text);
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new InvalidArgumentError('It must be a whole number from 0.');
}
