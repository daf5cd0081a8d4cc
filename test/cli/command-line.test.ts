// The command line as a whole: help everywhere, exit codes, no stack traces.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { PROJECT } from '../../cli/home.ts';
import { asof } from '../support/command.ts';

const directory = mkdtempSync(join(tmpdir(), 'asof-cli-'));
const environment = { ASOF_HOME: join(directory, 'home') };

afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('asof', () => {
  it('shows its verbs, each of which has help of its own', async () => {
    const { code, stdout } = await asof(['--help'], environment);
    expect(code).toBe(0);
    const verbs = [...stdout.matchAll(/^ {2}([a-z]+) .*/gm)].map((match) => match[1] ?? '').filter((v) => v !== 'help');
    expect(verbs).toEqual(expect.arrayContaining(['setup', 'stack', 'serve', 'compose', 'demo', 'import', 'generate']));
    for (const verb of verbs) {
      const help = await asof([verb, '--help'], environment);
      expect(help).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining(`Usage: asof ${verb}`) });
    }
  }, 120_000);

  it.each([
    [['nosuch'], /unknown command 'nosuch'/],
    [['--nosuch'], /unknown option '--nosuch'/],
    [['stack'], /Usage: asof stack/],
    [['stack', 'sideways'], /unknown command 'sideways'/],
    [['compose', '--timeout', 'soon'], /--timeout.*whole number/s],
  ])('does not understand %j and ends with 2', async (args, said) => {
    const { code, stderr } = await asof(args, environment);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(said) });
  });

  it('runs by npx in a checkout, from any directory below', async () => {
    const below = join(PROJECT, 'core');
    const { stdout } = await promisify(execFile)('npx', ['asof', '--version'], {
      cwd: below,
      env: { ...process.env, ...environment },
    });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('runs from another directory, and does not care what is in it', async () => {
    const elsewhere = join(directory, 'a directory, elsewhere');
    mkdirSync(elsewhere);
    expect(await asof(['stack', 'status'], environment, elsewhere)).toMatchObject({ code: 3, stderr: '' });
  });
});
