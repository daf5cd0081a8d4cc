// Many clients on the one backend of the private vector store: none sees another's rows, nor waits for one that died.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WireServer } from '../../../stores/vectors/pglite/wire-server.ts';

const CLIENTS = 6;
const ROUNDS = 10;
const IDLE_MS = 400;

const directory = mkdtempSync(join(tmpdir(), 'asof-wire-'));
let database: PGlite;
let server: WireServer;
let pool: pg.Pool;

beforeAll(async () => {
  database = await PGlite.create();
  const run = (message: Uint8Array, last: boolean, answer: (bytes: Uint8Array) => void): Promise<void> =>
    database.runExclusive(() => database.execProtocolRawStream(message, { syncToFs: last, onRawData: answer }));
  server = new WireServer({ run }, { idleInTransactionMs: IDLE_MS });
  await server.listen(join(directory, '.s.PGSQL.5432'));
  pool = new pg.Pool({ host: directory, user: 'postgres', database: 'postgres', max: CLIENTS });
  pool.on('error', () => undefined);
  await pool.query('CREATE TABLE note (owner int)');
});

afterAll(async () => {
  await pool.end();
  await server.close();
  await database.close();
  rmSync(directory, { recursive: true });
});

/** Every client asks in turn, all of them at once; returns the answers that were not the ones asked for. */
async function wrongAnswers(ask: (client: number, round: number) => Promise<boolean>): Promise<string[]> {
  const wrong: string[] = [];
  const each = async (client: number): Promise<void> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      if (!(await ask(client, round))) wrong.push(`client ${client}, round ${round}`);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, client) => each(client)));
  return wrong;
}

async function newClient(): Promise<pg.Client> {
  const client = new pg.Client({ host: directory, user: 'postgres', database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

const count = async (owner: number): Promise<number> =>
  (await pool.query('SELECT count(*)::int AS n FROM note WHERE owner = $1', [owner])).rows[0].n;

describe('the wire server', () => {
  it('gives each client the rows of its own statement, whatever the size of its parameters', async () => {
    const wrong = await wrongAnswers(async (client, round) => {
      // Larger than a socket's buffer: the message arrives in pieces, between those of others.
      const text = 'x'.repeat(1_000_000 + client);
      const { rows } = await pool.query(`SELECT length($1) AS length, ${client} AS client, $2::int AS round`, [
        text,
        round,
      ]);
      return rows[0].length === text.length && rows[0].client === client && rows[0].round === round;
    });
    expect(wrong).toEqual([]);
  });

  it('keeps prepared statements of the same name apart', async () => {
    const wrong = await wrongAnswers(async (client, round) => {
      const connection = await pool.connect();
      try {
        const name = `of-${client % 2}`;
        const { rows } = await connection.query({ name, text: `SELECT $1::int + ${client % 2} AS n`, values: [round] });
        return rows[0].n === round + (client % 2);
      } finally {
        connection.release();
      }
    });
    expect(wrong).toEqual([]);
  });

  it('goes on after errors of every kind', async () => {
    const wrong = await wrongAnswers(async (client, round) => {
      const bad =
        ['SELECT 1 / $1::int', 'SELEC $1::int', 'SELECT nothing FROM nowhere WHERE 1 = $1::int'][round % 3] ?? '';
      const failed = await pool.query(bad, [0]).then(
        () => false,
        () => true,
      );
      const { rows } = await pool.query('SELECT $1::int AS client', [client]);
      return failed && rows[0].client === client;
    });
    expect(wrong).toEqual([]);
  });

  it('runs transactions one after the other', async () => {
    const wrong = await wrongAnswers(async (client, round) => {
      const connection = await pool.connect();
      try {
        await connection.query('BEGIN');
        await connection.query('INSERT INTO note VALUES ($1)', [client]);
        await sleep(2);
        const { rows } = await connection.query('SELECT count(*)::int AS n FROM note WHERE owner = $1', [client]);
        await connection.query(client % 2 === 0 ? 'COMMIT' : 'ROLLBACK');
        return rows[0].n === (client % 2 === 0 ? round + 1 : 1);
      } finally {
        connection.release();
      }
    });
    expect(wrong).toEqual([]);
  });

  it('rolls back what a client did that dies in its transaction, also in the middle of a statement', async () => {
    for (const statement of ['SELECT 1', 'INSERT INTO note SELECT 98 FROM generate_series(1, 200000)']) {
      const client = await newClient();
      await client.query('BEGIN');
      await client.query('INSERT INTO note VALUES (98)');
      const last = client.query(statement).catch(() => undefined);
      await sleep(10);
      // What the operating system does when a process dies: the socket goes, no message is sent.
      Reflect.get(client, 'connection').stream.destroy();
      expect(await count(98)).toBe(0);
      await last;
    }
  });

  it('does not wait for ever for one that leaves its transaction idle', async () => {
    const client = await newClient();
    const told = new Promise<{ code?: string }>((resolve) => client.once('error', resolve));
    await client.query('BEGIN');
    await client.query('INSERT INTO note VALUES (97)');
    expect(await count(97)).toBe(0);
    expect(await told).toMatchObject({ code: '25P03' });
  });

  it('sends away who does not speak the protocol', async () => {
    const { connect } = await import('node:net');
    const socket = connect(join(directory, '.s.PGSQL.5432'));
    socket.write('GET / HTTP/1.1\r\n\r\n');
    const said = await new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(bytes.toString())));
    expect(said).toContain('08P01');
    expect(await count(1)).toBe(0);
  });
});
