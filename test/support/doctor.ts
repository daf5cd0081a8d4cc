// What the tests of `asof doctor` share: a whole set-up that works, which each test breaks in one place.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { systemClock } from '../../cli/doctor/clocks.ts';
import { type Diagnosis, diagnose } from '../../cli/doctor/diagnose.ts';
import type { CheckName, Finding } from '../../core/store-report.ts';
import { migratePostgres } from '../../stores/postgres/migrate.ts';
import { type BrokenPostgres, startBreakablePostgres } from './broken-stores.ts';
import { storeVariable } from './stack.ts';

export interface Practice {
  readonly server: BrokenPostgres;
  readonly home: string;
  /** All that was said: no secret may be in it. */
  readonly said: readonly string[];
  /** The environment of the set-up that works. */
  environment(): Record<string, string>;
  look(changes?: Record<string, string>, clock?: typeof systemClock): Promise<Diagnosis>;
  /** Breaks the server by statements of its superuser, looks, and mends it. */
  broken(breaks: string, mends: string): Promise<Diagnosis>;
  /** Breaks it, expects to be told, does what the finding says, and expects all to be well. */
  mendedAsTold(breaks: string, expected: Expected, changes?: Record<string, string>): Promise<void>;
  close(): Promise<void>;
}

export interface Expected {
  readonly check: CheckName;
  readonly level?: Finding['level'];
  readonly found: RegExp;
  /** In the remedy or its command. */
  readonly mend: RegExp;
}

/** Opens a practice: PostgreSQL is a server of its own, Neo4j and the vectors those of the run. */
export async function openPractice(): Promise<Practice> {
  const server = await startBreakablePostgres();
  await migratePostgres({ ownerUrl: server.ownerUrl });
  const home = mkdtempSync(join(tmpdir(), 'asof-doctor-home-'));
  const said: string[] = [];
  const environment = (): Record<string, string> => ({
    ASOF_HOME: home,
    DATABASE_URL: server.appUrl,
    DATABASE_OWNER_URL: server.ownerUrl,
    NEO4J_URI: storeVariable('NEO4J_URI'),
    NEO4J_USER: storeVariable('NEO4J_USER'),
    NEO4J_PASSWORD: storeVariable('NEO4J_PASSWORD'),
    VECTORS_URL: storeVariable('VECTORS_URL'),
  });
  const look = async (changes: Record<string, string> = {}, clock = systemClock): Promise<Diagnosis> => {
    const diagnosis = await diagnose({ ...environment(), ...changes }, clock);
    said.push(JSON.stringify(diagnosis));
    return diagnosis;
  };
  return {
    server,
    home,
    said,
    environment,
    look,
    broken: async (breaks, mends) => {
      await server.admin(breaks);
      try {
        return await look();
      } finally {
        await server.admin(mends);
      }
    },
    mendedAsTold: async (breaks, expected, changes) => {
      await server.admin(breaks);
      const diagnosis = await look(changes);
      expectOne(diagnosis, 'postgres', expected);
      await server.admin(`${amiss(diagnosis)[0]?.command}; SELECT pg_sleep(0.2)`);
      expect(amiss(await look(changes))).toEqual([]);
    },
    close: async () => {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export function findingsOf({ stores }: Diagnosis, store: string): readonly Finding[] {
  return stores.find((one) => one.store === store)?.findings ?? [];
}

/** One finding of a store, by what was looked at. */
export const finding = (diagnosis: Diagnosis, store: string, check: CheckName): Finding | undefined =>
  findingsOf(diagnosis, store).find((one) => one.check === check);

export const amiss = (diagnosis: Diagnosis): Finding[] =>
  diagnosis.stores.flatMap(({ findings }) => findings).filter(({ level }) => level === 'fault' || level === 'warning');

/** One thing is amiss, in one store, and it is said what and how to mend it. */
export function expectOne(
  diagnosis: Diagnosis,
  store: string,
  { check, level = 'fault', found, mend }: Expected,
): void {
  const troubles = amiss(diagnosis);
  expect(troubles).toEqual([expect.objectContaining({ check, level, found: expect.stringMatching(found) })]);
  expect(findingsOf(diagnosis, store)).toContain(troubles[0]);
  expect(`${troubles[0]?.remedy} ${troubles[0]?.command}`).toMatch(mend);
  expect(diagnosis.healthy).toBe(level !== 'fault');
  expect(diagnosis.tookMs).toBeLessThan(6_000);
}
