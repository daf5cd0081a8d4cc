// What tests need of the system beyond what the project brings along; installed only by root, and only when missing.
import { existsSync } from 'node:fs';
import { run } from './run.mjs';

const INSTALL_TIMEOUT_MS = 15 * 60_000;

/** Debian packages that tests need, each with a file that shows that it is there. */
const PACKAGES = [];

export async function installSystemPackages(progress) {
  const missing = PACKAGES.filter(({ file }) => !existsSync(file)).map(({ name }) => name);
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = {
    title: '“apt-get”',
    missing: 'Install apt.',
    failed: `Install ${missing.join(', ')} by hand.`,
    timeoutMs: INSTALL_TIMEOUT_MS,
    env,
  };
  await progress.step(`system packages ${missing.join(', ')}`, async () => {
    await run('apt-get', ['update', '-qq'], options);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], options);
  });
}
