// Shows how far an import is: a bar on a terminal, a line every few seconds elsewhere.
import { SingleBar } from 'cli-progress';
import type { Progress } from '../subgraphs/ledger/import/load.ts';

export interface ProgressView {
  show(progress: Progress): void;
  stop(): void;
}

const LINE_EVERY_MS = 5_000;
const BAR = '{phase} [{bar}] {percentage} % · {value}/{total} rows · {rate} rows/s · {left} left · {faults} left out';

export const showsNothing: ProgressView = { show: () => undefined, stop: () => undefined };

/** @param stream where it is shown; by default standard error, so that standard output has the result alone */
export function progressView(stream: NodeJS.WriteStream = process.stderr): ProgressView {
  return stream.isTTY ? barView(stream) : lineView(stream);
}

function barView(stream: NodeJS.WriteStream): ProgressView {
  const bar = new SingleBar({ format: BAR, stream, hideCursor: true, clearOnComplete: false, etaBuffer: 5 });
  const speed = new Speed();
  let started = false;
  return {
    show(progress) {
      const { phase, rows, rowsTotal, rowsLeftOut } = progress;
      if (phase === 'checking' || rowsTotal === null) return void stream.write(`\rchecking · ${rows} rows`);
      if (!started) {
        stream.write('\r');
        bar.start(rowsTotal, 0, { phase, rate: 0, left: '–', faults: 0 });
        started = true;
      }
      const { perSecond, secondsLeft } = speed.of(rows, rowsTotal);
      bar.update(rows, { phase, rate: perSecond, left: inWords(secondsLeft), faults: rowsLeftOut });
    },
    stop() {
      if (started) bar.stop();
    },
  };
}

function lineView(stream: NodeJS.WriteStream): ProgressView {
  const speed = new Speed();
  let last = performance.now();
  return {
    show({ phase, rows, rowsTotal, rowsLeftOut }) {
      const { perSecond, secondsLeft } =
        phase === 'loading' ? speed.of(rows, rowsTotal ?? rows) : { perSecond: 0, secondsLeft: 0 };
      if (performance.now() - last < LINE_EVERY_MS && rows !== rowsTotal) return;
      last = performance.now();
      if (phase === 'checking') stream.write(`checking: ${rows} rows\n`);
      else {
        const left = rowsLeftOut > 0 ? `, ${rowsLeftOut} left out` : '';
        stream.write(
          `loading: ${rows} of ${rowsTotal} rows, ${perSecond} rows/s, ${inWords(secondsLeft)} left${left}\n`,
        );
      }
    },
    stop: () => undefined,
  };
}

/** Rows in a second since loading began, which is when it is asked first. */
class Speed {
  #start: number | undefined;

  of(rows: number, rowsTotal: number): { readonly perSecond: number; readonly secondsLeft: number } {
    this.#start ??= performance.now();
    const seconds = (performance.now() - this.#start) / 1_000;
    const perSecond = seconds > 0 ? Math.round(rows / seconds) : 0;
    return { perSecond, secondsLeft: perSecond > 0 ? Math.ceil((rowsTotal - rows) / perSecond) : 0 };
  }
}

function inWords(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
