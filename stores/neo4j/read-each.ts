// Runs one statement for all keys of a read, and hands its rows out by key.
import { AsofError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { EARLIEST, type Instant, OPEN_END } from '../../core/instant.ts';
import type { Moment } from '../../core/moment.ts';
import type { Direction, FactFilter, ReadScope, TimePosition } from '../../core/reads.ts';
import type { Neo4jClient } from './client.ts';
import type { Parameter, Parameters } from './parameters.ts';

/** More keys than a page of pages can have; a loader that goes past it is at fault. */
const KEYS_MAX = 20_000;

/** What every statement that reads is given besides its keys. */
export function scopeParameters({ tenant, dead }: ReadScope): Parameters {
  return { tenant, dead: [...dead], openEnd: OPEN_END };
}

/**
 * Runs one query for all keys and returns its rows by the index of their key.
 * @throws AsofError REQUEST_TOO_LARGE, STORE_UNAVAILABLE, STORE_TIMEOUT
 */
export async function readEach<Row extends { readonly index: number }>(
  client: Neo4jClient,
  query: string,
  scope: ReadScope,
  keys: readonly Parameters[],
  parameters: Parameters = {},
): Promise<Map<number, Row>> {
  if (keys.length === 0) return new Map();
  if (keys.length > KEYS_MAX) {
    throw new AsofError('REQUEST_TOO_LARGE', `One read of the graph takes ${KEYS_MAX} keys; ${keys.length} arrived.`);
  }
  const rows = await client.read<Row>(query, {
    ...parameters,
    ...scopeParameters(scope),
    keys: keys.map((key, index): Parameter => ({ ...key, index })),
  });
  return new Map(rows.map((row) => [row.index, row]));
}

/** The bounds within which versions are read: those visible at a moment, or all of a history's on its way. */
export function boundsOf({ validTime, systemTime }: Moment, range: FactFilter['range'] = 'VISIBLE'): Parameters {
  return {
    validTime: range === 'VALID' ? OPEN_END : validTime,
    validAfter: range === 'VALID' ? EARLIEST : validTime,
    systemTime,
    systemAfter: range === 'SYSTEM' ? EARLIEST : systemTime,
  };
}

/** Where a page begins: `afterId` and `beforeId` hold for what begins at `afterAt` only. */
export function positionBounds(after: TimePosition | null, order: Direction): Parameters {
  if (after === null) return { afterAt: OPEN_END, ...ANY_ID };
  return order === 'ASC'
    ? { afterAt: after.at, ...ANY_ID, afterId: after.id }
    : { afterAt: after.at, ...ANY_ID, beforeId: after.id };
}

/** Every id lies between. */
const ANY_ID = { afterId: '', beforeId: '~' };

/**
 * The spans of validFrom in which a page of versions is sought: what began by the moment's system time, and, later,
 * what was stated ahead of it. What begins later than the system time and was not stated ahead is not known yet.
 */
export function validSpans(
  moment: Moment,
  range: FactFilter['range'],
  after: TimePosition | null,
  order: Direction,
): Parameters {
  const { systemTime } = moment;
  const first = after && order === 'ASC' ? after.at : EARLIEST;
  const latest = range === 'VALID' ? OPEN_END : moment.validTime;
  const last = after && order === 'DESC' ? earlier(after.at, latest) : latest;
  return {
    from: first,
    to: earlier(last, systemTime),
    aheadFrom: Math.max(first, systemTime + 1),
    aheadTo: last,
  };
}

/** The span of systemFrom in which a page of versions is sought. */
export function systemSpan({ systemTime }: Moment, after: TimePosition | null, order: Direction): Parameters {
  return {
    from: after && order === 'ASC' ? after.at : EARLIEST,
    to: after && order === 'DESC' ? earlier(after.at, systemTime) : systemTime,
  };
}

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

export const momentKey = ({ id, moment }: { readonly id: Id; readonly moment: Moment }): Parameters => ({
  id,
  validTime: moment.validTime,
  systemTime: moment.systemTime,
});
