// Compares the clocks of the stores with this machine's, and with each other.
import { type Instant, instant } from '../../core/instant.ts';
import type { ClockReading, StoreReport } from '../../core/store-report.ts';

const DIFFERENCE_MAX_MICROS = 1_000_000;

/** This machine's clock, to the millisecond. */
export const systemClock = (): Instant => instant(Date.now() * 1_000);

/** What PostgreSQL's clock says is when things came to be known, so the others are held against it. */
export function compareClocks(postgres: StoreReport, others: readonly StoreReport[]): void {
  const reference = postgres.clock;
  if (reference) tell(postgres, reference, 'this machine’s');
  for (const report of others) {
    if (!report.clock) continue;
    if (reference) tell(report, difference(report.clock, reference), 'PostgreSQL’s');
    else tell(report, report.clock, 'this machine’s');
  }
}

/** What one clock is ahead of another, each compared with this machine's. */
const difference = (a: ClockReading, b: ClockReading): ClockReading => ({
  aheadMicros: a.aheadMicros - b.aheadMicros,
  errorMicros: a.errorMicros + b.errorMicros,
});

function tell(report: StoreReport, { aheadMicros, errorMicros }: ClockReading, whose: string): void {
  // What may be owed to the time that asking took is no difference.
  const sure = Math.abs(aheadMicros) - errorMicros;
  const seconds = (Math.abs(aheadMicros) / 1_000_000).toFixed(3);
  const side = aheadMicros < 0 ? 'behind' : 'ahead of';
  if (sure <= DIFFERENCE_MAX_MICROS) {
    report.ok('clock', `${sure <= 0 ? 'the same as' : `${seconds} s ${side}`} ${whose}`);
    return;
  }
  report.warning('clock', {
    found: `its clock is ${seconds} s ${side} ${whose}`,
    remedy:
      'Let NTP keep the clocks of all machines. System times come from PostgreSQL’s clock alone, but what others write, Graphiti above all, carries theirs.',
    command: 'timedatectl set-ntp true && timedatectl status',
  });
}
