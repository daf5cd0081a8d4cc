// The private stores as their users meet them: what they answer, whom they let in, and what they keep to themselves.

import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import neo4j from 'neo4j-driver';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { type StoreVariable, storeVariable } from '../support/stack.ts';

const clients: pg.Client[] = [];

async function client(name: StoreVariable, change: (url: URL) => void = () => undefined): Promise<pg.Client> {
  const url = new URL(storeVariable(name));
  change(url);
  const made = new pg.Client({ connectionString: url.href });
  await made.connect();
  clients.push(made);
  return made;
}

afterAll(() => Promise.all(clients.map((made) => made.end())));

describe('the private PostgreSQL', () => {
  it('has an owner and an application role, neither of which is a superuser or may bypass row-level security', async () => {
    const owner = await client('DATABASE_OWNER_URL');
    const { rows } = await owner.query(
      `SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname LIKE 'asof%' ORDER BY 1`,
    );
    const plain = { rolsuper: false, rolbypassrls: false, rolcreaterole: false };
    expect(rows).toEqual([
      { rolname: 'asof_app', ...plain },
      { rolname: 'asof_owner', ...plain },
    ]);
  });

  it('lets the owner make schemas and trusted extensions, and the application nothing of its own', async () => {
    const owner = await client('DATABASE_OWNER_URL');
    await owner.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
    await owner.query('CREATE SCHEMA servers_test');
    await owner.query('DROP SCHEMA servers_test');
    const app = await client('DATABASE_URL');
    await expect(app.query('CREATE SCHEMA servers_test')).rejects.toThrow(/permission denied/);
    await expect(app.query('CREATE TABLE public.servers_test (id int)')).rejects.toThrow(/permission denied/);
    await expect(app.query('CREATE TEMP TABLE servers_test (id int)')).rejects.toThrow(/permission denied/);
  });

  it('refuses a wrong password and a missing one', async () => {
    const wrong = (url: URL): void => {
      url.password = 'wrong';
    };
    await expect(client('DATABASE_URL', wrong)).rejects.toThrow(/password authentication failed/);
  });

  it('keeps what it says it has written, counts in UTC and orders text by code point', async () => {
    const app = await client('DATABASE_URL');
    const { rows } = await app.query(
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
        current_setting('TimeZone') AS zone, current_setting('max_connections') AS connections,
        lower('ÉCLAIR') AS lower, 'Z' < 'a' AS by_code_point`,
    );
    expect(rows).toEqual([
      { fsync: 'on', commit: 'on', zone: 'UTC', connections: '200', lower: 'éclair', by_code_point: true },
    ]);
  });
});

describe('the private Neo4j', () => {
  const uri = storeVariable('NEO4J_URI');

  async function answer(user: string, password: string): Promise<unknown> {
    const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
    try {
      return (await driver.executeQuery('RETURN 1 AS one')).records[0]?.get('one');
    } finally {
      await driver.close();
    }
  }

  it('answers to its password and to no other, least of all to the one that it starts with', async () => {
    expect(await answer(storeVariable('NEO4J_USER'), storeVariable('NEO4J_PASSWORD'))).toBe(1);
    await expect(answer('neo4j', 'neo4j')).rejects.toMatchObject({ code: 'Neo.ClientError.Security.Unauthorized' });
  });

  it('holds to the heap that it was given', async () => {
    const driver = neo4j.driver(uri, neo4j.auth.basic(storeVariable('NEO4J_USER'), storeVariable('NEO4J_PASSWORD')));
    const { records } = await driver.executeQuery(
      `CALL dbms.queryJmx('java.lang:type=Memory') YIELD attributes RETURN attributes.HeapMemoryUsage.value.properties.max AS max`,
    );
    await driver.close();
    expect(Number(records[0]?.get('max'))).toBeLessThanOrEqual(1024 ** 3);
  });
});

describe('the private vector store', () => {
  it('has pgvector', async () => {
    const vectors = await client('VECTORS_URL');
    await vectors.query('CREATE EXTENSION IF NOT EXISTS vector');
    const { rows } = await vectors.query(`SELECT $1::vector <=> $2::vector AS distance`, ['[1,0]', '[0,1]']);
    expect(rows).toEqual([{ distance: 1 }]);
  });
});

describe('all of them', () => {
  const address = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address;

  it.skipIf(address === undefined)('listen on loopback only (skipped where there is no other interface)', async () => {
    const ports = (['DATABASE_URL', 'NEO4J_URI'] as const).map((name) => Number(new URL(storeVariable(name)).port));
    const reached = await Promise.all(ports.map((port) => canConnect(address ?? '', port)));
    expect(reached).toEqual([false, false]);
  });
});

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const end = (reached: boolean) => () => {
      socket.destroy();
      resolve(reached);
    };
    socket.once('connect', end(true));
    socket.once('error', end(false));
    socket.once('timeout', end(false));
  });
}
