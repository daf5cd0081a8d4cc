// The context of one request to a subgraph: whose data it reads, at which moment, and until when it may take.
import { AsofError } from '../../core/errors.ts';
import { HEADERS, type RequestHeaders } from '../../core/headers.ts';
import { parseTenant, type Tenant } from '../../core/ids.ts';
import { type Instant, parseInstant } from '../../core/instant.ts';
import type { Moment } from '../../core/moment.ts';
import type { Now, NowReading } from '../../core/now.ts';
import type { ReadScope } from '../../core/reads.ts';

/** The argument `at` of a root field. */
export interface AsOfArgument {
  readonly validTime?: Instant | null;
  readonly systemTime?: Instant | null;
}

/** What the headers of a request ask for. */
interface Requested {
  readonly validTime: Instant | null;
  readonly systemTime: Instant | null;
  readonly minSystemTime: Instant | null;
}

/** The moment of the request, for `extensions.asOf`. */
export interface UsedMoment {
  readonly moment: Moment;
  readonly warning: string | null;
}

/**
 * Reads the context from headers; the one function that does, in process and over HTTP alike. A subgraph trusts its
 * caller, as Federation has it: who may name a tenant is the gateway's to check.
 * @throws AsofError INSTANT_INVALID, INSTANT_OUT_OF_RANGE, TENANT_INVALID
 */
export function createContext(
  headers: RequestHeaders,
  options: { readonly now: Now; readonly tenant: Tenant; readonly signal: AbortSignal },
): RequestContext {
  const tenantText = headers[HEADERS.tenant];
  const tenant = tenantText === undefined ? options.tenant : parseTenant(tenantText);
  const requested = {
    validTime: instantOf(headers, HEADERS.validTime),
    systemTime: instantOf(headers, HEADERS.systemTime),
    minSystemTime: instantOf(headers, HEADERS.minSystemTime),
  };
  return new RequestContext(tenant, requested, options.now, options.signal);
}

export class RequestContext {
  readonly tenant: Tenant;
  readonly signal: AbortSignal;
  readonly #requested: Requested;
  readonly #now: Now;
  readonly #reached = new Map<Instant, Promise<void>>();
  #base: Promise<UsedMoment> | undefined;
  #used: UsedMoment | undefined;

  constructor(tenant: Tenant, requested: Requested, now: Now, signal: AbortSignal) {
    this.tenant = tenant;
    this.signal = signal;
    this.#requested = requested;
    this.#now = now;
  }

  /** The moment that root fields fell back to, once one of them has asked for it. */
  get used(): UsedMoment | undefined {
    return this.#used;
  }

  /**
   * The moment at which a root field reads: on each axis its clause `at`, else the header, else now. Its system time
   * has been reached when the promise resolves.
   * @throws AsofError SYSTEM_TIME_IN_FUTURE, SYSTEM_TIME_NOT_REACHED, STORE_UNAVAILABLE
   */
  async momentAt(at: AsOfArgument | null | undefined): Promise<Moment> {
    this.#base ??= this.#readBase();
    const { moment } = await this.#base;
    const chosen = {
      validTime: at?.validTime ?? moment.validTime,
      systemTime: at?.systemTime ?? moment.systemTime,
    };
    await this.reach(chosen.systemTime);
    return chosen;
  }

  /** Waits, bounded, until this process has followed the ledger to a system time. */
  reach(systemTime: Instant): Promise<void> {
    let reached = this.#reached.get(systemTime);
    if (!reached) {
      reached = this.#now.reach(this.tenant, systemTime);
      this.#reached.set(systemTime, reached);
    }
    return reached;
  }

  /**
   * What a store is given to read by: taken anew for each store call, after its system times were reached, so that
   * all commits that are dead by then are in it.
   * @throws AsofError REQUEST_TIMEOUT when the request has passed its deadline
   */
  scope(): ReadScope {
    if (this.signal.aborted) throw new AsofError('REQUEST_TIMEOUT', 'The request has passed its deadline.');
    return { tenant: this.tenant, dead: this.#now.dead(this.tenant) };
  }

  async #readBase(): Promise<UsedMoment> {
    const { validTime, systemTime, minSystemTime } = this.#requested;
    if (minSystemTime !== null) await this.reach(minSystemTime);
    this.#used =
      validTime !== null && systemTime !== null
        ? { moment: { validTime, systemTime }, warning: null }
        : merge(this.#requested, await this.#now.read(this.tenant));
    return this.#used;
  }
}

function merge(requested: Requested, now: NowReading): UsedMoment {
  const moment = {
    validTime: requested.validTime ?? now.validTime,
    systemTime: requested.systemTime ?? now.systemTime,
  };
  return { moment, warning: now.warning };
}

function instantOf(headers: RequestHeaders, name: string): Instant | null {
  const text = headers[name];
  return text === undefined ? null : parseInstant(text);
}
