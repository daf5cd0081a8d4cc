// What the tests of `asof doctor` break: a PostgreSQL of their own with its superuser, certificates, and doors in front
// of servers that encrypt, say nothing, or are not there.
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import pg from 'pg';
import { serverAccount } from '../../stores/postgres/placement.ts';
import { startPostgres } from '../../stores/postgres/server.ts';
import { temporaryHome } from './command.ts';

export const PASSWORDS = { superuser: 'hunter2-super', owner: 'hunter2-owner', app: 'hunter2-app' } as const;

export interface BrokenPostgres {
  readonly appUrl: string;
  readonly ownerUrl: string;
  /** A directory that the server's account may read. */
  readonly directory: string;
  /** The URL of another role or database. */
  url(user: string, password: string, database?: string): string;
  /** Refuses all but the superuser without encryption, from the next reload on; the result takes that back. */
  insistOnTls(): () => void;
  /** Runs statements as the superuser. */
  admin(statements: string, database?: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL that nobody else uses. */
export async function startBreakablePostgres(): Promise<BrokenPostgres> {
  const directory = mkdtempSync(join(tmpdir(), 'asof-doctor-'));
  // The server's account goes through it to its files.
  chmodSync(directory, 0o711);
  const server = await startPostgres({
    directory: join(directory, 'postgres'),
    toolsDirectory: join(temporaryHome().ASOF_TOOLS, 'postgres'),
    passwords: PASSWORDS,
    logFile: join(directory, 'postgres.log'),
    onSpawn: () => undefined,
    signal: new AbortController().signal,
  });
  const { DATABASE_URL: appUrl = '', DATABASE_OWNER_URL: ownerUrl = '' } = server.env;
  const { port } = new URL(appUrl);
  const url = (user: string, password: string, database = 'asof'): string =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  const admin = async (statements: string, database = 'asof'): Promise<void> => {
    const client = new pg.Client({ connectionString: url('postgres', PASSWORDS.superuser, database) });
    try {
      await client.connect();
      // One at a time: some may not be part of a transaction.
      for (const statement of statements.split(';').filter((text) => text.trim() !== '')) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  const insistOnTls = (): (() => void) => {
    const rules = join(directory, 'postgres', 'cluster', 'pg_hba.conf');
    const before = readFileSync(rules);
    writeFileSync(rules, 'host all postgres 127.0.0.1/32 scram-sha-256\nhostssl all all 127.0.0.1/32 scram-sha-256\n');
    return () => writeFileSync(rules, before);
  };
  return { appUrl, ownerUrl, directory, url, insistOnTls, admin, stop };
}

const OLD_PROGRAMS = '/usr/lib/postgresql/15/bin';

/** A PostgreSQL that is too old for Asof, where Debian has put one; its superuser is `postgres`, without a password. */
export function startOldPostgres(directory: string): { readonly url: string; stop(): void } | undefined {
  if (!existsSync(join(OLD_PROGRAMS, 'initdb'))) return undefined;
  const account = serverAccount();
  const place = mkdtempSync(join(directory, 'old-'));
  if (account) chownSync(place, account.uid, account.gid);
  const cluster = join(place, 'cluster');
  const run = (program: string, ...args: readonly string[]): void => {
    execFileSync(join(OLD_PROGRAMS, program), args, { cwd: place, stdio: 'ignore', ...account });
  };
  run('initdb', '-D', cluster, '-U', 'postgres', '--auth=trust', '--no-sync');
  const port = 20_000 + (process.pid % 10_000);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;
  run('pg_ctl', '-D', cluster, '-w', '-l', join(place, 'log'), '-o', settings, 'start');
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: () => run('pg_ctl', '-D', cluster, '-w', '-m', 'immediate', 'stop'),
  };
}

export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
}

/** A certificate that signs itself, for some names, such as `DNS:localhost,IP:127.0.0.1`. */
export function makeCertificate(directory: string, names: string): Certificate {
  const place = mkdtempSync(join(directory, 'certificate-'));
  const [certFile, keyFile] = [join(place, 'server.crt'), join(place, 'server.key')];
  const how = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '60'];
  execFileSync(
    'openssl',
    [...how, '-subj', '/CN=asof test', '-addext', `subjectAltName=${names}`, '-keyout', keyFile, '-out', certFile],
    { stdio: 'ignore' },
  );
  const account = serverAccount();
  if (account) for (const path of [place, certFile, keyFile]) chownSync(path, account.uid, account.gid);
  return { certFile, keyFile };
}

export interface Door {
  readonly port: number;
  close(): Promise<void>;
}

/** Encrypts in front of a server that does not. */
export function encryptedDoor({ certFile, keyFile }: Certificate, target: URL): Promise<Door> {
  return open(
    createTlsServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) }, (socket) => {
      const inner = connect({ host: target.hostname, port: Number(target.port) });
      socket.pipe(inner).pipe(socket);
      for (const one of [socket, inner]) one.on('error', () => undefined);
    }),
  );
}

/** Lets everybody in, and never says a word. */
export const silentDoor = (): Promise<Door> => open(createServer((socket) => socket.on('error', () => undefined)));

/** A port at which nothing listens. */
export async function closedPort(): Promise<number> {
  const door = await silentDoor();
  await door.close();
  return door.port;
}

function open(server: Server): Promise<Door> {
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => sockets.add(socket));
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const close = (): Promise<void> =>
        new Promise((closed) => {
          server.close(() => closed());
          for (const socket of sockets) socket.destroy();
        });
      resolve({ port: (server.address() as AddressInfo).port, close });
    });
  });
}

/** A file system of a few MiB that is the server's; undefined where one may not be made. */
export function mountTinyDisk(directory: string): { readonly path: string; unmount(): void } | undefined {
  const path = join(directory, 'tiny');
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const account = serverAccount();
  if (account) chownSync(path, account.uid, account.gid);
  return { path, unmount: () => execFileSync('umount', ['--lazy', path], { stdio: 'ignore' }) };
}
