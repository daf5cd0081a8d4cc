// The PostgreSQL of the test run, with the schema in it: as the app sees it, and as the owner does.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { parseTenant, type Tenant } from '../../../core/ids.ts';
import { migratePostgres } from '../../../stores/postgres/migrate.ts';
import { storeVariable } from '../../support/stack.ts';

export interface TestDatabase {
  readonly url: string;
  readonly ownerUrl: string;
  /** Runs SQL as the owner of the schema: past row-level security, and on the ledger's own tables. */
  owner<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** Nothing that other test files do is seen by a tenant of one's own. */
export const newTenant = (): Tenant => parseTenant(`test-${randomUUID()}`);

export async function openDatabase(): Promise<TestDatabase> {
  const ownerUrl = storeVariable('DATABASE_OWNER_URL');
  await migratePostgres({ ownerUrl });
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  pool.on('error', () => undefined);
  return {
    url: storeVariable('DATABASE_URL'),
    ownerUrl,
    owner: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await pool.query<Row>(text, [...values])).rows,
    close: () => pool.end(),
  };
}
