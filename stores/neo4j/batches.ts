// Large lists go to the server in batches, so that no statement grows without a limit.

/** How many rows one statement takes. */
const BATCH_ROWS_MAX = 20_000;

/** The list in pieces of at most 20,000; an empty list has none. */
export function* batched<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += BATCH_ROWS_MAX) yield list.slice(start, start + BATCH_ROWS_MAX);
}
