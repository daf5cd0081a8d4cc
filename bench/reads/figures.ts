// Times the read side, and prints a line for each kind of read.
import { at, busyCount, busyCustomer, entityCount, HOURS, type Size } from './company.ts';
import { dice, type Timing, time, timeInTurn } from './measure.ts';
import { type Asked, ask, OPERATIONS } from './operations.ts';
import {
  type PointRead,
  randomCustomer,
  randomMoment,
  readByClients,
  readByCypher,
  readByGateway,
  readBySql,
  readBySubgraphs,
} from './point-reads.ts';
import { compareSuperNodes } from './super-nodes.ts';
import type { Ways } from './ways.ts';

export interface Figures {
  /** Of a customer with its facts at a random moment, through the gateway, one after the other. */
  readonly point: Timing;
  /** Operations that did not answer. */
  readonly failures: number;
  /** Of the slowest super-node. */
  readonly ratioMax: number;
}

const SEED = 20_240_404;
/** Where store calls are counted: everything is there. */
const ANY = {
  customer: busyCustomer(0),
  moment: { validTime: at(HOURS), systemTime: at(HOURS - 1) },
  before: { validTime: at(HOURS / 2), systemTime: at(HOURS - 1) },
};
const WARM_UP_ROUNDS = 2;
const POINT_RUNS = 1_000;
const OPERATION_RUNS = 100;
const SUPER_NODE_RUNS = 200;
/** Of a company that is too small to promise anything. */
const SMALL_SHARE = 0.05;
const AT_ONCE = 16;

export interface Measured {
  readonly ways: Ways;
  readonly tenant: string;
  readonly size: Size;
  /** Statements that have left this process so far, by store. */
  readonly calls: Readonly<Record<string, number>>;
  /** Whether enough runs are made to promise anything. */
  readonly isLarge: boolean;
}

/** Has stores that just started plan each statement, which takes them seconds; what fails then may answer the next time. */
export async function warmUp(ways: Ways, size: Size): Promise<void> {
  const random = dice(SEED + 2);
  const reads = [
    () => readByGateway(ways, { customer: busyCustomer(0), moment: randomMoment(random) }),
    ...OPERATIONS.map((operation) => () => ask(ways, operation, { ...ANY, other: entityCount(size) - 1 })),
  ];
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) for (const read of reads) await read().catch(() => undefined);
}

export async function measure(measured: Measured): Promise<Figures> {
  const share = measured.isLarge ? 1 : SMALL_SHARE;
  const point = await measurePoints(measured, POINT_RUNS * share);
  const failures = await measureOperations(measured, OPERATION_RUNS * share);
  const besides = await compareSuperNodes(measured.ways, measured.size, SUPER_NODE_RUNS * share);
  console.log(row('super-nodes', 'ordinary p50', 'large p50', 'ratio'));
  for (const { name, ordinary, large, ratio } of besides) {
    console.log(row(name, inMs(ordinary.p50), inMs(large.p50), ratio.toFixed(2)));
  }
  return { point, failures, ratioMax: Math.max(...besides.map(({ ratio }) => ratio)) };
}

async function measurePoints({ ways, tenant, size }: Measured, runs: number): Promise<Timing> {
  const random = dice(SEED);
  const any = (): PointRead => ({ customer: randomCustomer(size, random), moment: randomMoment(random) });
  const reads: readonly (readonly [name: string, read: () => Promise<unknown>])[] = [
    ['through the gateway, over HTTP', () => readByGateway(ways, any())],
    ['by the two subgraphs', () => readBySubgraphs(ways, any())],
    ['bare SQL, then bare Cypher', () => readByClients(ways, tenant, any())],
    ['bare SQL alone', () => readBySql(ways, tenant, any())],
    ['bare Cypher alone', () => readByCypher(ways, tenant, any())],
  ];
  const inTurn = await timeInTurn(
    reads.map(([, read]) => read),
    runs,
  );
  const atOnce = await time(() => readByGateway(ways, any()), runs, AT_ONCE);
  console.log(row('a customer with its facts', 'p50', 'p90', 'p99', '  a second'));
  for (const [place, timing] of inTurn.entries()) console.log(rowOf(reads[place]?.[0] ?? '', timing, rateOf(timing)));
  console.log(rowOf(`through the gateway, ${AT_ONCE} at once`, atOnce, rateOf(atOnce)));
  return inTurn[0] as Timing;
}

const rateOf = ({ rate }: Timing): string => rate.toFixed(0);

/** Returns how many operations did not answer. */
async function measureOperations({ ways, size, calls }: Measured, runs: number): Promise<number> {
  const random = dice(SEED + 1);
  const any = (): Asked => ({
    customer: busyCustomer(Math.floor(random() * busyCount(size))),
    other: Math.floor(random() * entityCount(size)),
    moment: randomMoment(random),
    before: randomMoment(random),
  });
  console.log(row('other reads', 'p50', 'p90', 'p99', '  store calls'));
  let failures = 0;
  for (const operation of OPERATIONS) {
    try {
      const timing = await time(() => ask(ways, operation, any()), runs);
      const before = { ...calls };
      await ask(ways, operation, { ...ANY, other: busyCustomer(1) });
      const made = Object.entries(calls).map(([store, count]) => [store, count - (before[store] ?? 0)] as const);
      const shown = made.filter(([, count]) => count > 0).map(([store, count]) => `${store} ${count}`);
      console.log(rowOf(operation.name, timing, shown.join(', ')));
    } catch (error) {
      failures += 1;
      console.log(`FAILED ${operation.name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return failures;
}

export const NAME_WIDTH = 44;
const FIGURE_WIDTH = 12;

const inMs = (ms: number): string => `${ms.toFixed(2)} ms`;

function rowOf(name: string, { p50, p90, p99 }: Timing, last: string): string {
  return row(name, inMs(p50), inMs(p90), inMs(p99), `  ${last}`);
}

/** A line of a table; the last column may be as wide as it likes. */
function row(name: string, ...figures: readonly string[]): string {
  const columns = figures.map((figure, place) => (place < 3 ? figure.padStart(FIGURE_WIDTH) : figure));
  return `${name.padEnd(NAME_WIDTH)}${columns.join('')}`;
}
