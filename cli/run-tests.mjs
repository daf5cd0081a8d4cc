// What `npm test` runs once everything is set up: the static checks, then the tests. The last line has the numbers.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { binaries, home, node, PROJECT, tools } from './setup/paths.mjs';

const PART_TIMEOUT_MS = 35 * 60_000;

const program = (name) => [join(binaries, name)];
const report = join(home(), 'run', `vitest-${process.pid}.json`);
const env = {
  ...process.env,
  // The programs start with `#!/usr/bin/env node`, and are to find the pinned one.
  PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}`,
  ASOF_HOME: home(),
  ASOF_TOOLS: tools(),
};

const checks = [
  { title: 'types', command: [...program('tsc'), '--noEmit'] },
  { title: 'format and lint', command: [...program('biome'), 'check', '--error-on-warnings'] },
  {
    title: 'generated files',
    command: [node(), join(PROJECT, 'cli', 'asof.ts'), 'generate', '--check'],
    when: existsSync(join(PROJECT, 'cli', 'verbs', 'generate.ts')),
  },
  {
    title: 'unused code',
    command: [...program('knip'), '--no-progress'],
    when: ['knip.json', 'knip.jsonc', 'knip.ts'].some((name) => existsSync(join(PROJECT, name))),
  },
];
const only = process.argv.slice(2);
const count = { passed: 0, failed: 0, skipped: 0 };
const durations = [];

// With arguments only those tests run, as in `npm test -- test/core`.
for (const { title, command, when } of only.length > 0 ? [] : checks) {
  if (when === false) continue;
  const code = await timed(title, () => run(command));
  count[code === 0 ? 'passed' : 'failed'] += 1;
}
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const code = await timed('tests', () => run([...program('vitest'), 'run', ...reporters, ...only]));
addTests(code);

console.log(`\n${durations.map(({ title, seconds }) => `${title} ${seconds} s`).join(' · ')}`);
const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
console.log(`${count.passed} passed, ${count.failed} failed${skipped}`);
process.exitCode = count.failed === 0 ? 0 : 1;

async function timed(title, work) {
  console.log(`\n── ${title}`);
  const since = performance.now();
  const code = await work();
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  durations.push({ title, seconds });
  console.log(`── ${title}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  return code;
}

/** Runs one part to its end; a signal to this process is passed on to it. */
function run([command, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: PROJECT, env, stdio: 'inherit' });
    const pass = (signal) => child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGTERM'), PART_TIMEOUT_MS);
    const end = (code) => {
      clearTimeout(timer);
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, pass);
      resolve(code);
    };
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, pass);
    child.on('error', (error) => {
      console.error(error.message);
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

/** Adds what vitest reported; a run that failed without a failing test (an error outside of one) counts as one. */
function addTests(code) {
  let results = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  try {
    results = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    console.error('vitest left no report.');
  }
  rmSync(report, { force: true });
  const broken = results.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = results.numFailedTests + broken.length;
  count.passed += results.numPassedTests;
  count.failed += code !== 0 && failed === 0 ? 1 : failed;
  count.skipped += results.numPendingTests + results.numTodoTests;
}
