// Reads a company of a million versions and a million facts: compares answers with formulas, reads plans, and times.
import { join } from 'node:path';
import { type Home, openHome } from '../cli/home.ts';
import type { Stores } from '../cli/open-stores.ts';
import { isReplaced, PRIVATE_STORES } from '../cli/private-stores.ts';
import { type StoresContext, withStores } from '../cli/with-stores.ts';
import { AsofError } from '../core/errors.ts';
import { newId, parseTenant, type Tenant } from '../core/ids.ts';
import type { Size } from './reads/company.ts';
import { compareAnswers } from './reads/compare.ts';
import { measure, NAME_WIDTH, warmUp } from './reads/figures.ts';
import { fill, tenantOf } from './reads/fill.ts';
import { readPlans } from './reads/plans.ts';
import { openWays } from './reads/ways.ts';

/** The promises are about this many versions, and as many facts; smaller companies only show the figures. */
const PROMISED = 1_000_000;
const POINT_P90_MS_MAX = 10;
const RATIO_MAX = 2;

/**
 * The company is kept in a home of the bench's own, `bench` below the installation's; in stores that the environment
 * names it is made for this run, and deleted.
 * @returns whether every answer was right, nothing was scanned, and the promises were kept
 */
export async function run({ versions = PROMISED, facts = PROMISED }: Partial<Size>): Promise<boolean> {
  const size = { versions, facts };
  const calls = { postgres: 0, neo4j: 0, vectors: 0 };
  // The follower reads the ledger beside the requests: that is not their doing.
  const onStatement = (store: keyof typeof calls, text: string): void => {
    if (!text.includes('ledger.')) calls[store] += 1;
  };
  if (PRIVATE_STORES.every((store) => !isReplaced(store))) {
    return withStores((context) => examine(context, { tenant: tenantOf(size), isAlone: true }, size, calls), {
      home: benchHome(),
      onStatement,
    });
  }
  return withStores(
    async (context) => {
      const tenant = parseTenant(`bench-${newId()}`);
      try {
        return await examine(context, { tenant, isAlone: false }, size, calls);
      } finally {
        await purge(context.stores, tenant);
      }
    },
    { onStatement },
  );
}

function benchHome(): Home {
  const { directory, tools } = openHome();
  return openHome({ ASOF_HOME: join(directory, 'bench'), ASOF_TOOLS: tools });
}

async function purge(stores: Stores, tenant: Tenant): Promise<void> {
  for (const { participant } of [stores.neo4j, stores.postgres]) await participant.purge(tenant);
}

async function examine(
  { stores, config }: StoresContext,
  { tenant, isAlone }: { readonly tenant: Tenant; readonly isAlone: boolean },
  size: Size,
  calls: Readonly<Record<string, number>>,
): Promise<boolean> {
  const { neo4j, databaseOwnerUrl: ownerUrl } = config.stores;
  if (!neo4j || !ownerUrl) throw new AsofError('CONFIG_INVALID', 'The bench needs the URL of the schema’s owner.');
  const seconds = await fill({ stores, ownerUrl, neo4j, isAlone }, tenant, size);
  if (seconds > 0) console.log(`Filled in ${seconds.toFixed(0)} s.`);
  const isLarge = size.versions >= PROMISED && size.facts >= PROMISED;
  const ways = await openWays(stores, config, tenant, isLarge);
  try {
    await warmUp(ways, size);
    const answers = await compareAnswers(ways, { tenant, size, isLarge });
    const plans = await readPlans(ways, stores, tenant, size);
    for (const [what, paths] of plans.lines) console.log(`${what.padEnd(NAME_WIDTH)}${paths}`);
    for (const fault of plans.faults) console.log(`SCAN ${fault}`);
    const { point, ratioMax, failures } = await measure({ ways, tenant, size, calls, isLarge });
    const isSound = answers.wrong + plans.faults.length + failures === 0;
    const keeps = isSound && point.p90 < POINT_P90_MS_MAX && ratioMax <= RATIO_MAX;
    const verdict = isLarge ? (keeps ? 'kept' : 'NOT KEPT') : 'promised of a million of each';
    console.log(
      `reads: ${size.versions} versions and ${size.facts} facts; ${answers.compared} answers compared, ${answers.wrong} wrong; ` +
        `${plans.count} plans, ${plans.faults.length} with a scan; ${failures} kinds of read failed; a customer with its facts p50 ${point.p50.toFixed(1)}, ` +
        `p90 ${point.p90.toFixed(1)} ms, at most ${POINT_P90_MS_MAX} ms; super-nodes ${ratioMax.toFixed(1)} times an ordinary ` +
        `one, at most ${RATIO_MAX} times: ${verdict}`,
    );
    return isLarge ? keeps : isSound;
  } finally {
    await ways.close();
  }
}
