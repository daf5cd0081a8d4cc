// The truth with Qdrant as the store of vectors, over HTTP: on the stand-in, and on the server that QDRANT_URL names.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type RunningAsof, startAsof } from '../support/asof.ts';
import { type QdrantStandIn, qdrantStandInMissing, startQdrantStandIn } from '../support/qdrant-stand-in.ts';
import { expectSameAnswers, liveCompanies, READ_CHECKS, runCheck } from '../support/reads/expect-reads.ts';
import { Seen } from '../support/reads/seen.ts';
import { expectTruth } from '../support/truth.ts';

const HISTORIES = Number(process.env.ASOF_TEST_HISTORIES_QDRANT ?? 8);
const COMPANIES = Number(process.env.ASOF_TEST_COMPANIES_QDRANT ?? 2);
const { QDRANT_URL, QDRANT_API_KEY } = process.env;

const SERVERS = [
  { name: 'Qdrant (stand-in)', missing: qdrantStandInMissing(), url: undefined },
  {
    name: 'Qdrant (QDRANT_URL)',
    missing: QDRANT_URL ? undefined : 'QDRANT_URL names no server',
    url: QDRANT_URL,
  },
];

for (const { name, missing, url } of SERVERS) {
  const block = missing === undefined ? describe : describe.skip;
  block(missing === undefined ? name : `${name}: ${missing}`, () => {
    const seen = new Seen();
    let standIn: QdrantStandIn | undefined;
    let asof: RunningAsof;
    beforeAll(async () => {
      standIn = url === undefined ? await startQdrantStandIn() : undefined;
      asof = await startAsof({
        VECTOR_STORE: 'qdrant',
        QDRANT_URL: url ?? standIn?.url ?? '',
        ...(url !== undefined && QDRANT_API_KEY !== undefined && ({ QDRANT_API_KEY } as Record<string, string>)),
      });
    });
    afterAll(async () => {
      await asof?.stop();
      await standIn?.remove();
    });

    it(`holds for ${HISTORIES} random histories`, () => expectTruth(asof, HISTORIES), 600_000);

    it(`finds the nearest of ${COMPANIES} random companies`, async () => {
      const worlds = await liveCompanies(asof, COMPANIES, seen);
      for (const check of READ_CHECKS.filter((one) => one.name === 'nearest')) await runCheck(check, worlds, seen);
      await expectSameAnswers(worlds, seen);
    }, 600_000);
  });
}
