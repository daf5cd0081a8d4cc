// How long something takes: percentiles over many runs, one after the other, several at once, or two things in turn.

export interface Timing {
  /** Milliseconds. */
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  /** Runs in a second. */
  readonly rate: number;
}

/** Takes the number of the run. */
export type Work = (run: number) => Promise<unknown>;

/** The stores’ own machinery is as fast as it gets after some hundred runs. */
const WARM_UP_SHARE = 0.5;

/** What is slow is run as often as fits in. */
const LIMIT_MS = 10_000;

/** Random numbers from 0 to below 1, the same ones for the same seed (Mulberry32). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Times `runs` runs, `atOnce` at a time, after some that do not count. */
export async function time(work: Work, runs: number, atOnce = 1): Promise<Timing> {
  await all(work, Math.ceil(runs * WARM_UP_SHARE), atOnce);
  const since = performance.now();
  const durations = await all((run) => work(run + runs), runs, atOnce);
  return { ...percentiles(durations), rate: (durations.length / (performance.now() - since)) * 1_000 };
}

/** Times several things in turn, so that what else the machine does is shared by all. */
export async function timeInTurn(works: readonly Work[], runs: number): Promise<readonly Timing[]> {
  for (const work of works) await all(work, Math.ceil(runs * WARM_UP_SHARE), 1);
  const durations = works.map((): number[] => []);
  for (let run = 0; run < runs; run += 1) {
    for (const [place, work] of works.entries()) durations[place]?.push(await timed(work, run + runs));
  }
  return durations.map((each) => ({ ...percentiles(each), rate: 1_000 / (each.reduce((a, b) => a + b, 0) / runs) }));
}

async function all(work: Work, runs: number, atOnce: number): Promise<number[]> {
  const durations: number[] = [];
  const since = performance.now();
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < runs && performance.now() - since < LIMIT_MS) {
      const run = next;
      next += 1;
      durations.push(await timed(work, run));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return durations;
}

async function timed(work: Work, run: number): Promise<number> {
  const since = performance.now();
  await work(run);
  return performance.now() - since;
}

function percentiles(durations: readonly number[]): Omit<Timing, 'rate'> {
  const sorted = [...durations].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99) };
}
