// The Python package graphiti-core in a process of its own, which writes and reads the same Neo4j as Asof: what it does
// to the graph is its own doing, and not an imitation.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openHome } from '../../cli/home.ts';
import { storeVariable } from '../support/stack.ts';

/** An instant as ISO 8601 text; null where Graphiti has none. */
type Time = string | null;

export interface GraphitiEntity {
  readonly uuid: string;
  readonly name: string;
  readonly group_id: string;
  /** Custom types besides `Entity`. */
  readonly labels: readonly string[];
  readonly created_at: string;
  readonly summary: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface GraphitiEdge {
  readonly uuid: string;
  readonly name: string;
  readonly fact: string;
  readonly group_id: string;
  readonly source_node_uuid: string;
  readonly target_node_uuid: string;
  readonly episodes: readonly string[];
  readonly created_at: string;
  readonly expired_at: Time;
  readonly valid_at: Time;
  readonly invalid_at: Time;
  readonly reference_time: Time;
}

export interface GraphitiEpisode {
  readonly uuid: string;
  readonly name: string;
  readonly group_id: string;
  readonly source: 'message' | 'json' | 'text';
  readonly source_description: string;
  readonly content: string;
  readonly created_at: string;
  readonly valid_at: string;
  readonly entity_edges: readonly string[];
}

/** An episode mentions an entity. */
export interface GraphitiMention {
  readonly uuid: string;
  readonly group_id: string;
  readonly source_node_uuid: string;
  readonly target_node_uuid: string;
  readonly created_at: string;
}

interface Elements {
  readonly entity: GraphitiEntity;
  readonly edge: GraphitiEdge;
  readonly episode: GraphitiEpisode;
  readonly mention: GraphitiMention;
}

type Kind = keyof Elements;

interface Bulk {
  readonly episodes?: readonly GraphitiEpisode[];
  readonly mentions?: readonly GraphitiMention[];
  readonly entities?: readonly GraphitiEntity[];
  readonly edges?: readonly GraphitiEdge[];
}

const ANSWER_MAX_MS = 60_000;
const WRITER = join(import.meta.dirname, 'writer.py');

/** Why graphiti-core cannot be run here, or undefined when it can. */
export function graphitiMissing(): string | undefined {
  const python = pythonPath();
  return existsSync(python)
    ? undefined
    : `${python} is not there: run \`asof setup --for-tests\` with Python on the PATH`;
}

function pythonPath(): string {
  const requirements = readFileSync(join(import.meta.dirname, 'requirements.txt'), 'utf8');
  const version = /^graphiti-core==(.+)$/m.exec(requirements)?.[1];
  return join(openHome().tools, `graphiti-${version}`, 'bin', 'python');
}

/** One process; commands are carried out one after the other. */
export class GraphitiProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  #printed = '';
  #lastId = 0;

  constructor() {
    const stores = (['NEO4J_URI', 'NEO4J_USER', 'NEO4J_PASSWORD'] as const).map((name) => [name, storeVariable(name)]);
    this.#child = spawn(pythonPath(), [WRITER], {
      env: { ...process.env, ...Object.fromEntries(stores) },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child.stderr?.on('data', (chunk) => {
      this.#printed = (this.#printed + chunk).slice(-4_000);
    });
    if (this.#child.stdout) createInterface(this.#child.stdout).on('line', (line) => this.#take(line));
    const fail = (how: string): void => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`graphiti-core ${how}:\n${this.#printed}`));
      this.#waiting.clear();
    };
    this.#child.once('error', (error) => fail(error.message));
    this.#child.once('close', (code) => fail(`ended with ${code}`));
  }

  /** Makes Graphiti's indexes, the fulltext ones among them. */
  async buildIndices(): Promise<void> {
    await this.#ask({ do: 'indices' });
  }

  /** Saves elements one after the other, each by its own `save`. */
  async save<K extends Kind>(kind: K, items: readonly Elements[K][]): Promise<void> {
    await this.#ask({ do: 'save', kind, items });
  }

  /** Saves all in one transaction, as `add_episode` does. */
  async saveBulk(bulk: Bulk): Promise<void> {
    await this.#ask({ do: 'save_bulk', ...bulk });
  }

  /** Saves an edge that contradicts others, and ends those: by the rule of `add_episode`. Returns what it ended. */
  async contradict(edge: GraphitiEdge, uuids: readonly string[]): Promise<readonly GraphitiEdge[]> {
    return (await this.#ask({ do: 'contradict', edge, uuids })) as GraphitiEdge[];
  }

  /** Reads one element, sets some properties and saves it. */
  async update<K extends Kind>(kind: K, uuid: string, set: Partial<Elements[K]>): Promise<void> {
    await this.#ask({ do: 'update', kind, uuid, set });
  }

  /** Graphiti's getters: by uuids, by group, or (edges) by the node on either end. */
  async get<K extends Kind>(
    kind: K,
    by: { readonly uuids: readonly string[] } | { readonly group: string } | { readonly node: string },
  ): Promise<readonly Elements[K][]> {
    return (await this.#ask({ do: 'get', kind, ...by })) as Elements[K][];
  }

  /** Graphiti's fulltext search. */
  async search<K extends Exclude<Kind, 'mention'>>(
    kind: K,
    group: string,
    query: string,
  ): Promise<readonly Elements[K][]> {
    return (await this.#ask({ do: 'search', kind, group, query })) as Elements[K][];
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const closed = new Promise((resolve) => this.#child.once('close', resolve));
    this.#child.stdin?.end();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5_000);
    await closed;
    clearTimeout(timer);
  }

  async #ask(command: Readonly<Record<string, unknown>>): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    let timer: NodeJS.Timeout | undefined;
    const answer = new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      timer = setTimeout(() => reject(new Error(`graphiti-core did not answer “${command.do}”`)), ANSWER_MAX_MS);
      this.#child.stdin?.write(`${JSON.stringify({ id, ...command })}\n`);
    });
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }

  #take(line: string): void {
    const { id, result, error } = JSON.parse(line) as { id: number; result?: unknown; error?: string };
    const asked = this.#waiting.get(id);
    if (error === undefined) asked?.resolve(result ?? null);
    else asked?.reject(new Error(error));
  }
}
