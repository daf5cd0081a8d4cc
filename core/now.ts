// The port through which a process knows "now": how far it has followed the ledger, and PostgreSQL's clock.
import type { Tenant } from './ids.ts';
import type { Instant } from './instant.ts';
import type { DeadCommits } from './visibility.ts';

export interface NowReading {
  /** F: the watermark to which this process has followed the tenant's ledger. */
  readonly systemTime: Instant;
  /** The later of F and PostgreSQL's clock as last read plus elapsed time; never this machine's own clock. */
  readonly validTime: Instant;
  /** Set while the ledger cannot be read, so that F stands still: since when, in words for the client. */
  readonly warning: string | null;
}

export interface Now {
  /**
   * Reads now, from memory once the tenant is followed.
   * @throws AsofError STORE_UNAVAILABLE when the ledger was never read
   */
  read(tenant: Tenant): Promise<NowReading>;
  /**
   * Waits, bounded, until this process has followed the ledger to a system time. One between F and the clock is
   * granted: the ledger then never hands out a T at or below it.
   * @throws AsofError SYSTEM_TIME_IN_FUTURE, SYSTEM_TIME_NOT_REACHED, STORE_UNAVAILABLE
   */
  reach(tenant: Tenant, systemTime: Instant): Promise<void>;
  /**
   * The dead commits at or below F, of a tenant that was read or reached before.
   * @throws AsofError STORE_UNAVAILABLE when it is followed no more: without them, what was undone would be seen
   */
  dead(tenant: Tenant): DeadCommits;
}
