// The rows that reads go by: those of the tenant alone, through a view that lets every index serve, and the words for
// where a version lies in time (docs/decisions/0007-reads-through-views.md).
import type { Instant } from '../../core/instant.ts';
import type { EntityType } from '../../core/registry.ts';
import type { DeadCommits } from '../../core/visibility.ts';

/** The view of a type's versions. Statements name the tenant all the same. */
export const viewOf = (type: EntityType): string => `${type.table}_own`;

/** The rectangle of the version `v`, in inclusive µs: system time across, valid time up. */
export const RECTANGLE = 'rectangle(v.valid_from, v.valid_to, v.system_from, v.system_to)';

/** The dead commits at or below a system time, as a parameter; later ones change nothing at it. */
export const deadUpTo = (dead: DeadCommits, systemTime: Instant): Instant[] => [...dead].filter((t) => t <= systemTime);

/** The newest system time of keys, which says which dead commits matter to them. */
export const newestOf = (times: readonly Instant[]): Instant =>
  times.reduce<number>((newest, time) => Math.max(newest, time), 0) as Instant;

/** Instants of a parameter of µs. */
export const instantsOf = (parameter: string): string =>
  `ARRAY(SELECT instant(t) FROM unnest(${parameter}::bigint[]) t)`;
