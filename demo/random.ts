// A small generator of random numbers from a seed (sfc32): the same seed gives the same demo, byte for byte.
import { createHash } from 'node:crypto';

export class Random {
  readonly #state: Int32Array;

  /** @param name keeps the parts of the demo apart: one more draw in one does not change the others */
  constructor(seed: number, name: string) {
    const bytes = createHash('sha256').update(`${seed}:${name}`).digest();
    this.#state = new Int32Array([0, 4, 8, 12].map((at) => bytes.readInt32LE(at)));
  }

  /** At least 0 and below 1. */
  next(): number {
    const [a = 0, b = 0, c = 0, counter = 0] = this.#state;
    const sum = (a + b + counter) | 0;
    this.#state.set([b ^ (b >>> 9), (c + (c << 3)) | 0, (((c << 21) | (c >>> 11)) + sum) | 0, (counter + 1) | 0]);
    return (sum >>> 0) / 4_294_967_296;
  }

  /** A whole number from `min` up to and with `max`. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.int(0, choices.length - 1)];
    if (choice === undefined) throw new RangeError('nothing to pick from');
    return choice;
  }
}
