// The way into a PostgreSQL, step by step: network, encryption, login. Each step that fails says why and what mends it.
import { Socket } from 'node:net';
import pg from 'pg';
import type { Instant } from '../../core/instant.ts';
import type { StoreReport, Trouble } from '../../core/store-report.ts';
import { connectionOf, tlsModeOf } from '../postgres-url.ts';
import { checkReachable, type Place } from './reach.ts';
import { checkTls } from './tls.ts';

export interface PostgresQuestion {
  readonly url: string;
  /** The variable that holds the URL. */
  readonly variable: string;
  /** The one that names a CA for it. */
  readonly caVariable: string;
  readonly connectTimeoutMs?: number;
  /** This machine's clock. */
  readonly clock: () => Instant;
}

/** A connection that is there for questions only. */
export interface Visit {
  readonly role: string;
  readonly database: string;
  /** Runs one statement, bounded. */
  ask<Row extends object>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  end(): void;
}

const STATEMENT_TIMEOUT_MS = 2_000;
const GOODBYE_MS = 200;

/** Undefined when there is no way in; the report then says why. */
export async function visitPostgres(question: PostgresQuestion, report: StoreReport): Promise<Visit | undefined> {
  const { url, variable, connectTimeoutMs: timeoutMs = 2_000 } = question;
  const settings = new pg.Client(connectionOf(url));
  const { host, port, user = '', database = '' } = settings;
  const place: Place = { program: 'PostgreSQL', variable, host, port, timeoutMs };
  // A socket in the file system is reached by logging in.
  if (host.startsWith('/')) report.ok('tls', 'a socket of this machine');
  else if (!((await checkReachable(place, report)) && (await isPrivateRoad(question, place, report)))) return undefined;
  return login({ ...question, place, user, database }, report);
}

interface Login extends PostgresQuestion {
  readonly place: Place;
  readonly user: string;
  readonly database: string;
}

async function login(attempt: Login, report: StoreReport): Promise<Visit | undefined> {
  const { url, place, user, database } = attempt;
  const socket = new Socket();
  const client = new pg.Client({
    ...connectionOf(url),
    connectionTimeoutMillis: place.timeoutMs,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS + 500,
    application_name: 'asof doctor',
    stream: () => socket,
  });
  // What breaks while nobody waits fails the next statement, too.
  client.on('error', () => undefined);
  const end = (): void => {
    void client.end().catch(() => undefined);
    // A server that has gone silent says no goodbye.
    setTimeout(() => socket.destroy(), GOODBYE_MS).unref();
  };
  try {
    await client.connect();
  } catch (error) {
    end();
    if (wantsEncryption(error)) report.fault('tls', describePlain(attempt));
    else report.fault('login', describeRefusal(error, attempt));
    return undefined;
  }
  report.ok('login', `as ${user} to the database ${database}`);
  const ask = async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
    (await client.query<Row>(text, [...values])).rows;
  return { role: user, database, ask, end };
}

/** The one word by which a server says so, where pg_hba.conf has “hostssl” alone. */
const wantsEncryption = (error: unknown): boolean =>
  codeOf(error) === '28000' && error instanceof Error && error.message.includes('no encryption');

const describePlain = ({ variable, caVariable, place }: Login): Trouble => ({
  found: `${place.host} lets nobody in without encryption, and ${variable} asks for none`,
  remedy: `Ask for it: append sslmode=verify-full to ${variable} and name the CA in ${caVariable}.`,
});

/** Why a server that was reached does not let one in. */
function describeRefusal(error: unknown, { variable, place, user, database }: Login): Trouble {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : 'it does not say why';
  const role = quoteIdentifier(user);
  switch (code) {
    case '28P01':
      return {
        found: `the server refuses the password of ${user}`,
        remedy: `Correct the password in ${variable} (or in the variable or file that completes it), or set it anew in psql:`,
        command: `\\password ${role}`,
      };
    case '28000':
      return {
        found: `the server does not let ${user} log in: ${message}`,
        remedy: `Allow it in pg_hba.conf (for this address, database and user, by scram-sha-256) or let the role log in:`,
        command: `ALTER ROLE ${role} LOGIN;`,
      };
    case '3D000':
      return {
        found: `there is no database ${database} on that server`,
        remedy: `Correct the database in ${variable}, or make it:`,
        command: `CREATE DATABASE ${quoteIdentifier(database)} OWNER asof_owner;`,
      };
    case '42501':
      return {
        found: `${user} may not connect to the database ${database}`,
        remedy: 'Grant it, as the owner of the database:',
        command: `GRANT CONNECT ON DATABASE ${quoteIdentifier(database)} TO ${role};`,
      };
    case '53300':
      return {
        found: 'the server has no connection left for this role',
        remedy: 'End connections that idle, raise max_connections (a restart), or lower DATABASE_POOL_MAX.',
        command: 'ALTER SYSTEM SET max_connections = 200;',
      };
    case '57P03':
      return {
        found: 'the server starts, stops or recovers just now',
        remedy: 'Wait and try again; its log tells more.',
      };
    default:
      return {
        found: `the login fails: ${message}`,
        remedy: `Look whether it is a PostgreSQL that listens at ${place.host}:${place.port}, and at its log.`,
      };
  }
}

export const quoteIdentifier = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;

/** The SQLSTATE or errno of an error. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

function isPrivateRoad({ url, variable, caVariable, clock }: PostgresQuestion, place: Place, report: StoreReport) {
  const { ssl } = connectionOf(url);
  return checkTls(
    {
      place,
      mode: tlsModeOf(url),
      options: typeof ssl === 'object' ? ssl : {},
      begins: 'postgres',
      words: {
        plain: 'sslmode=disable',
        encrypted: `append sslmode=verify-full to ${variable} and name the CA in ${caVariable}`,
        ca: `${caVariable}=/path/to/ca.crt`,
      },
      clock,
    },
    report,
  );
}
