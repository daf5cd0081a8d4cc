// Facts as statements return them, and as the rest of Asof knows them.
import type { EntityRef } from '../../core/commit.ts';
import type { Id } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import { COUNT_MAX, type Count, type FactVersion, type Page, type ReadScope } from '../../core/reads.ts';
import { boundsKnownAt } from '../../core/visibility.ts';

/** A fact as `fact-row.cypher` lists its properties. */
export type FactRow = readonly [
  id: Id,
  name: string,
  fact: string,
  episodes: readonly Id[],
  subject: Id,
  subjectType: string,
  object: Id,
  objectType: string,
  validFrom: Instant,
  validTo: Instant,
  systemFrom: Instant,
  systemTo: Instant,
];

/** The fact of a row, with its bounds as they were known at a system time. */
export function toFact(row: FactRow, scope: ReadScope, systemTime: Instant): FactVersion {
  const [id, name, fact, episodes, subject, subjectType, object, objectType, validFrom, validTo, systemFrom, systemTo] =
    row;
  const version: FactVersion = {
    id,
    subject: { id: subject, type: subjectType } satisfies EntityRef,
    object: { id: object, type: objectType } satisfies EntityRef,
    validFrom,
    validTo,
    systemFrom,
    systemTo,
    values: { name, fact, episodes },
  };
  return boundsKnownAt(version, systemTime, scope.dead);
}

/** A page of rows that were read with one to look ahead. */
export function pageOf<Row, Item>(
  rows: readonly Row[] | undefined,
  first: number,
  toItem: (row: Row) => Item,
): Page<Item> {
  const found = rows ?? [];
  return { items: found.slice(0, first).map(toItem), hasNextPage: found.length > first };
}

/** A count that was taken with one to look ahead. */
export const toCount = (counted: number | undefined): Count => {
  const total = counted ?? 0;
  return { total: Math.min(total, COUNT_MAX), isExact: total <= COUNT_MAX };
};
