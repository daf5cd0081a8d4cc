// The three private servers of a home, each with what it needs to start.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startNeo4j } from '../stores/neo4j/server.ts';
import { startPostgres } from '../stores/postgres/server.ts';
import type { PrivateServer, ServerRecord } from '../stores/private-server.ts';
import { startVectors } from '../stores/vectors/pglite/server.ts';
import { type Home, openSecrets, PROJECT, postgresDirectory } from './home.ts';
import { readPorts } from './stack-state.ts';

export interface StartContext {
  readonly home: Home;
  readonly onSpawn: (record: ServerRecord) => void;
  readonly signal: AbortSignal;
}

export interface PrivateStore {
  readonly name: string;
  /** The variable that names a server of the user's own, which is used instead. */
  readonly replacedBy: string;
  readonly start: (context: StartContext) => Promise<PrivateServer>;
}

/** Whether the environment names a store of the user's own in its place. */
export const isReplaced = (store: PrivateStore, environment: NodeJS.ProcessEnv = process.env): boolean =>
  replacementOf(store, environment) !== undefined;

/** The variable that names another store in its place: by a URL, by a file that has it, or by another kind of store. */
export function replacementOf(
  { name, replacedBy }: PrivateStore,
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  if (name === 'vectors' && environment.VECTOR_STORE === 'qdrant') return 'QDRANT_URL';
  return environment[replacedBy] || environment[`${replacedBy}_FILE`] ? replacedBy : undefined;
}

export const PRIVATE_STORES: readonly PrivateStore[] = [
  { name: 'postgres', replacedBy: 'DATABASE_URL', start: startPrivatePostgres },
  { name: 'neo4j', replacedBy: 'NEO4J_URI', start: startPrivateNeo4j },
  { name: 'vectors', replacedBy: 'VECTORS_URL', start: startPrivateVectors },
];

function startPrivatePostgres({ home, onSpawn, signal }: StartContext): Promise<PrivateServer> {
  const secrets = openSecrets(home);
  return startPostgres({
    directory: postgresDirectory(home),
    toolsDirectory: join(home.tools, 'postgres'),
    ...preferredPort(home, 'postgres'),
    passwords: { superuser: secrets.postgresSuperuser, owner: secrets.postgresOwner, app: secrets.postgresApp },
    logFile: join(home.logs, 'postgres.log'),
    onSpawn,
    signal,
  });
}

function startPrivateNeo4j({ home, onSpawn, signal }: StartContext): Promise<PrivateServer> {
  return startNeo4j({
    directory: join(home.directory, 'neo4j'),
    jarsDirectory: join(home.tools, `neo4j-${neo4jVersion()}`, 'lib'),
    java: process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java',
    ...preferredPort(home, 'neo4j'),
    password: openSecrets(home).neo4j,
    logFile: join(home.logs, 'neo4j.log'),
    onSpawn,
    signal,
  });
}

function startPrivateVectors({ home, onSpawn, signal }: StartContext): Promise<PrivateServer> {
  return startVectors({
    directory: join(home.directory, 'vectors'),
    socketDirectory: join(home.run, 'vectors'),
    logFile: join(home.logs, 'vectors.log'),
    onSpawn,
    signal,
  });
}

function preferredPort(home: Home, name: string): { preferredPort?: number } {
  const port = readPorts(home)[name];
  return port === undefined ? {} : { preferredPort: port };
}

/** The version whose jars the set-up fetched: the one that the pom names. */
function neo4jVersion(): string {
  const pom = readFileSync(join(PROJECT, 'stores', 'neo4j', 'server', 'pom.xml'), 'utf8');
  return /<neo4j\.version>([^<]+)</.exec(pom)?.[1] ?? 'unknown';
}
