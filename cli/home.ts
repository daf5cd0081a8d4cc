// Where an installation keeps what: paths below ASOF_HOME, and the passwords that were made for it.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { AsofError } from '../core/errors.ts';
import { removePlaced } from '../stores/postgres/placement.ts';

export const PROJECT = resolve(import.meta.dirname, '..');

export interface Home {
  readonly directory: string;
  /** Programs; several homes may share them. */
  readonly tools: string;
  readonly logs: string;
  /** What is known of running processes. */
  readonly run: string;
}

const SECRETS = z.object({
  postgresSuperuser: z.string().min(1),
  postgresOwner: z.string().min(1),
  postgresApp: z.string().min(1),
  neo4j: z.string().min(1),
});

export type Secrets = Readonly<z.infer<typeof SECRETS>>;

/**
 * Opens a home and makes its directories.
 * @param environment ASOF_HOME, by default `.asof` in the project; ASOF_TOOLS, by default `tools` in the home
 */
export function openHome(environment: NodeJS.ProcessEnv = process.env): Home {
  const directory = resolve(environment.ASOF_HOME || join(PROJECT, '.asof'));
  const home = {
    directory,
    tools: resolve(environment.ASOF_TOOLS || join(directory, 'tools')),
    logs: join(directory, 'logs'),
    run: join(directory, 'run'),
  };
  // Root lets others pass through, because PostgreSQL runs as a user of its own; nothing can be listed.
  mkdirSync(directory, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  for (const path of [home.logs, home.run]) mkdirSync(path, { recursive: true, mode: 0o700 });
  return home;
}

/**
 * The passwords of this home's stores, made at random the first time; only the owner may read the file.
 * @throws AsofError SETUP_FAILED when the file is not what was written
 */
export function openSecrets(home: Home): Secrets {
  const path = join(home.directory, 'secrets.json');
  if (!existsSync(path)) {
    const make = (): string => randomBytes(24).toString('hex');
    const secrets = { postgresSuperuser: make(), postgresOwner: make(), postgresApp: make(), neo4j: make() };
    writePrivately(path, secrets);
    return secrets;
  }
  try {
    return SECRETS.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new AsofError(
      'SETUP_FAILED',
      `${path} cannot be read, and without its passwords the stores cannot be opened. Restore the file, or delete ${home.directory} to start with empty stores.`,
      { cause },
    );
  }
}

/** Removes a home with all its data, also what had to be put elsewhere; shared programs stay. */
export function removeHome(home: Home): void {
  removePlaced(postgresDirectory(home));
  rmSync(home.directory, { recursive: true, force: true });
}

/** Where the private PostgreSQL's data is, or a link to it. */
export const postgresDirectory = (home: Home): string => join(home.directory, 'postgres');

/** Writes JSON that only the owner may read, all of it or nothing. */
export function writePrivately(path: string, value: unknown): void {
  const temporary = `${path}.tmp-${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, path);
}
