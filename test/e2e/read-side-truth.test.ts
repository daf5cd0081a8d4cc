// The truth of the whole read side, over HTTP, on the real stores: history, differences, facts, neighbourhood, filters,
// aggregates and the nearest of random companies, in pages, while they go on being written.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type RunningAsof, startAsof } from '../support/asof.ts';
import { expectSameAnswers, liveCompanies, READ_CHECKS, runCheck } from '../support/reads/expect-reads.ts';
import { Seen } from '../support/reads/seen.ts';
import type { World } from '../support/reads/world.ts';

const COMPANIES = Number(process.env.ASOF_TEST_COMPANIES ?? 4);

describe(`the read side of ${COMPANIES} random companies`, () => {
  const seen = new Seen();
  let asof: RunningAsof;
  let worlds: readonly World[];
  beforeAll(async () => {
    asof = await startAsof();
    worlds = await liveCompanies(asof, COMPANIES, seen);
  });
  afterAll(() => asof?.stop());

  for (const check of READ_CHECKS) {
    it(`tells the truth of ${check.name}`, () => runCheck(check, worlds, seen), 1_200_000);
  }

  it('answers again by the same bytes after all that was written', () => expectSameAnswers(worlds, seen), 1_200_000);
});
