// Opens PostgreSQL as Asof's store of records, its ledger and its clock.
import type { Participant } from '../../core/commit.ts';
import { registry } from '../../core/entity-types.ts';
import type { Now } from '../../core/now.ts';
import type { RecordReads } from '../../core/reads.ts';
import type { Registry } from '../../core/registry.ts';
import { type Adoptions, adoptions } from './adoption.ts';
import { type ClientOptions, PostgresClients } from './client.ts';
import { type FollowerOptions, LedgerFollower } from './follower.ts';
import { type IdMap, idMap } from './id-map.ts';
import { type Lease, takeLease } from './lease.ts';
import { type LedgerOptions, PostgresLedger } from './ledger.ts';
import { migratePostgres } from './migrate.ts';
import { recordParticipant } from './participant.ts';
import { recordReads } from './reads.ts';

export interface PostgresOptions extends ClientOptions, LedgerOptions, Omit<FollowerOptions, keyof ClientOptions> {
  /** URL of the role that owns the schema: when given, the migrations are applied first. */
  readonly ownerUrl?: string;
  /** Default: the types that Asof comes with. */
  readonly registry?: Registry;
}

export interface PostgresStore {
  readonly reads: RecordReads;
  readonly ledger: PostgresLedger;
  readonly participant: Participant;
  readonly now: Now;
  readonly ids: IdMap;
  readonly adoptions: Adoptions;
  /** Takes a lease that one process at a time can hold; null while another one does. */
  takeLease(name: string): Promise<Lease | null>;
  /** Ends all connections, once the work in flight has ended. */
  close(): Promise<void>;
}

/**
 * Opens the store. It connects when it is first used, and again by itself whenever a connection was lost.
 * @throws AsofError MIGRATION_REFUSED, STORE_UNAVAILABLE: only when there is an `ownerUrl`
 */
export async function openPostgres(options: PostgresOptions): Promise<PostgresStore> {
  if (options.ownerUrl) await migratePostgres({ ownerUrl: options.ownerUrl });
  const clients = new PostgresClients(options);
  const ledger = new PostgresLedger(clients, options);
  const now = new LedgerFollower(ledger, options);
  return {
    reads: recordReads(clients),
    ledger,
    participant: recordParticipant(clients, options.registry ?? registry),
    now,
    ids: idMap(clients),
    adoptions: adoptions(clients, ledger),
    takeLease: (name) => takeLease(options, name),
    close: async () => {
      await now.close();
      await clients.close();
    },
  };
}
