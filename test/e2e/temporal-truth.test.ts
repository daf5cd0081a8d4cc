// Temporal truth, over HTTP, on the real stores: random histories, read at random moments, equal a scan of what was stated.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type RunningAsof, startAsof } from '../support/asof.ts';
import { expectTruth } from '../support/truth.ts';

const HISTORIES = Number(process.env.ASOF_TEST_HISTORIES ?? 200);

let asof: RunningAsof;
beforeAll(async () => {
  asof = await startAsof();
});
afterAll(() => asof?.stop());

describe('temporal truth', () => {
  it(`holds for ${HISTORIES} random histories`, () => expectTruth(asof, HISTORIES), 1_200_000);
});
