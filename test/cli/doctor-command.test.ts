// `asof doctor` as a command: what it prints, for people and for machines, and how it ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CHECKS } from '../../core/store-report.ts';
import { asof } from '../support/command.ts';
import { STORE_VARIABLES, storeVariable } from '../support/stack.ts';

const home = mkdtempSync(join(tmpdir(), 'asof-doctor-home-'));
const nothing = { ASOF_HOME: home, ...Object.fromEntries(STORE_VARIABLES.map((name) => [name, ''])) };
const whole = { ASOF_HOME: home, ...Object.fromEntries(STORE_VARIABLES.map((name) => [name, storeVariable(name)])) };

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('asof doctor', () => {
  it('prints a line for each finding, and ends with 0 where all is well', async () => {
    const { code, stdout, stderr } = await asof(['doctor'], whole);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const title of ['PostgreSQL', 'Neo4j', 'Vectors']) expect(stdout).toContain(`${title} (from the environment)`);
    const lines = stdout.split('\n').filter((line) => /^ {2}[✓·!✗] /.test(line));
    expect(lines.length).toBeGreaterThan(30);
    // Aligned: what was found begins in one column.
    for (const line of lines) expect(line).toMatch(/^ {2}[✓·] (?=[a-z]).{15}\S/);
    expect(stdout).toMatch(/\nAll is well \(\d+\.\d s\)\.\n$/);
  });

  it('prints what mends it below, and ends with 1', async () => {
    const wrong = new URL(storeVariable('DATABASE_URL'));
    wrong.password = 'hunter2';
    const { code, stdout } = await asof(['doctor'], { ...whole, DATABASE_URL: wrong.href });
    expect(code).toBe(1);
    expect(stdout).toMatch(
      / {2}✗ login {10}the server refuses the password of asof_app\n {19}→ Correct the password in DATABASE_URL.*\n {21}\\password asof_app\n/,
    );
    expect(stdout).toMatch(/\n1 fault, 0 warnings \(\d+\.\d s\)\.\n$/);
    expect(stdout).not.toContain('hunter2');
  });

  it('prints JSON with keys that stay', async () => {
    const { code, stdout } = await asof(['doctor', '--json'], whole);
    const diagnosis = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(Object.keys(diagnosis)).toEqual(['healthy', 'faults', 'warnings', 'tookMs', 'stores']);
    expect(diagnosis).toMatchObject({ healthy: true, faults: 0, warnings: 0 });
    expect(diagnosis.stores.map(({ store }: { store: string }) => store)).toEqual(['postgres', 'neo4j', 'vectors']);
    for (const { findings, ...rest } of diagnosis.stores) {
      expect(Object.keys(rest)).toEqual(['store', 'origin']);
      for (const finding of findings) {
        expect(Object.keys(finding)).toEqual(['check', 'level', 'found', 'remedy', 'command']);
        expect(CHECKS).toContain(finding.check);
      }
    }
  });

  it('says so when there is nothing to look at', async () => {
    const { code, stdout } = await asof(['doctor'], nothing);
    expect(code).toBe(1);
    expect(stdout).toMatch(/Nothing to look at: no store is configured, and the private ones do not run/);
    expect(stdout).toMatch(/npx asof stack up/);
    expect(JSON.parse((await asof(['doctor', '--json'], nothing)).stdout)).toMatchObject({ healthy: false, faults: 0 });
  });

  it('tells all that is wrong with the configuration, before any store', async () => {
    const { code, stdout } = await asof(['doctor'], {
      ...whole,
      DATABASE_URL: 'postgres://asof_app:hunter2@db/asof?sslmode=prefer',
      VECTORS_URL: 'mysql://u:hunter2@db/x',
      NEO4J_CA_FILE: '/nowhere/ca.crt',
      NEO4J_POOL_MAX: 'many',
    });
    expect(code).toBe(1);
    for (const variable of ['DATABASE_URL', 'VECTORS_URL', 'NEO4J_CA_FILE', 'NEO4J_POOL_MAX']) {
      expect(stdout).toContain(`✗ configuration  ${variable} `);
      expect(stdout).toContain(`→ Correct ${variable}`);
    }
    expect(stdout).not.toContain('hunter2');
  });
});
