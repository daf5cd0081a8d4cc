// The project's Dockerfile as a list of instructions, and its steps carried out in a directory in place of an image.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT } from '../../cli/home.ts';

const RUN_TIMEOUT_MS = 280_000;
const WORK_DIRECTORY = '/opt/asof';

export interface Instruction {
  /** In upper case, as in `COPY`. */
  readonly name: string;
  /** What follows it; of a list in JSON, its members. Options (`--from=packages`) are words, too. */
  readonly words: readonly string[];
}

/** The instructions of the Dockerfile, in order; lines that are continued are joined. */
export function dockerfile(): readonly Instruction[] {
  const text = readFileSync(join(PROJECT, 'Dockerfile'), 'utf8')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
      const list = /^(.*?)(\[.*\])$/.exec(rest);
      const words = list ? [...split(list[1] ?? ''), ...(JSON.parse(list[2] ?? '[]') as string[])] : split(rest);
      return { name: name.toUpperCase(), words };
    });
}

/** The stages: what stands between one FROM and the next. */
export function stages(): readonly (readonly Instruction[])[] {
  const found: Instruction[][] = [];
  for (const instruction of dockerfile()) {
    if (instruction.name === 'FROM') found.push([]);
    found.at(-1)?.push(instruction);
  }
  return found;
}

/** The words of an instruction that occurs once in the last stage. */
export function wordsOf(name: string): readonly string[] {
  return (
    stages()
      .at(-1)
      ?.find((instruction) => instruction.name === name)?.words ?? []
  );
}

/** What the last stage sets by ENV. */
export const imageEnvironment = (): Readonly<Record<string, string>> =>
  Object.fromEntries(wordsOf('ENV').map((word) => word.split(/=(.*)/s).slice(0, 2)));

/**
 * Carries out the COPY and `RUN npm …` steps of both stages below a directory, whose `app` then is what /opt/asof is in
 * the image. Other RUN steps need an image.
 */
export async function buildInto(directory: string): Promise<string> {
  const [packages = [], last = []] = stages();
  const from = join(directory, 'packages');
  const app = join(directory, 'app');
  for (const { name, words } of packages) {
    if (name === 'COPY') copy(PROJECT, words, from);
    if (name === 'RUN' && words[0] === 'npm') await promisify(execFile)('npm', words.slice(1), npmOptions(from));
  }
  for (const { name, words } of last) {
    if (name !== 'COPY') continue;
    if (words[0] === '--from=packages') move(from, words.slice(1), app);
    else copy(PROJECT, words, app);
  }
  return app;
}

function copy(from: string, words: readonly string[], to: string): void {
  const target = words.at(-1) ?? '.';
  mkdirSync(to, { recursive: true });
  for (const source of words.slice(0, -1)) {
    // A target that ends in “/” is a directory to copy into; any other is the copy's own name.
    cpSync(join(from, source), target.endsWith('/') ? join(to, target, source) : join(to, target), { recursive: true });
  }
}

/** From the first stage, which nobody needs any more. */
function move(from: string, [source = '', target = '']: readonly string[], to: string): void {
  mkdirSync(to, { recursive: true });
  renameSync(join(from, relative(WORK_DIRECTORY, resolve(WORK_DIRECTORY, source))), join(to, target));
}

/** What was downloaded before is taken from npm's cache: the lock file says what must be in it. */
const npmOptions = (cwd: string) => ({
  cwd,
  timeout: RUN_TIMEOUT_MS,
  env: { ...process.env, npm_config_prefer_offline: 'true', NODE_ENV: '' },
});

const split = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
