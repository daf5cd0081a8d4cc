// The way into a Neo4j, step by step: network, encryption, login. Each step that fails says why and what mends it.
import { readFileSync } from 'node:fs';
import neo4j, { type Driver, Neo4jError } from 'neo4j-driver';
import type { Instant } from '../../core/instant.ts';
import type { StoreReport, Trouble } from '../../core/store-report.ts';
import { checkReachable, type Place } from '../check/reach.ts';
import { checkTls, offersTls, type TlsQuestion } from '../check/tls.ts';
import { makeDriver, type Neo4jOptions } from './client.ts';

export interface Neo4jCheckOptions extends Neo4jOptions {
  /** This machine's clock. */
  readonly clock: () => Instant;
}

/** A session that is there for questions only. */
export interface Visit {
  readonly user: string;
  readonly database: string;
  ask<Row extends object>(text: string, parameters?: Readonly<Record<string, string>>): Promise<readonly Row[]>;
  /** Runs one statement that writes, and takes it back. */
  tryOut(text: string): Promise<void>;
  end(): void;
}

const STATEMENT_TIMEOUT_MS = 4_000;
const BOLT_PORT = 7687;

/** Undefined when there is no way in; the report then says why. */
export async function visitNeo4j(options: Neo4jCheckOptions, report: StoreReport): Promise<Visit | undefined> {
  const { hostname, port, protocol } = new URL(options.uri);
  const place: Place = {
    program: 'Neo4j',
    variable: 'NEO4J_URI',
    host: hostname.replace(/^\[(.+)\]$/, '$1'),
    port: Number(port || BOLT_PORT),
    timeoutMs: options.connectTimeoutMs ?? 2_000,
  };
  if (!(await checkReachable(place, report))) return undefined;
  const road = roadOf(options, protocol, place);
  if (!(await checkTls(road, report))) return undefined;
  const driver = makeDriver(options);
  const { user, database = 'neo4j' } = options;
  const visit: Visit = {
    user,
    database,
    ask: (text, parameters = {}) => ask(driver, database, text, parameters),
    tryOut: (text) => tryOut(driver, database, text),
    end: () => void driver.close().catch(() => undefined),
  };
  try {
    await visit.ask('RETURN 1 AS alive');
  } catch (error) {
    visit.end();
    if (codeOf(error) === 'ServiceUnavailable' && road.mode === 'disable' && (await offersTls(road))) {
      report.fault('tls', {
        found: `${place.host} lets nobody in without encryption, and NEO4J_URI asks for none`,
        remedy: `Ask for it: ${road.words.encrypted}.`,
      });
    } else report.fault('login', describeRefusal(error, visit, place));
    return undefined;
  }
  report.ok('login', `as ${user} to the database ${database}`);
  return visit;
}

export const codeOf = (error: unknown): string => (error instanceof Neo4jError ? error.code : '');

function roadOf({ caFile, clock }: Neo4jCheckOptions, protocol: string, place: Place): TlsQuestion {
  const mode = protocol.endsWith('+s:') ? 'verify-full' : protocol.endsWith('+ssc:') ? 'require' : 'disable';
  const plain = protocol.replace(/\+.*|:/, '');
  return {
    place,
    mode,
    options: caFile === undefined ? {} : { ca: readFileSync(caFile) },
    begins: 'at once',
    words: {
      plain: `${plain}://`,
      encrypted: `NEO4J_URI=${plain}+s://…, and name the CA in NEO4J_CA_FILE`,
      ca: `NEO4J_CA_FILE=/path/to/ca.crt, with ${plain}+s:// in NEO4J_URI`,
    },
    clock,
  };
}

async function ask<Row extends object>(
  driver: Driver,
  database: string,
  text: string,
  parameters: Readonly<Record<string, string>>,
): Promise<readonly Row[]> {
  const session = driver.session({ database, defaultAccessMode: neo4j.session.READ });
  try {
    const { records } = await session.run<Row>(text, { in: parameters }, { timeout: STATEMENT_TIMEOUT_MS });
    return records.map((record) => record.toObject() as Row);
  } finally {
    void session.close().catch(() => undefined);
  }
}

async function tryOut(driver: Driver, database: string, text: string): Promise<void> {
  const session = driver.session({ database, defaultAccessMode: neo4j.session.WRITE });
  try {
    const transaction = session.beginTransaction({ timeout: STATEMENT_TIMEOUT_MS });
    try {
      await transaction.run(text);
    } finally {
      await transaction.rollback().catch(() => undefined);
    }
  } finally {
    void session.close().catch(() => undefined);
  }
}

/** Why a server that was reached does not let one in. */
function describeRefusal(error: unknown, { user, database }: Visit, { host, port }: Place): Trouble {
  const message = error instanceof Error ? error.message : 'it does not say why';
  switch (codeOf(error)) {
    case 'Neo.ClientError.Security.Unauthorized':
      return {
        found: `the server refuses the user ${user} or the password`,
        remedy:
          'Correct NEO4J_USER and NEO4J_PASSWORD (or NEO4J_PASSWORD_FILE), or set the password anew, as an administrator:',
        command: `ALTER USER ${quoteName(user)} SET PASSWORD '…' CHANGE NOT REQUIRED`,
      };
    case 'Neo.ClientError.Security.AuthenticationRateLimit':
      return {
        found: `the server has locked ${user} for some seconds, after too many wrong passwords`,
        remedy: 'Correct NEO4J_PASSWORD wherever it is used, wait, and try again.',
      };
    case 'Neo.ClientError.Security.CredentialsExpired':
      return {
        found: `the password of ${user} is the first one, which has to be changed`,
        remedy: 'Change it, connected to the database system:',
        command: "ALTER CURRENT USER SET PASSWORD FROM '…' TO '…'",
      };
    case 'Neo.ClientError.Database.DatabaseNotFound':
      return {
        found: `there is no database ${database} on that server`,
        remedy:
          'Name one that is there in NEO4J_DATABASE (the Community edition has “neo4j” alone); see which there are:',
        command: 'SHOW DATABASES',
      };
    case 'Neo.TransientError.General.DatabaseUnavailable':
    case 'Neo.TransientError.Database.DatabaseUnavailable':
      return {
        found: `the database ${database} is not online`,
        remedy: 'See what its state is, and start it; neo4j.log says why it stopped.',
        command: 'SHOW DATABASES YIELD name, currentStatus, statusMessage',
      };
    default:
      return {
        found: `the login fails: ${message.replace(/\. Please ensure.*?Caused by: /s, ': ')}`,
        remedy: `Look whether it is Neo4j’s Bolt port that ${host}:${port} names (7687 unless set otherwise; 7474 is HTTP), and whether the server wants encryption (bolt+s://).`,
      };
  }
}

const quoteName = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
