// What a look at a store found, one finding for each thing looked at: how it is, and what mends it.

/** A note is worth knowing; a warning will hurt some day; a fault keeps Asof from working, or from keeping its word. */
export type FindingLevel = 'ok' | 'note' | 'warning' | 'fault';

/** What is looked at, in the order in which it is shown. Programs rely on these names. */
export const CHECKS = [
  'configuration',
  'reachable',
  'tls',
  'login',
  'version',
  'database',
  'role',
  'rights',
  'extensions',
  'migrations',
  'writable',
  'disk',
  'durability',
  'connections',
  'clock',
  'embeddings',
  'finished',
] as const;

export type CheckName = (typeof CHECKS)[number];

/** What was found, and how to mend it. */
export interface Trouble {
  /** One sentence; never a secret. */
  readonly found: string;
  /** One or two sentences. */
  readonly remedy: string;
  /** What to type, where there is such a thing: a statement for the store, or a line for a shell. */
  readonly command?: string;
}

export interface Finding {
  readonly check: CheckName;
  readonly level: FindingLevel;
  readonly found: string;
  readonly remedy: string | null;
  readonly command: string | null;
}

/** How a store's clock compares with this machine's, in µs. */
export interface ClockReading {
  /** How far the store's is ahead; negative when it is behind. */
  readonly aheadMicros: number;
  /** By how much that may be wrong: half of the time that asking took. */
  readonly errorMicros: number;
}

/** Filled while a store is looked at, so that what is known at a deadline is not lost. */
export class StoreReport {
  readonly #findings: Finding[] = [];
  clock: ClockReading | undefined;

  get findings(): readonly Finding[] {
    return [...this.#findings].sort((a, b) => CHECKS.indexOf(a.check) - CHECKS.indexOf(b.check));
  }

  /** Takes over what another look found amiss, with words before it that say whose look that was. */
  addTroubles(other: StoreReport, prefix: string): void {
    const amiss = other.#findings.filter(({ level }) => level === 'fault' || level === 'warning');
    this.#findings.push(...amiss.map((finding) => ({ ...finding, found: prefix + finding.found })));
  }

  ok(check: CheckName, found: string): void {
    this.#findings.push({ check, level: 'ok', found, remedy: null, command: null });
  }

  note(check: CheckName, found: string, remedy: string | null = null, command: string | null = null): void {
    this.#findings.push({ check, level: 'note', found, remedy, command });
  }

  warning(check: CheckName, { found, remedy, command = '' }: Trouble): void {
    this.#findings.push({ check, level: 'warning', found, remedy, command: command || null });
  }

  fault(check: CheckName, { found, remedy, command = '' }: Trouble): void {
    this.#findings.push({ check, level: 'fault', found, remedy, command: command || null });
  }
}
