// graphiti-core from PyPI in a Python environment of its own, for the tests that let it write into the same graph.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { graphitiDirectory, graphitiPython, graphitiRequirements, graphitiVersion, tools } from './paths.mjs';
import { SetupError } from './progress.mjs';
import { run } from './run.mjs';

const PYTHON_MINOR_MIN = 11;
const PROBE_TIMEOUT_MS = 30_000;
const INSTALL_TIMEOUT_MS = 5 * 60_000;
const ATTEMPTS_MAX = 2;
const REMEDY = `Install Python 3.${PYTHON_MINOR_MIN} or newer with pip (Debian, Ubuntu: \`apt-get install python3 python3-pip\`; macOS: \`brew install python\`).`;

/** Installs graphiti-core, unless exactly what is required is there. Without a Python those tests are skipped. */
export async function installGraphiti(progress) {
  if (isInstalled()) return;
  const lack = await whatPythonLacks();
  if (lack !== undefined) {
    console.error(`The tests beside Graphiti will be skipped: ${lack}.\n  → ${REMEDY}`);
    return;
  }
  await progress.step(`graphiti-core ${graphitiVersion()}`, async (report) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await install(report);
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
function isInstalled() {
  const made = join(graphitiDirectory(), 'requirements.txt');
  return existsSync(made) && readFileSync(made, 'utf8') === readFileSync(graphitiRequirements, 'utf8');
}

/** What is missing, in words, or undefined when Python and pip can be used. */
async function whatPythonLacks() {
  const probe = async (args) => {
    const options = { title: `“python3 ${args.join(' ')}”`, missing: REMEDY, failed: REMEDY };
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

async function install(report) {
  const temporary = `${graphitiDirectory()}.tmp-${process.pid}`;
  const common = { missing: REMEDY, cwd: '/', timeoutMs: INSTALL_TIMEOUT_MS };
  const failed = 'Read what pip says above, then start again; what was downloaded is kept.';
  try {
    report('making the environment');
    mkdirSync(tools(), { recursive: true });
    const environment = ['-m', 'venv', '--clear', '--without-pip', temporary];
    await run('python3', environment, { ...common, title: '“python3 -m venv”', failed: REMEDY });
    report('downloading');
    await run('python3', pipArguments(graphitiPython(temporary)), { ...common, title: '“pip install”', failed });
    report('trying it out');
    await run(graphitiPython(temporary), ['-c', 'import graphiti_core.edges'], {
      ...common,
      title: 'graphiti-core',
      failed,
    });
    writeFileSync(join(temporary, 'requirements.txt'), readFileSync(graphitiRequirements));
    rmSync(graphitiDirectory(), { recursive: true, force: true });
    renameSync(temporary, graphitiDirectory());
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Exactly the listed packages, and never one that has to be built first. */
const pipArguments = (python) => [
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
  graphitiRequirements,
];
