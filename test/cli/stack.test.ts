// The stack's life: started, used, taken over, crashed and stopped, with nothing left running at the end.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openHome, removeHome } from '../../cli/home.ts';
import { asof, eventually, fakeJava, isRunning, RunningCommand, temporaryHome } from '../support/command.ts';

const EXIT_DOWN = 3;
/** With these only the vector store is private, which starts fastest. */
const OTHERS_ELSEWHERE = { DATABASE_URL: 'postgres://elsewhere/asof', NEO4J_URI: 'bolt://elsewhere' };

type Environment = Record<string, string>;

/** A home that many tests use, because making a new vector store takes longest. */
const usual: Environment = { ...temporaryHome(), ...OTHERS_ELSEWHERE };
const homes: Environment[] = [];

function newHome(extra: Environment): Environment {
  const environment = { ...temporaryHome(), ...extra };
  homes.push(environment);
  return environment;
}

/** Ends whatever a test that failed may have left. */
async function takeDown(environment: Environment): Promise<void> {
  const { serving } = JSON.parse((await asof(['stack', 'status', '--json'], environment)).stdout);
  if (serving !== null) {
    process.kill(serving, 'SIGKILL');
    await eventually(() => !isRunning(serving));
  }
  await asof(['stack', 'down'], environment);
}

afterEach(async () => {
  await takeDown(usual);
  for (const environment of homes.splice(0)) {
    await takeDown(environment);
    removeHome(openHome(environment));
  }
});

afterAll(() => removeHome(openHome(usual)));

const foreground = (environment: Environment) => new RunningCommand(['stack', 'up', '--foreground'], environment);

function pidsOf({ ASOF_HOME = '' }: Environment): Record<string, number> {
  const { servers } = JSON.parse(readFileSync(join(ASOF_HOME, 'run', 'stack.json'), 'utf8'));
  return Object.fromEntries(servers.map(({ name, pid }: { name: string; pid: number }) => [name, pid]));
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const variable = (stdout: string, name: string): string => new RegExp(`^${name}='(.*)'$`, 'm').exec(stdout)?.[1] ?? '';

describe('asof stack', () => {
  it('goes up, outlives its command, is used again and goes down', async () => {
    const home = usual;
    expect(await asof(['stack', 'status'], home)).toMatchObject({ code: EXIT_DOWN });

    const up = await asof(['stack', 'up'], home);
    expect(up).toMatchObject({ code: 0 });
    expect(await answers(variable(up.stdout, 'VECTORS_URL'))).toBe(true);

    const again = await asof(['stack', 'up', '--json'], home);
    expect(JSON.parse(again.stdout).env).toEqual({ VECTORS_URL: variable(up.stdout, 'VECTORS_URL') });
    const status = JSON.parse((await asof(['stack', 'status', '--json'], home)).stdout);
    expect(status.servers.map(({ state }: { state: string }) => state)).toEqual(['replaced', 'replaced', 'running']);

    const { vectors = 0 } = pidsOf(home);
    expect(isRunning(vectors)).toBe(true);
    expect(await asof(['stack', 'down'], home)).toMatchObject({ code: 0, stderr: 'Stopped vectors.\n' });
    expect(isRunning(vectors)).toBe(false);
    expect(await asof(['stack', 'down'], home)).toMatchObject({ code: 0, stderr: 'Nothing was running.\n' });
  });

  it('keeps its passwords to its owner', async () => {
    const opened = openHome(usual);
    await asof(['stack', 'up'], usual);
    expect(statSync(join(opened.run, 'stack.json')).mode & 0o777).toBe(0o600);
    expect(statSync(opened.run).mode & 0o077).toBe(0);
    expect(statSync(opened.logs).mode & 0o077).toBe(0);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('in the foreground ends all of its servers on %s', async (signal) => {
    const home = usual;
    const command = foreground(home);
    await command.until(/VECTORS_URL=/);
    const { vectors = 0 } = pidsOf(home);
    command.process.kill(signal);
    expect(await command.finished).toMatchObject({ code: 0 });
    expect(isRunning(vectors)).toBe(false);
  });

  it('ends what it has started when it is told to end while it starts', async () => {
    const home = newHome({});
    const command = foreground(home);
    await eventually(() => ['vectors', 'neo4j', 'postgres'].every((name) => hasPid(home, name)));
    const pids = Object.values(pidsOf(home));
    command.process.kill('SIGINT');
    expect(await command.finished).toMatchObject({ code: 1 });
    expect(pids.filter(isRunning)).toEqual([]);
  });

  it('ends PostgreSQL, Neo4j and the vector store together, and starts them with the same addresses', async () => {
    const home = newHome({});
    const first = foreground(home);
    await first.until(/VECTORS_URL=/);
    const pids = Object.values(pidsOf(home));
    expect(pids.map(isRunning)).toEqual([true, true, true]);
    first.process.kill('SIGINT');
    await first.finished;
    expect(pids.filter(isRunning)).toEqual([]);

    const second = foreground(home);
    await second.until(/VECTORS_URL=/);
    expect(second.stdout).toBe(first.stdout);
    expect(await answers(variable(second.stdout, 'DATABASE_URL'))).toBe(true);
    second.process.kill('SIGTERM');
    await second.finished;
  }, 240_000);

  it('lets nobody else serve the same home, nor take its stores down', async () => {
    const home = usual;
    const command = foreground(home);
    await command.until(/VECTORS_URL=/);
    const second = await foreground(home).finished;
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/^SETUP_FAILED: .*runs already.*process \d+.*Stop it, or set ASOF_HOME/m);
    expect(await asof(['stack', 'down'], home)).toMatchObject({ code: 1, stderr: expect.stringMatching(/in use by/) });
    command.process.kill('SIGINT');
    await command.finished;
  });

  it('serves on stores that “stack up” left running, and leaves them running', async () => {
    const home = usual;
    await asof(['stack', 'up'], home);
    const { vectors = 0 } = pidsOf(home);
    const command = foreground(home);
    await command.until(/VECTORS_URL=/);
    command.process.kill('SIGINT');
    await command.finished;
    expect(isRunning(vectors)).toBe(true);
  });
});

describe('a crash', () => {
  it('of a server is told with its log, and the server starts again where it was', async () => {
    const home = usual;
    const command = foreground(home);
    await command.until(/VECTORS_URL=/);
    const { vectors = 0 } = pidsOf(home);
    process.kill(vectors, 'SIGKILL');
    await command.until(/vectors \(process \d+\) ended unexpectedly with SIGKILL.*\n {2}\| serving/);
    await command.until(/vectors is ready.*vectors is ready/s);
    expect(pidsOf(home).vectors).not.toBe(vectors);
    expect(await answers(variable(command.stdout, 'VECTORS_URL'))).toBe(true);
    command.process.kill('SIGINT');
    await command.finished;
    expect(isRunning(pidsOfLast(command))).toBe(false);
  });

  it('of the process that serves leaves nothing running', async () => {
    const home = usual;
    const command = foreground(home);
    await command.until(/VECTORS_URL=/);
    const { vectors = 0 } = pidsOf(home);
    process.kill(servingPid(home), 'SIGKILL');
    await command.finished;
    expect(isRunning(vectors)).toBe(false);
  });

  it('of the command that started it ends the process that serves, and its servers', async () => {
    const home = usual;
    const command = foreground(home);
    await command.until(/VECTORS_URL=/);
    const { vectors = 0 } = pidsOf(home);
    command.process.kill('SIGKILL');
    await eventually(() => !isRunning(vectors));
  });

  it('of both leaves servers that the next one takes over', async () => {
    const home = usual;
    const command = foreground(home);
    await command.until(/VECTORS_URL=/);
    const { vectors = 0 } = pidsOf(home);
    command.process.kill('SIGSTOP');
    process.kill(servingPid(home), 'SIGKILL');
    command.process.kill('SIGKILL');
    await command.finished;
    expect(isRunning(vectors)).toBe(true);

    const next = foreground(home);
    await next.until(/VECTORS_URL=/);
    expect(next.stderr).toContain(`vectors runs already (process ${vectors})`);
    next.process.kill('SIGINT');
    await next.finished;
    expect(isRunning(vectors)).toBe(false);
  });

  it('of a server that starts is told with its log, and ends those started with it', async () => {
    const home = newHome({ DATABASE_URL: OTHERS_ELSEWHERE.DATABASE_URL });
    home.JAVA_HOME = fakeJava(home.ASOF_HOME ?? '', 'echo "no room on this machine" >&2; exit 7');
    const { code, stderr } = await asof(['stack', 'up'], home);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^SETUP_FAILED: The private neo4j could not be started: it ended with 7 while it started/m);
    expect(stderr).toContain('  | no room on this machine');
    expect(stderr).toMatch(/Its log: .*neo4j\.log/);
    expect(await asof(['stack', 'status'], home)).toMatchObject({ code: EXIT_DOWN });
  });
});

function hasPid(home: Environment, name: string): boolean {
  try {
    return name in pidsOf(home);
  } catch {
    // The file is not there yet.
    return false;
  }
}

function servingPid({ ASOF_HOME = '' }: Environment): number {
  return JSON.parse(readFileSync(join(ASOF_HOME, 'run', 'serve.lock'), 'utf8')).pid;
}

/** The process of the last “runs already” or start that a command told of. */
function pidsOfLast(command: RunningCommand): number {
  return Number([...command.stderr.matchAll(/process (\d+)/g)].at(-1)?.[1] ?? 0);
}
