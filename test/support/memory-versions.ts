// What reads in memory have in common: versions that are visible at a moment, and pages of what was found.
import type { EntityValues } from '../../core/commit.ts';
import type { Moment } from '../../core/moment.ts';
import type { Page, ReadScope, RecordVersion } from '../../core/reads.ts';
import { boundsKnownAt, isVisible } from '../../core/visibility.ts';
import type { MemoryParticipant, MemoryVersion } from './memory-ledger.ts';

/** The versions of a tenant that are visible at a moment, with their bounds as they were known then. */
export function visibleAt(store: MemoryParticipant, scope: ReadScope, moment: Moment): MemoryVersion[] {
  return store.versions
    .filter((version) => version.tenant === scope.tenant && isVisible(version, moment, scope.dead))
    .map((version) => boundsKnownAt(version, moment.systemTime, scope.dead));
}

export const boundsOf = ({ id, validFrom, validTo, systemFrom, systemTo }: MemoryVersion) => ({
  id,
  validFrom,
  validTo,
  systemFrom,
  systemTo,
});

export const pageOf = <T>(items: readonly T[], first: number): Page<T> => ({
  items: items.slice(0, first),
  hasNextPage: items.length > first,
});

export function recordOf(
  version: MemoryVersion,
  typeName?: string,
): (RecordVersion & { readonly type: string }) | undefined {
  const change = version.values;
  if (change.kind !== 'entity' || (typeName !== undefined && change.entity.type !== typeName)) return undefined;
  return { ...boundsOf(version), type: change.entity.type, values: change.values as EntityValues };
}
