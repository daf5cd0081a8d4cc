// Conditions on points, by indexed fields of the payload alone; the tenant is in each of them.
import type { Schemas } from '@qdrant/js-client-rest';
import type { Id, Tenant } from '../../../core/ids.ts';
import { type Instant, OPEN_END } from '../../../core/instant.ts';
import type { Moment } from '../../../core/moment.ts';
import type { ReadScope } from '../../../core/reads.ts';

type Filter = Schemas['Filter'];
type Condition = Schemas['Condition'];
type Range = Schemas['Range'];
type Bound = 'valid_from' | 'valid_to' | 'system_from' | 'system_to';

const is = (key: string, value: string | number): Condition => ({ key, match: { value } });
const among = (key: string, values: readonly string[] | readonly number[]): Condition => ({
  key,
  match: { any: [...values] as string[] | number[] },
});
const within = (key: Bound, range: Range): Condition => ({ key, range });

/** Entities that are visible at a moment; `ids` leaves these alone. */
export function visibleEntities({ tenant, dead }: ReadScope, moment: Moment, ids?: readonly Id[]): Filter {
  const { validTime, systemTime } = moment;
  // What died later is hidden, or open, at this moment anyway.
  const died = [...dead].filter((time) => time <= systemTime);
  const isOpen = within('system_to', { gt: systemTime });
  return {
    must: [
      is('tenant', tenant),
      is('kind', 'entity'),
      ...(ids ? [among('id', ids)] : []),
      within('valid_from', { lte: validTime }),
      within('valid_to', { gt: validTime }),
      within('system_from', { lte: systemTime }),
      died.length === 0 ? isOpen : { should: [isOpen, among('system_to', died)] },
    ],
    ...(died.length > 0 && { must_not: [among('system_from', died)] }),
  };
}

/** What is open of some ids, and what ended at an instant or later. */
export const notEndedBefore = (tenant: Tenant, ids: readonly Id[], since: Instant): Filter => ({
  must: [is('tenant', tenant), among('id', ids), within('system_to', { gte: since })],
});

/** Some points. */
export const somePoints = (tenant: Tenant, pointIds: readonly string[]): Filter => ({
  must: [is('tenant', tenant), { has_id: [...pointIds] }],
});

/** The open ones among some points. */
export const openPoints = (tenant: Tenant, pointIds: readonly string[]): Filter => ({
  must: [is('tenant', tenant), { has_id: [...pointIds] }, is('system_to', OPEN_END)],
});

/** What commits wrote (`system_from`) or ended (`system_to`), of some ids or of all. */
export const ofCommits = (
  tenant: Tenant,
  bound: 'system_from' | 'system_to',
  times: readonly Instant[],
  ids?: readonly Id[],
): Filter => ({ must: [is('tenant', tenant), ...(ids ? [among('id', ids)] : []), among(bound, times)] });

export const ofTenant = (tenant: Tenant): Filter => ({ must: [is('tenant', tenant)] });
