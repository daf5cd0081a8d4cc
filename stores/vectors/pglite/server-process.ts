// The process of the private vector store: PGlite with pgvector behind a Unix socket that speaks PostgreSQL's protocol.
// Arguments: the data directory, the path of the socket.
import { existsSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { WireServer } from './wire-server.ts';

const [directory, socketPath] = process.argv.slice(2);
if (directory === undefined || socketPath === undefined) throw new Error('usage: server-process DIRECTORY SOCKET');

// Two processes on one data directory would destroy it.
if (await isAnswered(socketPath)) throw new Error(`another process serves ${socketPath}`);
if (existsSync(socketPath)) rmSync(socketPath);

const database = await PGlite.create(directory, { extensions: { vector } });
// All clients share its one session. Nothing vacuums by itself here, so what commits left behind is cleared at the start.
await database.exec("SET work_mem = '64MB'");
await database.exec('VACUUM (ANALYZE)');
const server = new WireServer({
  run: (message, last, answer) =>
    database.runExclusive(() => database.execProtocolRawStream(message, { syncToFs: last, onRawData: answer })),
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
await server.listen(socketPath);
console.log(`serving ${directory} at ${socketPath}`);

async function stop(): Promise<void> {
  await server.close();
  await database.close();
  console.log('stopped');
  process.exit(0);
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
