// A bound on how much goes on at once: what is too much waits for its turn.

/** Runs work when it is its turn; rejects with the signal's reason when that comes first. */
export type TakeTurn = <Result>(work: () => Promise<Result>, signal: AbortSignal) => Promise<Result>;

/** Lets at most `max` pieces of work go on at a time; the others wait, first come, first served. */
export function turns(max: number): TakeTurn {
  let free = max;
  const waiting = new Set<() => void>();

  const enter = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.delete(start);
        reject(signal.reason);
      };
      const start = (): void => {
        waiting.delete(start);
        signal.removeEventListener('abort', leave);
        resolve();
      };
      waiting.add(start);
      signal.addEventListener('abort', leave, { once: true });
    });

  return async (work, signal) => {
    signal.throwIfAborted();
    if (free > 0) free -= 1;
    else await enter(signal);
    try {
      return await work();
    } finally {
      const [next] = waiting;
      if (next) next();
      else free += 1;
    }
  };
}
