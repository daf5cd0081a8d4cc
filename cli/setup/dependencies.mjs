// npm packages as the lock file has them, and the Node that is one of them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { binaries, node, PROJECT } from './paths.mjs';
import { SetupError } from './progress.mjs';
import { run } from './run.mjs';

const INSTALL_TIMEOUT_MS = 20 * 60_000;
const NODE_MAJOR_MIN = 24;

/** Installs the packages of the lock file, unless exactly they are there. */
export async function installDependencies(progress, forTests) {
  const locked = readLock(join(PROJECT, 'package-lock.json'));
  if (isInstalled(locked, forTests)) return;
  const total = Object.keys(locked).filter((path) => !locked[path].optional).length;
  await progress.step('npm packages', async (report) => {
    const timer = setInterval(() => report(`${Math.min(countInstalled(), total)} of ${total}`), 500);
    try {
      await run('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund', '--no-progress'], {
        title: '“npm ci”',
        missing: 'Install npm; it comes with Node.js.',
        failed: 'Read what npm says above; `npm ci` in the project shows all of it.',
        timeoutMs: INSTALL_TIMEOUT_MS,
        cwd: PROJECT,
      });
    } finally {
      clearInterval(timer);
    }
    report(`${countInstalled()} packages`);
  });
}

/** @throws SetupError when neither the packages nor the system have a Node that is new enough */
export async function checkNode() {
  const path = node();
  const version =
    path === process.execPath
      ? process.version
      : await run(path, ['--version'], {
          title: `“${path} --version”`,
          missing: 'Delete node_modules and start again.',
          failed: 'The Node that npm installed does not run on this system; put Node 24 on the PATH instead.',
          timeoutMs: 30_000,
        });
  if (Number(/^v(\d+)/.exec(version)?.[1]) >= NODE_MAJOR_MIN) return;
  throw new SetupError(
    `Node ${version.trim()} is too old, and npm has no Node ${NODE_MAJOR_MIN} for ${process.platform} ${process.arch} in ${binaries}`,
    `Put Node ${NODE_MAJOR_MIN} or newer first on the PATH.`,
  );
}

function readLock(path) {
  const { '': _root, ...packages } = JSON.parse(readFileSync(path, 'utf8')).packages;
  return packages;
}

/** npm leaves a lock of what it really installed; only packages of other platforms may be absent from it. */
function isInstalled(locked, forTests) {
  const path = join(PROJECT, 'node_modules', '.package-lock.json');
  if (!existsSync(path)) return false;
  const installed = readLock(path);
  return Object.entries(locked).every(([name, { version, integrity, optional, dev }]) => {
    const there = installed[name];
    if (there === undefined) return optional === true || (dev === true && !forTests);
    return there.version === version && there.integrity === integrity;
  });
}

function countInstalled() {
  try {
    const modules = join(PROJECT, 'node_modules');
    return readdirSync(modules)
      .filter((name) => !name.startsWith('.'))
      .reduce((sum, name) => sum + (name.startsWith('@') ? readdirSync(join(modules, name)).length : 1), 0);
  } catch {
    // npm removes and makes directories meanwhile; the count is only for show.
    return 0;
  }
}
