// Small commits through the store, for tests.
import type { EntityChange } from '../../../core/commit.ts';
import type { Id, Tenant } from '../../../core/ids.ts';
import { type Instant, OPEN_END } from '../../../core/instant.ts';
import type { PostgresStore } from '../../../stores/postgres/store.ts';

export interface Stated {
  readonly id: Id;
  readonly type?: string;
  readonly name?: string | null;
  readonly validFrom?: number;
  readonly validTo?: number;
}

/** A change that gives an entity a name over a period; without a name it says that it is not there. */
export function change({ id, type = 'Customer', name = 'A', ...period }: Stated, systemTime: Instant): EntityChange {
  const nameField = type === 'Load' ? 'reference' : 'name';
  return {
    kind: 'entity',
    entity: { type, id },
    validFrom: (period.validFrom ?? 1_000) as Instant,
    validTo: (period.validTo ?? OPEN_END) as Instant,
    systemTime,
    values: name === null ? null : { fields: { [nameField]: name }, attributes: null },
  };
}

/** Opens a commit, applies it and ends it in the given state; returns its system time. */
export async function commit(
  store: PostgresStore,
  tenant: Tenant,
  stated: readonly Stated[],
  end: 'committed' | 'quarantined' | 'pending' = 'committed',
): Promise<Instant> {
  const { systemTime, dead } = await store.ledger.open(tenant, [...new Set(stated.map(({ id }) => id))], 'test');
  const changes = stated.map((each) => change(each, systemTime));
  await store.participant.apply({ tenant, systemTime, dead, changes });
  if (end === 'quarantined') await store.ledger.settle(tenant, systemTime, 'aborting');
  if (end !== 'pending') await store.ledger.settle(tenant, systemTime, end);
  return systemTime;
}
