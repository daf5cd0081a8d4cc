// What checks have seen, by kind: a check that never saw what it is for proves nothing.
import { expect } from 'vitest';

export class Seen {
  readonly #counts = new Map<string, number>();

  count(kind: string, times = 1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + times);
  }

  /** Fails unless each kind was seen at least so often. */
  expect(kinds: readonly string[], timesMin: number): void {
    const rare = kinds.filter((kind) => (this.#counts.get(kind) ?? 0) < timesMin);
    expect(
      rare,
      `seen fewer than ${timesMin} times, of ${JSON.stringify(Object.fromEntries([...this.#counts].sort()))}`,
    ).toEqual([]);
  }
}
