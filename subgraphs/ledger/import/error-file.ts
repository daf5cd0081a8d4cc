// The error file of an import: one JSON line for each reason why a row was left out. It is made when there is one.
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { AsofError } from '../../../core/errors.ts';
import type { RowFault } from './faults.ts';

export class ErrorFile {
  readonly path: string;
  #stream: WriteStream | undefined;
  #failure: unknown;

  constructor(path: string) {
    this.path = path;
  }

  /** Deletes what an earlier import left under that name. */
  async clear(): Promise<void> {
    await rm(this.path, { force: true });
  }

  /** @throws AsofError USAGE when the file cannot be written */
  async write(faults: readonly RowFault[]): Promise<void> {
    this.#stream ??= this.#open();
    const lines = faults.map((fault) => `${JSON.stringify(fault)}\n`).join('');
    const drained = this.#stream.write(lines) || once(this.#stream, 'drain');
    await Promise.resolve(drained).catch((error: unknown) => {
      this.#failure ??= error;
    });
    this.#check();
  }

  /** Whether there was anything to write. */
  async close(): Promise<boolean> {
    if (!this.#stream) return false;
    this.#stream.end();
    await finished(this.#stream).catch((error: unknown) => {
      this.#failure ??= error;
    });
    this.#check();
    return true;
  }

  #open(): WriteStream {
    const stream = createWriteStream(this.path, { mode: 0o600 });
    stream.on('error', (error) => {
      this.#failure = error;
    });
    return stream;
  }

  #check(): void {
    if (this.#failure === undefined) return;
    const why = this.#failure instanceof Error ? this.#failure.message : String(this.#failure);
    throw new AsofError('USAGE', `The error file ${this.path} cannot be written (${why}).`, { cause: this.#failure });
  }
}
