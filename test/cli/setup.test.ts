// What the set-up says when it cannot be done, on a machine that lacks something.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asof, fakeJava } from '../support/command.ts';

let directory = '';
let environment: Record<string, string> = {};

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'asof-setup-'));
  mkdirSync(join(directory, 'bin'));
  // Nothing but Node is on this PATH, and no tools have been downloaded.
  symlinkSync(process.execPath, join(directory, 'bin', 'node'));
  environment = {
    PATH: join(directory, 'bin'),
    ASOF_HOME: join(directory, 'home'),
    ASOF_TOOLS: join(directory, 'tools'),
    JAVA_HOME: '',
    NEO4J_URI: '',
  };
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function program(name: string, script: string): void {
  writeFileSync(join(directory, 'bin', name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(directory, 'bin', name), 0o755);
}

describe('the set-up', () => {
  it('says how to get Java when there is none', async () => {
    const { code, stderr } = await asof(['setup'], environment);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^SETUP_FAILED: “java” was not found\.\n {2}→ Install a Java runtime of version 17/m);
    expect(stderr).toContain('NEO4J_URI');
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it.each([
    ['1.8.0_292', 'Java is 1.8.0_292'],
    ['11.0.22', 'Java is 11.0.22'],
  ])('says that Java %s is too old', async (version, said) => {
    const java = fakeJava(directory, 'exit 1', version);
    const { code, stderr } = await asof(['setup'], { ...environment, JAVA_HOME: java });
    expect(code).toBe(1);
    expect(stderr).toContain(`SETUP_FAILED: ${said}, and Neo4j needs 17 or newer.`);
  });

  it('says how to get Maven when there is none', async () => {
    const java = fakeJava(directory, 'exit 1');
    const { code, stderr } = await asof(['setup'], { ...environment, JAVA_HOME: java });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^SETUP_FAILED: “mvn” was not found\.\n {2}→ Install Maven/m);
  });

  it('tells a missing network from other trouble, shows what Maven said, and leaves nothing half downloaded', async () => {
    const java = fakeJava(directory, 'exit 1');
    program('mvn', 'echo "[ERROR] Could not transfer artifact org.neo4j:neo4j:pom: Unknown host repo"; exit 1');
    const offline = await asof(['setup'], { ...environment, JAVA_HOME: java });
    expect(offline.code).toBe(1);
    expect(offline.stderr).toContain('  | [ERROR] Could not transfer artifact');
    expect(offline.stderr).toMatch(/^SETUP_FAILED: Maven ended with 1\.\n {2}→ It looks like a network problem/m);
    expect(existsSync(join(directory, 'tools')) ? readdirSync(join(directory, 'tools')) : []).toEqual([]);

    program('mvn', 'echo "[ERROR] The plugin is broken"; exit 1');
    const broken = await asof(['setup'], { ...environment, JAVA_HOME: java });
    expect(broken.stderr).not.toContain('network');
  });

  it('needs neither Java nor Maven where Neo4j is elsewhere, nor for commands without stores', async () => {
    const elsewhere = { ...environment, NEO4J_URI: 'bolt://elsewhere', DATABASE_URL: 'postgres://elsewhere/asof' };
    expect(await asof(['setup'], elsewhere)).toMatchObject({ code: 0, stderr: 'Everything is set up.\n' });
    expect(await asof(['compose', '--help'], environment)).toMatchObject({ code: 0 });
  });

  it('says what to do where it may not write', async () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    const { code, stderr } = await asof(['stack', 'status'], { ...environment, ASOF_HOME: join(file, 'home') });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^SETUP_FAILED: .*\n {2}→ .*ASOF_HOME/m);
  });

  it('waits for another set-up in the same home, and not for one that has died', async () => {
    mkdirSync(join(directory, 'home'), { recursive: true });
    const lock = join(directory, 'home', 'setup.lock');
    // One of a process that has ended, and one whose owner could not even write to it, a while ago.
    for (const owner of ['4194304', '']) {
      writeFileSync(lock, owner);
      if (owner === '') utimesSync(lock, 0, 0);
      expect(await asof(['stack', 'status'], environment)).toMatchObject({ code: 3 });
      expect(existsSync(lock)).toBe(false);
    }
  });
});
