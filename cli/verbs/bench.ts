// `asof bench NAME`, which `npm run bench -- NAME` runs: compares answers, measures, and fails when a promise is not kept.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { AsofError } from '../../core/errors.ts';
import { PROJECT } from '../home.ts';

interface BenchOptions {
  readonly size?: number;
  readonly versions?: number;
  readonly facts?: number;
}

interface Bench {
  run(options: BenchOptions): Promise<boolean>;
}

export function register(program: Command): void {
  program
    .command('bench')
    .description('run one of the benches in bench/; exit code 1 when an answer is wrong or a promise is not kept')
    .argument('<name>', '“adoption” or “reads”')
    .option('--size <number>', 'adoption: how many edges; by default as many as the promise says', parseSize)
    .option(
      '--versions <number>',
      'reads: how many versions of records; by default as many as the promise says',
      parseSize,
    )
    .option('--facts <number>', 'reads: how many facts; by default as many as the promise says', parseSize)
    .action(bench);
}

async function bench(name: string, options: BenchOptions): Promise<void> {
  const path = join(PROJECT, 'bench', `${name}.ts`);
  if (!/^[a-z-]+$/.test(name) || !existsSync(path)) throw new AsofError('USAGE', `There is no bench “${name}”.`);
  const { run } = (await import(path)) as Bench;
  if (!(await run(options))) process.exitCode = 1;
}

function parseSize(text: string): number {
  const size = Number(text);
  if (Number.isInteger(size) && size > 0) return size;
  throw new InvalidArgumentError('It must be a whole number from 1.');
}
