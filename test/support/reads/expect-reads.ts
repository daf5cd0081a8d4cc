// The whole read side of random companies, read at random moments while they go on being written, equals scans of what
// was stated. The same for every set-up of gateway, subgraphs and stores.
import fc from 'fast-check';
import { COMPANY_SUBJECTS } from '../company.ts';
import { historyOf, openingOf, sketchAheadOf } from '../histories.ts';
import { AGGREGATE_KINDS, checkAggregates } from './check-aggregates.ts';
import { checkDiffs, DIFF_KINDS } from './check-diffs.ts';
import { checkFacts, FACT_KINDS } from './check-facts.ts';
import { checkHistory, HISTORY_KINDS } from './check-history.ts';
import { checkLists, LIST_KINDS } from './check-lists.ts';
import { checkNearest, NEAREST_KINDS } from './check-nearest.ts';
import { checkNetwork, NETWORK_KINDS } from './check-network.ts';
import { Seen } from './seen.ts';
import { readSight, SIGHT_KINDS } from './sight.ts';
import { type Subject, World } from './world.ts';

export interface ReadCheck {
  readonly name: string;
  /** What it must have seen at least once, or it proves nothing. */
  readonly kinds: readonly string[];
  /** At how many moments of each company. */
  readonly moments: number;
  run(world: World): Promise<unknown>;
}

export const READ_CHECKS: readonly ReadCheck[] = [
  { name: 'facts and episodes by id', kinds: SIGHT_KINDS, moments: 4, run: sight },
  { name: 'history', kinds: HISTORY_KINDS, moments: 3, run: checkHistory },
  {
    name: 'differences',
    kinds: DIFF_KINDS,
    moments: 8,
    run: checkDiffs,
  },
  { name: 'facts', kinds: FACT_KINDS, moments: 4, run: async (world) => checkFacts(world, await sight(world)) },
  {
    name: 'neighbourhood',
    kinds: NETWORK_KINDS,
    moments: 4,
    run: async (world) => checkNetwork(world, await sight(world)),
  },
  {
    name: 'filters and orders',
    kinds: LIST_KINDS,
    moments: 8,
    run: async (world) => checkLists(world, await sight(world)),
  },
  { name: 'aggregates', kinds: AGGREGATE_KINDS, moments: 16, run: (world) => checkAggregates(world, world.moment()) },
  { name: 'nearest', kinds: NEAREST_KINDS, moments: 3, run: (world) => checkNearest(world, world.moment()) },
];

function sight(world: World) {
  return readSight(world, world.moment());
}

const COMMITS_OPENING = 4;
const COMMITS_BEFORE = 20;
const COMMITS_MEANWHILE = 60;
const CHANGES_MAX = 6;

/** Random companies, each of a tenant of its own, with a part of their history lived and the other part waiting. */
export async function liveCompanies(subject: Subject, count: number, seen: Seen): Promise<World[]> {
  const anyHistory = fc.record({
    opening: openingOf(COMPANY_SUBJECTS, COMMITS_OPENING),
    before: historyOf(sketchAheadOf(COMPANY_SUBJECTS), COMMITS_BEFORE, CHANGES_MAX),
    meanwhile: historyOf(sketchAheadOf(COMPANY_SUBJECTS), COMMITS_MEANWHILE, CHANGES_MAX),
  });
  const histories = fc.sample(anyHistory, { numRuns: count, seed: 20_261_125 });
  const worlds = histories.map(({ opening, before, meanwhile }, seed) => ({
    world: new World(subject, seed, seen, meanwhile),
    before: [...opening, ...before],
  }));
  await aFewAtOnce(worlds, async ({ world, before }) => {
    for (const sketches of before) await world.commit(sketches);
  });
  return worlds.map(({ world }) => world);
}

/** Runs one check on all companies, each at moments of its own. */
export async function runCheck(
  { kinds, moments, run }: ReadCheck,
  worlds: readonly World[],
  seen: Seen,
): Promise<void> {
  await aFewAtOnce(worlds, async (world) => {
    for (let n = 0; n < moments; n += 1) await run(world);
  });
  seen.expect(kinds, 1);
}

/** What was answered once is answered again by the same bytes, though much was written meanwhile. */
export async function expectSameAnswers(worlds: readonly World[], seen: Seen): Promise<void> {
  await aFewAtOnce(worlds, (world) => world.expectSameAnswers());
  seen.expect(['repeated answers', 'commits while reading'], worlds.length);
}

/** Lives that many companies, and compares all that is read of them. */
export async function expectReads(subject: Subject, companies: number): Promise<void> {
  const seen = new Seen();
  const worlds = await liveCompanies(subject, companies, seen);
  for (const check of READ_CHECKS) await runCheck(check, worlds, seen);
  await expectSameAnswers(worlds, seen);
}

/** Enough to have different companies in flight side by side, and not so many that a small machine times out. */
const AT_ONCE = 3;

async function aFewAtOnce<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const workOn = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, workOn));
}
