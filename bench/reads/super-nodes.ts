// An entity with a tenth of all facts and one with very many versions, each beside an ordinary one, in turn.
import type { Moment } from '../../core/moment.ts';
import { at, busyCount, busyCustomer, CHRONICLE, HOURS, HUB, type Size } from './company.ts';
import { dice, type Timing, timeInTurn } from './measure.ts';
import * as operations from './operations.ts';
import { randomMoment, readByGateway } from './point-reads.ts';
import type { Ways } from './ways.ts';

export interface Beside {
  readonly name: string;
  readonly ordinary: Timing;
  readonly large: Timing;
  /** How many times as long the large one takes, by the median. */
  readonly ratio: number;
}

const SEED = 20_220_202;

type Read = (customer: number, moment: Moment) => Promise<unknown>;

/** Reads of both, at now and at random moments. */
export async function compareSuperNodes(ways: Ways, size: Size, runs: number): Promise<readonly Beside[]> {
  const random = dice(SEED);
  const ordinary = (): number => busyCustomer(Math.floor(random() * busyCount(size)));
  const now: Moment = { validTime: at(HOURS), systemTime: at(HOURS - 1) };
  const by =
    (operation: operations.Operation): Read =>
    (customer, moment) =>
      operations.ask(ways, operation, { customer, other: customer, moment, before: moment });
  const point: Read = (customer, moment) => readByGateway(ways, { customer, moment });
  const reads: readonly (readonly [name: string, large: number, read: Read])[] = [
    ['facts(first: 20)', HUB, by(operations.FACTS)],
    ['factHistory(first: 20)', HUB, by(operations.FACT_HISTORY)],
    ['point read with facts', HUB, point],
    ['history(first: 20)', CHRONICLE, by(operations.HISTORY_VALID)],
    ['history(first: 20, axis: SYSTEM)', CHRONICLE, by(operations.HISTORY_SYSTEM)],
    ['point read with versions', CHRONICLE, point],
  ];
  const results: Beside[] = [];
  for (const [name, large, read] of reads) {
    for (const [when, momentOf] of [
      ['now', () => now],
      ['at random moments', () => randomMoment(random)],
    ] as const) {
      const works = [() => read(ordinary(), momentOf()), () => read(large, momentOf())];
      const [small, big] = await timeInTurn(works, runs);
      if (small && big)
        results.push({ name: `${name}, ${when}`, ordinary: small, large: big, ratio: big.p50 / small.p50 });
    }
  }
  return results;
}
