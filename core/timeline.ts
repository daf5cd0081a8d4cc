// How a statement about a period changes what is known: pure, and the same for every store.
import { type Instant, OPEN_END } from './instant.ts';
import { overlaps, subtract } from './interval.ts';
import { type Rectangle, validInterval } from './window.ts';

/** One row of what was known: a rectangle with values. */
export interface Version<Values> extends Rectangle {
  readonly values: Values;
}

/** What a commit states of one entity: these values, or nothing (null), over [validFrom, validTo). */
export interface Statement<Values> {
  readonly validFrom: Instant;
  readonly validTo: Instant;
  /** The system time of the commit that states it. */
  readonly systemTime: Instant;
  readonly values: Values | null;
}

export interface TimelineChange<Values> {
  /** Versions that were open before, each with the system time that ends it. */
  readonly closed: readonly { readonly version: Version<Values>; readonly systemTo: Instant }[];
  /** New versions; in a bootstrap load one may have been ended already by a later statement of the same batch. */
  readonly opened: readonly Version<Values>[];
}

/**
 * Applies statements to the open versions of one entity, in the order given (system times never fall). A version
 * that a statement overlaps is ended, and what the statement leaves of its period is stated again; nothing is edited.
 */
export function applyStatements<Values>(
  open: readonly Version<Values>[],
  statements: readonly Statement<Values>[],
): TimelineChange<Values> {
  const before = new Set(open);
  const closed: { version: Version<Values>; systemTo: Instant }[] = [];
  const ended: Version<Values>[] = [];
  let current: readonly Version<Values>[] = open;

  for (const statement of statements) {
    const period = { from: statement.validFrom, to: statement.validTo };
    const next: Version<Values>[] = [];
    for (const version of current) {
      if (!overlaps(validInterval(version), period)) {
        next.push(version);
        continue;
      }
      if (before.has(version)) closed.push({ version, systemTo: statement.systemTime });
      else if (version.systemFrom < statement.systemTime) ended.push({ ...version, systemTo: statement.systemTime });
      for (const rest of subtract(validInterval(version), period)) {
        next.push(openVersion(rest.from, rest.to, statement.systemTime, version.values));
      }
    }
    if (statement.values !== null) {
      next.push(openVersion(period.from, period.to, statement.systemTime, statement.values));
    }
    current = next;
  }
  return { closed, opened: [...ended, ...current.filter((version) => !before.has(version))] };
}

function openVersion<Values>(
  validFrom: Instant,
  validTo: Instant,
  systemFrom: Instant,
  values: Values,
): Version<Values> {
  return { validFrom, validTo, systemFrom, systemTo: OPEN_END, values };
}
