// Batching of store reads: all keys that one level of a query asks for go to the store in one call.
import DataLoader from 'dataloader';
import type { Moment } from '../../core/moment.ts';
import type { ReadScope } from '../../core/reads.ts';
import type { RequestContext } from './context.ts';

/** More keys than this are read in several calls, so that no statement grows without limit. */
const BATCH_SIZE_MAX = 10_000;

interface KeyAtMoment {
  readonly moment: Moment;
}

interface BatchOptions<Key> {
  /** Tells keys apart, besides their moments. */
  readonly keyOf: (key: Key) => string;
  /** Keys of one group are read in one call: what the store takes once for all keys. Default: one group. */
  readonly groupOf?: (key: Key) => string;
}

/**
 * A loader of what stores read at moments. It waits until the system time of every key is reached; keys whose time
 * cannot be reached, or whose store call fails, get that error, and no others do.
 */
export function momentLoader<Key extends KeyAtMoment, Value>(
  context: RequestContext,
  read: (scope: ReadScope, keys: readonly Key[]) => Promise<readonly Value[]>,
  options: BatchOptions<Key>,
): DataLoader<Key, Value, string> {
  const load = async (keys: readonly Key[]): Promise<(Value | Error)[]> => {
    const results = new Array<Value | Error>(keys.length);
    const reached = await reachAll(context, keys, results);
    await Promise.all(
      groups(keys, reached, options.groupOf).map((group) => readGroup(context, keys, group, results, read)),
    );
    return results;
  };
  return new DataLoader(load, {
    maxBatchSize: BATCH_SIZE_MAX,
    cacheKeyFn: (key) => `${key.moment.validTime}@${key.moment.systemTime} ${options.keyOf(key)}`,
  });
}

/** A loader of what does not depend on a moment: one call for all keys, which all fail with it. */
export function batchLoader<Key, Value>(
  context: RequestContext,
  read: (scope: ReadScope, keys: readonly Key[]) => Promise<readonly Value[]>,
  keyOf: (key: Key) => string,
): DataLoader<Key, Value, string> {
  const load = async (keys: readonly Key[]) => read(context.scope(), keys);
  return new DataLoader<Key, Value, string>(load, { maxBatchSize: BATCH_SIZE_MAX, cacheKeyFn: keyOf });
}

/** The indexes of the keys whose system time is reached; the others' errors go into the results. */
async function reachAll<Value>(
  context: RequestContext,
  keys: readonly KeyAtMoment[],
  results: (Value | Error)[],
): Promise<number[]> {
  const failures = new Map<number, Error>();
  const times = new Set(keys.map((key) => key.moment.systemTime));
  await Promise.all(
    [...times].map((time) => context.reach(time).catch((error: unknown) => failures.set(time, asError(error)))),
  );
  const reached: number[] = [];
  for (const [index, key] of keys.entries()) {
    const failure = failures.get(key.moment.systemTime);
    if (failure) results[index] = failure;
    else reached.push(index);
  }
  return reached;
}

function groups<Key>(
  keys: readonly Key[],
  indexes: readonly number[],
  groupOf: ((key: Key) => string) | undefined,
): number[][] {
  const byGroup = new Map<string, number[]>();
  for (const index of indexes) {
    const name = groupOf ? groupOf(keys[index] as Key) : '';
    const group = byGroup.get(name);
    if (group) group.push(index);
    else byGroup.set(name, [index]);
  }
  return [...byGroup.values()];
}

async function readGroup<Key, Value>(
  context: RequestContext,
  keys: readonly Key[],
  indexes: readonly number[],
  results: (Value | Error)[],
  read: (scope: ReadScope, keys: readonly Key[]) => Promise<readonly Value[]>,
): Promise<void> {
  try {
    const values = await read(
      context.scope(),
      indexes.map((index) => keys[index] as Key),
    );
    if (values.length !== indexes.length)
      throw new Error(`A store answered ${values.length} of ${indexes.length} keys.`);
    for (const [place, index] of indexes.entries()) results[index] = values[place] as Value;
  } catch (error) {
    for (const index of indexes) results[index] = asError(error);
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
