// Where the private PostgreSQL lives, and as whom. It refuses to run as root, so root runs it as the user `postgres`,
// who must be able to reach it: not below a directory that is root's alone.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AsofError } from '../../core/errors.ts';

const USER = 'postgres';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account that the server runs as: undefined for the caller's own; the system user `postgres`, made when
 * missing, when the caller is root.
 * @throws AsofError SETUP_FAILED when there is none and it cannot be made
 */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return findAccount() ?? createAccount();
}

/**
 * Makes a directory that the account can reach. Where `wanted` is out of its reach, `wanted` becomes a link to a
 * directory of its own under /var/lib/asof, or under the system's temporary directory.
 * @throws AsofError SETUP_FAILED when there is no such place, or the link leads nowhere any more
 */
export function placeDirectory(wanted: string, account: Account | undefined): string {
  if (lstatSync(wanted, { throwIfNoEntry: false })?.isSymbolicLink()) return followLink(wanted);
  if (existsSync(wanted)) return wanted;
  mkdirSync(dirname(wanted), { recursive: true });
  if (!account || isOpenToOthers(dirname(wanted))) {
    mkdirSync(wanted, { mode: account ? 0o711 : 0o700 });
    return wanted;
  }
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const place = mkdtempSync(join(outsideDirectory(), `${name}-`));
  chmodSync(place, 0o711);
  symlinkSync(place, wanted);
  return place;
}

/** Removes a directory that {@link placeDirectory} made, wherever it is. */
export function removePlaced(wanted: string): void {
  if (lstatSync(wanted, { throwIfNoEntry: false })?.isSymbolicLink() && existsSync(wanted)) {
    rmSync(realpathSync(wanted), { recursive: true, force: true });
  }
  rmSync(wanted, { recursive: true, force: true });
}

function followLink(link: string): string {
  try {
    return realpathSync(link);
  } catch (cause) {
    throw new AsofError(
      'SETUP_FAILED',
      `${link} is a link to where PostgreSQL's files were, and they are gone. Delete the link to start with an empty database.`,
      { cause },
    );
  }
}

/** Whether any user may pass through a directory and all above it. */
function isOpenToOthers(directory: string): boolean {
  const path = realpathSync(directory);
  const passable = (statSync(path).mode & 0o001) !== 0;
  return passable && (dirname(path) === path || isOpenToOthers(dirname(path)));
}

function outsideDirectory(): string {
  for (const candidate of ['/var/lib/asof', join(tmpdir(), 'asof')]) {
    try {
      mkdirSync(candidate, { recursive: true, mode: 0o755 });
      if (statSync(candidate).uid === 0 && isOpenToOthers(candidate)) return candidate;
    } catch {
      // Not there, or read-only: the next one is tried, and the last failure is reported below.
    }
  }
  throw new AsofError(
    'SETUP_FAILED',
    `PostgreSQL cannot run as root, and no directory was found that its user “${USER}” can reach. Set ASOF_HOME to one below which others may pass (such as /srv/asof), or start as a normal user.`,
  );
}

function findAccount(): Account | undefined {
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, USER], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function createAccount(): Account {
  let cause: unknown;
  try {
    const shell = existsSync('/usr/sbin/nologin') ? '/usr/sbin/nologin' : '/bin/false';
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', shell, USER], {
      stdio: 'pipe',
    });
  } catch (error) {
    cause = error;
  }
  const account = findAccount();
  if (account) return account;
  throw new AsofError(
    'SETUP_FAILED',
    `PostgreSQL cannot run as root, and the system user “${USER}” could not be made. Make one, or start as a normal user.`,
    { cause },
  );
}
