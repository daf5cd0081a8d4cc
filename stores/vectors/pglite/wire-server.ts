// Lets many clients speak PostgreSQL's wire protocol with a database that has one backend. A client's exchange, from
// its first message to ReadyForQuery, runs as a whole, and a transaction keeps the backend until it ends: otherwise
// one client's Bind would run another's statement and hand out another's rows.
import { chmodSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { errorFrame, type Frame, FrameReader, markStatement, readyState } from './wire-frames.ts';

const CLIENTS_MAX = 64;
const MESSAGE_BYTES_MAX = 256 * 1024 * 1024;
/** How long a transaction may keep the backend without asking anything of it. */
const IDLE_IN_TRANSACTION_MS = 60_000;
/** What ends an exchange: a simple query, Sync, Flush, a function call, the end or failure of a COPY. */
const ENDS_EXCHANGE = new Set(['Q', 'S', 'H', 'F', 'c', 'f']);

/** The database behind: runs one message, hands out what it answers. */
export interface Backend {
  run(message: Uint8Array, last: boolean, answer: (bytes: Uint8Array) => void): Promise<void>;
}

interface Client {
  readonly id: number;
  readonly socket: Socket;
  readonly reader: FrameReader;
  /** Messages of an exchange that is not whole yet. */
  partial: Buffer[];
  readonly statements: Set<string>;
  gone: boolean;
}

interface Exchange {
  readonly client: Client;
  readonly messages: readonly Buffer[];
}

/** Serves clients at a Unix socket that only its owner may connect to. */
export class WireServer {
  readonly #backend: Backend;
  readonly #idleInTransactionMs: number;
  readonly #server: Server;
  readonly #clients = new Set<Client>();
  readonly #queue: Exchange[] = [];
  /** Prepared statements of clients that have left. */
  readonly #forgotten: string[] = [];
  /** Who is in a transaction, or in the middle of an exchange. */
  #holder: Client | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #lastId = 0;

  /** @param options.idleInTransactionMs by default 60 s; then the client is rolled back and sent away */
  constructor(backend: Backend, options: { idleInTransactionMs?: number } = {}) {
    this.#backend = backend;
    this.#idleInTransactionMs = options.idleInTransactionMs ?? IDLE_IN_TRANSACTION_MS;
    this.#server = createServer((socket) => this.#accept(socket));
  }

  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(path, () => {
        chmodSync(path, 0o600);
        resolve();
      });
    });
  }

  /** Sends all clients away, once the exchange that runs has ended. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#queue.length = 0;
    await this.#running;
    for (const { socket } of this.#clients) socket.end(errorFrame('FATAL', '57P01', 'The server stops.'));
    for (const { socket } of this.#clients) socket.destroySoon();
    await closed;
  }

  #accept(socket: Socket): void {
    if (this.#clients.size >= CLIENTS_MAX) {
      socket.end(errorFrame('FATAL', '53300', `There are ${CLIENTS_MAX} clients already.`));
      return;
    }
    this.#lastId += 1;
    const reader = new FrameReader(MESSAGE_BYTES_MAX);
    const client: Client = { id: this.#lastId, socket, reader, partial: [], statements: new Set(), gone: false };
    this.#clients.add(client);
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(client, chunk));
    // 'close' follows and does what is to be done.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#leave(client));
  }

  #receive(client: Client, chunk: Buffer): void {
    try {
      for (const frame of client.reader.push(chunk)) this.#take(client, frame);
    } catch (error) {
      const message = error instanceof Error ? error.message : 'not understood';
      client.socket.end(errorFrame('FATAL', '08P01', `The message cannot be read: ${message}.`));
    }
  }

  #take(client: Client, frame: Frame): void {
    if (frame.kind === 'encryption') return void client.socket.write('N');
    // There is no second backend that could interrupt the first one.
    if (frame.kind === 'cancel' || frame.letter === 'X') return void client.socket.end();
    client.partial.push(markStatement(frame, `c${client.id}_`));
    if (frame.letter === 'P' && frame.bytes[5] !== 0) client.statements.add(statementName(client.partial.at(-1)));
    if (frame.kind === 'message' && !ENDS_EXCHANGE.has(frame.letter)) return;
    this.#queue.push({ client, messages: client.partial });
    client.partial = [];
    this.#pump();
  }

  #pump(): void {
    this.#running ??= this.#work().finally(() => {
      this.#running = undefined;
      if (this.#next() !== -1) this.#pump();
    });
  }

  /** The first exchange that may run now: while somebody holds the backend, only theirs. */
  #next(): number {
    return this.#queue.findIndex(({ client }) => this.#holder === undefined || client === this.#holder);
  }

  async #work(): Promise<void> {
    await this.#release();
    for (let index = this.#next(); index !== -1; index = this.#next()) {
      const [exchange] = this.#queue.splice(index, 1);
      if (exchange && !exchange.client.gone) await this.#exchange(exchange);
      await this.#release();
    }
  }

  async #exchange({ client, messages }: Exchange): Promise<void> {
    clearTimeout(this.#idleTimer);
    this.#holder = client;
    let state: string | undefined;
    for (const [index, message] of messages.entries()) {
      state = (await this.#run(client, message, index === messages.length - 1)) ?? state;
    }
    if (state === 'I') this.#holder = undefined;
    else this.#idleTimer = setTimeout(() => this.#evict(client), this.#idleInTransactionMs);
  }

  /** Runs one message; answers go to the client whole. Returns the state after it, where the database told one. */
  async #run(client: Client, message: Buffer, last: boolean): Promise<string | undefined> {
    const parts: Buffer[] = [];
    try {
      // The database may use its memory again, so what it hands out is copied.
      await this.#backend.run(message, last, (bytes) => parts.push(Buffer.from(bytes)));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      client.socket.end(errorFrame('FATAL', 'XX000', `The database failed: ${reason}`));
      client.gone = true;
      return undefined;
    }
    const answer = parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts);
    if (answer.length > 0 && !client.gone) client.socket.write(answer);
    return readyState(answer);
  }

  /** Gives the backend back when its holder has gone: rolls back. Then forgets the statements of those who left. */
  async #release(): Promise<void> {
    if (this.#holder?.gone) {
      clearTimeout(this.#idleTimer);
      await this.#runQuietly('ROLLBACK');
      this.#holder = undefined;
    }
    while (this.#holder === undefined && this.#forgotten.length > 0) {
      await this.#runQuietly(`DEALLOCATE "${this.#forgotten.pop()}"`);
    }
  }

  async #runQuietly(sql: string): Promise<void> {
    // What fails here was not there: no transaction, or a statement that never parsed.
    await this.#backend.run(simpleQuery(sql), true, () => undefined).catch(() => undefined);
  }

  #evict(client: Client): void {
    client.gone = true;
    client.socket.end(errorFrame('FATAL', '25P03', 'The transaction was idle for too long and was rolled back.'));
    this.#pump();
  }

  #leave(client: Client): void {
    client.gone = true;
    this.#clients.delete(client);
    this.#forgotten.push(...client.statements);
    this.#pump();
  }
}

function statementName(parse: Buffer | undefined): string {
  return parse?.toString('utf8', 5, parse.indexOf(0, 5)).replaceAll('"', '""') ?? '';
}

function simpleQuery(sql: string): Buffer {
  const body = Buffer.from(`${sql}\0`);
  const head = Buffer.alloc(5);
  head.write('Q');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
