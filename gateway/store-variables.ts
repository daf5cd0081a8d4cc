// The variables that say where the stores are and how they are reached: addresses, credentials, TLS, pools, time-outs.
import { accessSync, constants } from 'node:fs';
import { z } from 'zod';
import { SECRET_VARIABLES } from './secret-files.ts';
import { url, whole } from './variable-forms.ts';

const POSTGRES_TLS_MODES = ['disable', 'require', 'verify-ca', 'verify-full'];

const postgresUrl = () =>
  url('postgres', 'postgresql').refine(
    (text) => text === undefined || POSTGRES_TLS_MODES.includes(parameterOf(text, 'sslmode') ?? 'disable'),
    `has an sslmode other than ${POSTGRES_TLS_MODES.join(', ')}; any other may send data in the clear`,
  );

const password = () => z.string().max(10_000, 'is too long').optional();

const readableFile = () => z.string().refine(isReadable, 'is no file that can be read').optional();

const connectTimeoutMs = (fallback: number) => whole(fallback, 50, 60_000);
const statementTimeoutMs = (fallback: number) => whole(fallback, 100, 600_000);

/** The secrets' files are read before; here they are known, so that they count as Asof's. */
const files = Object.fromEntries(SECRET_VARIABLES.map((name) => [`${name}_FILE`, z.string().optional()])) as {
  readonly [Name in `${(typeof SECRET_VARIABLES)[number]}_FILE`]: z.ZodOptional<z.ZodString>;
};

export const STORE_VARIABLES = {
  ...files,
  DATABASE_URL: postgresUrl(),
  DATABASE_PASSWORD: password(),
  DATABASE_OWNER_URL: postgresUrl(),
  DATABASE_OWNER_PASSWORD: password(),
  DATABASE_CA_FILE: readableFile(),
  DATABASE_POOL_MAX: whole(10, 1, 1_000),
  DATABASE_TENANTS_MAX: whole(16, 1, 1_000),
  DATABASE_CONNECT_TIMEOUT_MS: connectTimeoutMs(2_000),
  DATABASE_STATEMENT_TIMEOUT_MS: statementTimeoutMs(10_000),

  NEO4J_URI: url('bolt', 'neo4j', 'bolt+s', 'neo4j+s', 'bolt+ssc', 'neo4j+ssc'),
  NEO4J_USER: z.string().default('neo4j'),
  NEO4J_PASSWORD: password(),
  NEO4J_DATABASE: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9.-]{2,62}$/, 'must be 3 to 63 letters, digits, “.” and “-”')
    .default('neo4j'),
  NEO4J_CA_FILE: readableFile(),
  NEO4J_POOL_MAX: whole(50, 1, 1_000),
  NEO4J_CONNECT_TIMEOUT_MS: connectTimeoutMs(1_400),
  NEO4J_READ_TIMEOUT_MS: statementTimeoutMs(10_000),
  NEO4J_WRITE_TIMEOUT_MS: statementTimeoutMs(60_000),

  VECTOR_STORE: z.enum(['pgvector', 'qdrant'], 'must be one of pgvector, qdrant').default('pgvector'),
  VECTORS_URL: postgresUrl(),
  VECTORS_PASSWORD: password(),
  VECTORS_CA_FILE: readableFile(),
  VECTORS_POOL_MAX: whole(4, 1, 1_000),
  VECTORS_CONNECT_TIMEOUT_MS: connectTimeoutMs(2_000),
  VECTORS_READ_TIMEOUT_MS: statementTimeoutMs(10_000),
  VECTORS_WRITE_TIMEOUT_MS: statementTimeoutMs(60_000),

  QDRANT_URL: url('http', 'https'),
  QDRANT_API_KEY: password(),
  QDRANT_COLLECTION: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,100}$/, 'must be 1 to 100 letters, digits, “_” and “-”')
    .default('asof_points'),
  QDRANT_REPLICAS: whole(1, 1, 20),
  QDRANT_POOL_MAX: whole(25, 1, 1_000),
  QDRANT_READ_TIMEOUT_MS: statementTimeoutMs(10_000),
  QDRANT_WRITE_TIMEOUT_MS: statementTimeoutMs(60_000),
};

/** PostgreSQL's URLs, each with the variables that complete it. */
const POSTGRES_URLS = [
  ['DATABASE_URL', 'DATABASE_PASSWORD', 'DATABASE_CA_FILE'],
  ['DATABASE_OWNER_URL', 'DATABASE_OWNER_PASSWORD', 'DATABASE_CA_FILE'],
  ['VECTORS_URL', 'VECTORS_PASSWORD', 'VECTORS_CA_FILE'],
] as const;

/** What no variable can say alone: a password or a CA beside a URL that has no use for it. */
export function checkStoreVariables(variables: unknown, fault: (variable: string, message: string) => void): void {
  const given = variables as Readonly<Record<string, unknown>>;
  for (const [urlName, passwordName, caName] of POSTGRES_URLS) {
    const text = given[urlName];
    if (typeof text !== 'string' || !URL.canParse(text)) continue;
    const { username, password: inUrl } = new URL(text);
    if (given[passwordName] !== undefined && inUrl !== '') fault(passwordName, `stands beside the one in ${urlName}`);
    if (given[passwordName] !== undefined && username === '') fault(urlName, `names no user for ${passwordName}`);
    if (given[caName] !== undefined && parameterOf(text, 'sslmode') === 'disable') {
      fault(caName, `has no use while ${urlName} says sslmode=disable`);
    }
    for (const name of ['sslrootcert', 'sslcert', 'sslkey']) {
      const path = parameterOf(text, name);
      if (path !== undefined && !isReadable(path)) fault(urlName, `names a file in ${name} that cannot be read`);
    }
  }
  checkQdrantVariables(given, fault);
  const { NEO4J_URI: uri, NEO4J_CA_FILE: ca } = given;
  if (ca !== undefined && typeof uri === 'string' && !/^(bolt|neo4j)\+s:/.test(uri)) {
    fault('NEO4J_CA_FILE', 'has a use only with bolt+s:// or neo4j+s:// in NEO4J_URI');
  }
}

function checkQdrantVariables(
  { VECTOR_STORE: store, QDRANT_URL: text }: Readonly<Record<string, unknown>>,
  fault: (variable: string, message: string) => void,
): void {
  if (store === 'qdrant' && text === undefined) {
    fault('QDRANT_URL', 'is needed with VECTOR_STORE=qdrant: Asof runs no Qdrant of its own');
  }
  if (typeof text !== 'string' || !URL.canParse(text)) return;
  const { username, password: inUrl, search, hash } = new URL(text);
  if (username !== '' || inUrl !== '') fault('QDRANT_URL', 'has a user or a password; set QDRANT_API_KEY');
  if (search !== '' || hash !== '') fault('QDRANT_URL', 'has something behind its path');
}

/** A parameter of a URL; undefined when it is not there. */
export function parameterOf(text: string, name: string): string | undefined {
  return URL.canParse(text) ? (new URL(text).searchParams.get(name) ?? undefined) : undefined;
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
