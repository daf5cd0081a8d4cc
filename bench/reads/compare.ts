// Compares what is read with what the company's formulas say, before anything is timed.
import { isDeepStrictEqual } from 'node:util';
import type { Moment } from '../../core/moment.ts';
import {
  type BenchFact,
  busyCount,
  busyCustomer,
  CHRONICLE,
  courseOf,
  entityCount,
  HUB,
  type Size,
  statementAt,
} from './company.ts';
import {
  customersAt,
  differenceOf,
  factNode,
  factStarts,
  factsOf,
  filteredPage,
  groupsOf,
  historyPage,
  mentionNames,
  neighborIds,
  PAGE,
  totalOf,
  visibleFacts,
} from './expected.ts';
import { dice } from './measure.ts';
import * as operations from './operations.ts';
import {
  expectedPoint,
  type PointRead,
  randomCustomer,
  randomMoment,
  readByClients,
  readByGateway,
  readBySubgraphs,
} from './point-reads.ts';
import type { Json, Ways } from './ways.ts';

export interface Comparison {
  readonly compared: number;
  readonly wrong: number;
}

/** How many reads are compared: of a small company fewer, because tests wait for it. */
const COUNTS = { large: { points: 200, customers: 20 }, small: { points: 40, customers: 6 } };
const MOMENTS = 3;
const SEED = 20_200_101;
const SHOWN_MAX = 5;

/** Counts what differs, and shows the first of it on standard error. */
class Comparer {
  compared = 0;
  wrong = 0;

  check(what: string, found: unknown, expected: unknown): void {
    this.compared += 1;
    if (isDeepStrictEqual(found, expected)) return;
    this.wrong += 1;
    if (this.wrong > SHOWN_MAX) return;
    console.error(`WRONG: ${what}\n  found    ${JSON.stringify(found)}\n  expected ${JSON.stringify(expected)}`);
  }
}

export async function compareAnswers(
  ways: Ways,
  { tenant, size, isLarge }: { readonly tenant: string; readonly size: Size; readonly isLarge: boolean },
): Promise<Comparison> {
  const comparer = new Comparer();
  const random = dice(SEED);
  const { points, customers } = isLarge ? COUNTS.large : COUNTS.small;
  const reads = Array.from({ length: points }, (): PointRead => {
    return { customer: randomCustomer(size, random), moment: randomMoment(random) };
  });
  await comparePoints(comparer, ways, tenant, size, reads);
  const some = Array.from({ length: customers }, () => busyCustomer(Math.floor(random() * busyCount(size))));
  await compareCustomers(comparer, ways, size, [HUB, CHRONICLE, ...some], random);
  await compareLists(comparer, ways, size, random);
  return comparer;
}

async function comparePoints(
  comparer: Comparer,
  ways: Ways,
  tenant: string,
  size: Size,
  reads: readonly PointRead[],
): Promise<void> {
  const facts = factsOf(size, new Set(reads.map(({ customer }) => customer)));
  for (const read of reads) {
    const expected = expectedPoint(size, read, facts.get(read.customer) ?? []);
    const what = `customer ${read.customer} at ${JSON.stringify(read.moment)}`;
    comparer.check(`${what} by the gateway`, await readByGateway(ways, read), expected);
    comparer.check(`${what} by the subgraphs`, await readBySubgraphs(ways, read), expected);
    comparer.check(`${what} by the clients`, await readByClients(ways, tenant, read), expected);
  }
}

/** Each at some moments. */
async function compareCustomers(
  comparer: Comparer,
  ways: Ways,
  size: Size,
  customers: readonly number[],
  random: () => number,
): Promise<void> {
  const facts = factsOf(size, new Set(customers));
  for (const customer of customers) {
    for (let n = 0; n < MOMENTS; n += 1) {
      const asked = {
        customer,
        other: Math.floor(random() * entityCount(size)),
        moment: randomMoment(random),
        before: randomMoment(random),
      };
      const isThere = statementAt(courseOf(size, customer), asked.moment) >= 0;
      if (isThere) await compareCustomer(comparer, ways, size, asked, facts.get(customer) ?? []);
    }
  }
}

interface CustomerAnswer {
  readonly history: { readonly nodes: readonly Json[] };
  readonly facts: { readonly nodes: readonly Json[] };
  readonly factHistory: { readonly nodes: readonly Json[] };
  readonly mentions: { readonly nodes: readonly Json[] };
  readonly neighbors: { readonly nodes: readonly Json[] };
  readonly diff: Json & { readonly facts: { readonly nodes: readonly Json[] } };
}

async function compareCustomer(
  comparer: Comparer,
  ways: Ways,
  size: Size,
  asked: operations.Asked,
  facts: readonly BenchFact[],
): Promise<void> {
  const { customer, moment, before } = asked;
  const read = async (operation: operations.Operation): Promise<CustomerAnswer> =>
    (await operations.ask<{ customer: CustomerAnswer }>(ways, operation, asked)).customer;
  const check = (operation: operations.Operation, found: unknown, expected: unknown): void =>
    comparer.check(`${operation.name}, customer ${customer} at ${JSON.stringify(moment)}`, found, expected);

  for (const [operation, axis] of [
    [operations.HISTORY_VALID, 'VALID'],
    [operations.HISTORY_SYSTEM, 'SYSTEM'],
  ] as const) {
    const { history } = await read(operation);
    check(operation, history.nodes, historyPage(size, customer, axis, moment));
  }
  const seen = visibleFacts(facts, moment);
  const page = (await read(operations.FACTS)).facts.nodes;
  check(
    operations.FACTS,
    page,
    seen.slice(0, PAGE).map((fact) => factNode(fact, moment)),
  );
  const versions = (await read(operations.FACT_HISTORY)).factHistory.nodes.map(({ validFrom }) => validFrom);
  check(operations.FACT_HISTORY, versions, factStarts(facts, moment));
  const episodes = (await read(operations.MENTIONS)).mentions.nodes.map(({ name }) => name);
  check(operations.MENTIONS, episodes, mentionNames(size, customer, moment));
  if (customer !== HUB) {
    const near = (await read(operations.NEIGHBORS)).neighbors.nodes.map(({ id }) => id);
    check(operations.NEIGHBORS, near, neighborIds(customer, facts, moment));
  }
  const { kind, fields, facts: changed } = (await read(operations.DIFFERENCE)).diff;
  const found = { kind, ...(kind === 'ADDED' ? {} : { fields }), facts: changed.nodes };
  check(operations.DIFFERENCE, found, differenceOf(size, customer, before, moment, facts));
}

async function compareLists(comparer: Comparer, ways: Ways, size: Size, random: () => number): Promise<void> {
  for (let n = 0; n < MOMENTS; n += 1) {
    const moment: Moment = randomMoment(random);
    const asked = { customer: 0, other: 0, moment, before: moment };
    const customers = customersAt(size, moment);
    const read = async (operation: operations.Operation) =>
      (await operations.ask<{ customers: Json & { nodes: readonly Json[]; aggregate: Json } }>(ways, operation, asked))
        .customers;
    comparer.check(operations.FILTERED.name, (await read(operations.FILTERED)).nodes, filteredPage(customers));
    comparer.check(operations.TOTAL.name, await read(operations.TOTAL), totalOf(customers));
    const { groups } = (await read(operations.AGGREGATE)).aggregate as { readonly groups: readonly Group[] };
    comparer.check(operations.AGGREGATE.name, groups.map(readGroup), groupsOf(customers));
  }
}

interface Group {
  readonly keys: readonly { readonly value: unknown }[];
  readonly count: number;
  readonly values: readonly { readonly sum: string }[];
}

const readGroup = ({ keys, count, values }: Group): Json => ({
  tier: keys[0]?.value,
  count,
  sum: Number(values[0]?.sum),
});
