// Runs `asof gateway` as a process over a supergraph that `asof compose` made of running subgraphs.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asof, RunningCommand } from '../../support/command.ts';

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export class Alone {
  readonly command: RunningCommand;
  readonly url: string;

  private constructor(command: RunningCommand, url: string) {
    this.command = command;
    this.url = url;
  }

  /** Starts a gateway on a free port and waits until it says that it is ready. */
  static async start(args: readonly string[], environment: Record<string, string>): Promise<Alone> {
    const command = new RunningCommand(['gateway', '--port', '0', ...args], environment);
    await command.until(/ready: http:\S+/);
    return new Alone(command, /ready: (http:\S+)/.exec(command.stdout)?.[1] ?? '');
  }

  async ask(body: string | object, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(typeof body === 'string' ? { query: body } : body),
      signal: AbortSignal.timeout(20_000),
    });
    return (await response.json()) as Answer;
  }

  /** Like `ask`, for what must succeed. */
  async data(query: string, headers?: Record<string, string>): Promise<Record<string, unknown>> {
    const { data, errors } = await this.ask(query, headers);
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return data;
  }

  async stop(): Promise<number | null> {
    this.command.process.kill('SIGTERM');
    return (await this.command.finished).code;
  }
}

/** Composes running subgraphs into a file of the directory, by their own word, and returns its path. */
export async function composed(directory: string, urls: Readonly<Record<string, string>>): Promise<string> {
  const entries = Object.entries(urls).map(([name, url]) => `  ${name}: {schema: {subgraph_url: "${url}"}}`);
  writeFileSync(join(directory, 'supergraph.yaml'), `subgraphs:\n${entries.join('\n')}\n`);
  const { code, stderr } = await asof(['compose'], { ASOF_HOME: directory }, directory);
  if (code !== 0) throw new Error(stderr);
  const file = join(directory, 'supergraph.graphql');
  if (!readFileSync(file, 'utf8').includes('join__Graph')) throw new Error('The supergraph has no subgraphs.');
  return file;
}
