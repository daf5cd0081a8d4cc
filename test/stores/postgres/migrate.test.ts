// Migrations apply once and in order; an edited, missing or reordered one is refused by name, and a failed one undone.
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migratePostgres } from '../../../stores/postgres/migrate.ts';
import { openDatabase, type TestDatabase } from './database.ts';

let database: TestDatabase;
let schema: string;
let directory: string;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database?.close());

beforeEach(async () => {
  schema = `test_${randomUUID().replaceAll('-', '')}`;
  directory = await mkdtemp(join(tmpdir(), 'asof-migrations-'));
  await database.owner(`CREATE SCHEMA ${schema}`);
  return async () => {
    await database.owner(`DROP SCHEMA ${schema} CASCADE`);
    await rm(directory, { recursive: true });
  };
});

/** The migrations of the directory, in a schema of their own instead of a database of their own. */
const migrate = () =>
  migratePostgres({
    ownerUrl: `${database.ownerUrl}?options=${encodeURIComponent(`-c search_path=${schema}`)}`,
    directory,
  });

async function put(name: string, sql: string): Promise<void> {
  await mkdir(join(directory, name), { recursive: true });
  await writeFile(join(directory, name, 'migration.sql'), sql);
}

const tables = async (): Promise<string[]> => {
  const rows = await database.owner<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 AND tablename <> 'asof_migration' ORDER BY 1`,
    [schema],
  );
  return rows.map((row) => row.name);
};

const refused = (name: string) => ({ code: 'MIGRATION_REFUSED', details: { name } });

describe('migrations', () => {
  it('apply in order, once, also when several processes begin at the same time', async () => {
    await put('0001_one', 'CREATE TABLE one (id int)');
    await put('0002_two', 'ALTER TABLE one ADD two int; CREATE TABLE two (id int)');
    const outcomes = await Promise.all([migrate(), migrate(), migrate()]);
    expect(outcomes.flat()).toEqual(['0001_one', '0002_two']);
    await put('0003_three', 'CREATE TABLE three (id int)');
    expect(await migrate()).toEqual(['0003_three']);
    expect(await tables()).toEqual(['one', 'three', 'two']);
  });

  it('are refused when one was edited, is missing or came late', async () => {
    await put('0001_one', 'CREATE TABLE one (id int)');
    await put('0003_three', 'CREATE TABLE three (id int)');
    await migrate();

    await put('0002_two', 'CREATE TABLE two (id int)');
    await expect(migrate()).rejects.toMatchObject(refused('0002_two'));
    await rm(join(directory, '0002_two'), { recursive: true });

    await put('0003_three', 'CREATE TABLE three (id bigint)');
    await expect(migrate()).rejects.toMatchObject(refused('0003_three'));

    await rename(join(directory, '0003_three'), join(directory, '0003_other'));
    await expect(migrate()).rejects.toMatchObject(refused('0003_three'));
    expect(await tables()).toEqual(['one', 'three']);
  });

  it('leave nothing behind of one that fails, and keep those before it', async () => {
    await put('0001_one', 'CREATE TABLE one (id int)');
    await put('0002_two', 'CREATE TABLE two (id int); SELECT 1 / 0');
    await expect(migrate()).rejects.toMatchObject(refused('0002_two'));
    expect(await tables()).toEqual(['one']);
    await put('0002_two', 'CREATE TABLE two (id int)');
    expect(await migrate()).toEqual(['0002_two']);
  });

  it('must be named in their order', async () => {
    await put('two', 'SELECT 1');
    await expect(migrate()).rejects.toMatchObject(refused('two'));
  });

  it('say so when PostgreSQL is not there, without the password', async () => {
    const failure = await migratePostgres({ ownerUrl: 'postgres://asof_owner:geheim@127.0.0.1:1/asof' }).catch(
      (e) => e,
    );
    expect(failure).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(failure.message).not.toContain('geheim');
  });
});
