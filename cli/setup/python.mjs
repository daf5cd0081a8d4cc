// Packages from PyPI that tests use, each in a Python environment of its own.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PYTHON_ENVIRONMENTS, tools } from './paths.mjs';
import { SetupError } from './progress.mjs';
import { run } from './run.mjs';

const PYTHON_MINOR_MIN = 11;
const PROBE_TIMEOUT_MS = 30_000;
const INSTALL_TIMEOUT_MS = 5 * 60_000;
const ATTEMPTS_MAX = 2;
export const PYTHON_REMEDY = `Install Python 3.${PYTHON_MINOR_MIN} or newer with pip (Debian, Ubuntu: \`apt-get install python3 python3-pip\`; macOS: \`brew install python\`).`;

/** Installs those of which exactly what is required is not there. Without a Python their tests are skipped. */
export async function installPythonPackages(progress) {
  const missing = PYTHON_ENVIRONMENTS.filter((environment) => !isInstalled(environment));
  if (missing.length === 0) return;
  const lack = await whatPythonLacks();
  if (lack !== undefined) {
    for (const { tests } of missing) console.error(`${tests} will be skipped: ${lack}.`);
    console.error(`  → ${PYTHON_REMEDY}`);
    return;
  }
  const results = await Promise.allSettled(missing.map((environment) => installOne(progress, environment)));
  const failure = results.find(({ status }) => status === 'rejected');
  if (failure) throw failure.reason;
}

async function installOne(progress, environment) {
  await progress.step(`${environment.name} ${environment.version()}`, async (report) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await install(environment, report);
        report('');
        return;
      } catch (error) {
        if (attempt >= ATTEMPTS_MAX) throw error;
        report(`again: ${error.message}`);
      }
    }
  });
}

/** The environment is there under its final name only when it is whole; what it was made of lies in it. */
function isInstalled({ directory, requirements }) {
  const made = join(directory(), 'requirements.txt');
  return existsSync(made) && readFileSync(made, 'utf8') === readFileSync(requirements, 'utf8');
}

/** What is missing, in words, or undefined when Python and pip can be used. */
export async function whatPythonLacks() {
  const probe = async (args) => {
    const options = { title: `“python3 ${args.join(' ')}”`, missing: PYTHON_REMEDY, failed: PYTHON_REMEDY };
    return run('python3', args, { ...options, timeoutMs: PROBE_TIMEOUT_MS });
  };
  try {
    const version = await probe(['--version']);
    const [, major, minor] = /Python (\d+)\.(\d+)/.exec(version) ?? [];
    if (Number(major) !== 3 || Number(minor) < PYTHON_MINOR_MIN) return `${version.trim()} is too old`;
    // pip installs into an environment that has no pip of its own: that saves making one, and needs no `ensurepip`.
    await probe(['-m', 'pip', '--version']);
    await probe(['-c', 'import venv']);
    return undefined;
  } catch (error) {
    if (error instanceof SetupError) return error.message;
    throw error;
  }
}

async function install({ name, requirements, module, directory }, report) {
  const temporary = `${directory()}.tmp-${process.pid}`;
  const python = join(temporary, 'bin', 'python');
  const common = { missing: PYTHON_REMEDY, cwd: '/', timeoutMs: INSTALL_TIMEOUT_MS };
  const failed = 'Read what pip says above, then start again; what was downloaded is kept.';
  try {
    report('making the environment');
    mkdirSync(tools(), { recursive: true });
    const environment = ['-m', 'venv', '--clear', '--without-pip', temporary];
    await run('python3', environment, { ...common, title: '“python3 -m venv”', failed: PYTHON_REMEDY });
    report('downloading');
    await run('python3', pipArguments(python, requirements), { ...common, title: '“pip install”', failed });
    report('trying it out');
    await run(python, ['-c', `import ${module}`], { ...common, title: name, failed });
    writeFileSync(join(temporary, 'requirements.txt'), readFileSync(requirements));
    rmSync(directory(), { recursive: true, force: true });
    renameSync(temporary, directory());
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Exactly the listed packages, and never one that has to be built first. */
const pipArguments = (python, requirements) => [
  '-m',
  'pip',
  '--python',
  python,
  'install',
  '--quiet',
  '--no-input',
  '--disable-pip-version-check',
  '--no-deps',
  '--no-compile',
  '--requirement',
  requirements,
];
