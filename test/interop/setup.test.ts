// What the set-up does about packages of Python on machines with and without it: they are installed, or tests are skipped.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asof } from '../support/command.ts';

const pgvectorRequirements = join(import.meta.dirname, '../support/pgvector/requirements.txt');
const PGVECTOR = `pgvector-${/==(\S+)/.exec(readFileSync(pgvectorRequirements, 'utf8'))?.[1]}`;

const directories: string[] = [];
let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'asof-python-'));
  directories.push(directory);
  mkdirSync(join(directory, 'bin'));
  // Nothing but Node is on this PATH.
  symlinkSync(process.execPath, join(directory, 'bin', 'node'));
  // What is there already is not fetched.
  mkdirSync(join(directory, 'tools', PGVECTOR), { recursive: true });
});
afterAll(() => {
  for (const path of directories) rmSync(path, { recursive: true, force: true });
});

const setUp = () =>
  asof(['setup', '--for-tests'], {
    PATH: join(directory, 'bin'),
    ASOF_HOME: join(directory, 'home'),
    ASOF_TOOLS: join(directory, 'tools'),
    NEO4J_URI: 'bolt://elsewhere',
    DATABASE_URL: 'postgres://elsewhere/asof',
  });

/** A Python of that version that makes environments; `pip` is what its pip does, as a shell script. */
function python(version: string, pip: string): void {
  const script = `#!/bin/sh
case "$*" in
  --version) echo "Python ${version}" ;;
  "-c import venv") ;;
  "-m venv"*) for last; do :; done
    /bin/mkdir -p "$last/bin"; printf '#!/bin/sh\\n' > "$last/bin/python"; /bin/chmod 755 "$last/bin/python" ;;
  "-m pip"*) echo "$*" >> ${join(directory, 'pip.log')}; ${pip} ;;
esac
`;
  writeFileSync(join(directory, 'bin', 'python3'), script);
  chmodSync(join(directory, 'bin', 'python3'), 0o755);
}

const installs = (): number =>
  readFileSync(join(directory, 'pip.log'), 'utf8').match(/ install .*\binterop\b/g)?.length ?? 0;
const installed = (): string[] => {
  const tools = join(directory, 'tools');
  return existsSync(tools) ? readdirSync(tools).filter((name) => name.startsWith('graphiti-')) : [];
};

describe('the set-up of graphiti-core', () => {
  it('goes on without Python, and says that those tests are skipped', async () => {
    const { code, stderr } = await setUp();
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^The tests beside Graphiti will be skipped: “python3” was not found\.\n(The tests .*\n)* {2}→ Install Python 3\.11/m,
    );
  });

  it.each([
    ['that is too old', '3.9.2', 'exit 0', 'Python 3.9.2 is too old'],
    ['without pip', '3.12.1', 'exit 1', '“python3 -m pip --version” ended with 1'],
  ])('goes on with a Python %s', async (_what, version, pip, said) => {
    python(version, pip);
    const { code, stderr } = await setUp();
    expect(code).toBe(0);
    expect(stderr).toContain(`The tests beside Graphiti will be skipped: ${said}.`);
    expect(installed()).toEqual([]);
  });

  it('installs what is pinned, once, and tries again when the first attempt fails', async () => {
    const first = join(directory, 'first');
    python(
      '3.12.1',
      `case "$*" in *install*interop*) [ -e ${first} ] || { : > ${first}; echo "no route to host"; exit 1; } ;; esac`,
    );
    expect(await setUp()).toMatchObject({ code: 0 });
    expect([installs(), installed().length]).toEqual([2, 1]);
    const { stderr } = await setUp();
    expect([installs(), stderr.includes('graphiti-core')]).toEqual([2, false]);

    // Other requirements than those it was made of: it is made again.
    writeFileSync(join(directory, 'tools', installed()[0] ?? '', 'requirements.txt'), 'graphiti-core==0.1.0\n');
    expect(await setUp()).toMatchObject({ code: 0 });
    expect([installs(), installed().length]).toEqual([3, 1]);
  });

  it('fails when pip does, with what pip said, and leaves nothing half installed', async () => {
    python('3.12.1', 'case "$*" in *install*) echo "ERROR: no such version"; exit 1 ;; esac');
    const { code, stderr } = await setUp();
    expect(code).toBe(1);
    expect(stderr).toContain('  | ERROR: no such version');
    expect(stderr).toMatch(/^SETUP_FAILED: “pip install” ended with 1\.\n {2}→ Read what pip says above/m);
    expect([installs(), installed()]).toEqual([2, []]);
  });
});

describe('the set-up of pgvector for a real PostgreSQL', () => {
  beforeEach(() => rmSync(join(directory, 'tools', PGVECTOR), { recursive: true }));

  it('goes on without Python, and says that those tests are skipped', async () => {
    const { code, stderr } = await setUp();
    expect(code).toBe(0);
    expect(stderr).toMatch(/^The tests of pgvector in a real PostgreSQL will be skipped: /m);
  });

  it('fails when pip refuses the download, with what it said, and leaves nothing behind', async () => {
    python('3.12.1', 'case "$*" in *download*) echo "ERROR: hashes do not match"; exit 1 ;; esac');
    const { code, stderr } = await setUp();
    expect(code).toBe(1);
    expect(stderr).toContain('  | ERROR: hashes do not match');
    expect(stderr).toMatch(/^SETUP_FAILED: “pip download” ended with 1\./m);
    expect(readdirSync(join(directory, 'tools')).filter((name) => name.startsWith('pgvector'))).toEqual([]);
  });
});
