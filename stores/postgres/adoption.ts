// How far the adoption of a tenant's graph is: kept in the ledger, so that one that was interrupted goes on.
import type { JsonValue } from '../../core/commit.ts';
import type { Tenant } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { PostgresClients } from './client.ts';
import { type PostgresLedger, toInstant } from './ledger.ts';

/** `bootstrap`: the past goes into an empty tenant, unseen until the end. `commits`: each batch is a commit. */
export type AdoptionMode = 'bootstrap' | 'commits';

export interface AdoptionRecord {
  readonly state: 'running' | 'done';
  readonly mode: AdoptionMode;
  /** As it was saved last. */
  readonly progress: JsonValue;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
}

export type AdoptionOpening =
  | {
      readonly outcome: 'opened' | 'resumed';
      readonly mode: AdoptionMode;
      readonly progress: JsonValue;
      readonly startedAt: Instant;
      /** PostgreSQL's. */
      readonly clock: Instant;
    }
  /** `running`: another process is at it. `abandoned`: a bootstrap load that is not the adoption's was left behind. */
  | { readonly outcome: 'done' | 'running' | 'abandoned' };

export interface Adoptions {
  /** What is kept of the tenant's adoption; null when it was never begun. */
  read(tenant: Tenant): Promise<AdoptionRecord | null>;
  /** Opens an adoption, or goes on with one that was left behind; `restart` gives up a load that is not its own. */
  open(tenant: Tenant, restart: boolean): Promise<AdoptionOpening>;
  /** Keeps how far it is, and returns PostgreSQL's clock; null when it is another process's by now. */
  save(tenant: Tenant, progress: JsonValue): Promise<Instant | null>;
  /** Lets another process go on at once. */
  release(tenant: Tenant): Promise<void>;
  /** Ends it: all of it can be seen. False when it is another process's by now. */
  close(tenant: Tenant, progress: JsonValue): Promise<boolean>;
}

interface OpeningRow {
  readonly outcome: AdoptionOpening['outcome'];
  readonly mode: AdoptionMode;
  readonly progress: JsonValue;
  readonly started_at: string;
  readonly clock: string;
}

interface RecordRow {
  readonly state: AdoptionRecord['state'];
  readonly mode: AdoptionMode;
  readonly progress: JsonValue;
  readonly started_at: string;
  readonly finished_at: string | null;
}

/** @param ledger whose bootstrap loads an adoption's is one of */
export function adoptions(clients: PostgresClients, { holder }: PostgresLedger): Adoptions {
  return {
    async read(tenant) {
      const text = 'SELECT state, mode, progress, started_at, finished_at FROM ledger.read_adoption()';
      const [row] = await clients.query<RecordRow>(tenant, { text, values: [] });
      if (!row) return null;
      const { state, mode, progress, started_at, finished_at } = row;
      const finishedAt = finished_at === null ? null : toInstant(finished_at);
      return { state, mode, progress, startedAt: toInstant(started_at), finishedAt };
    },

    async open(tenant, restart) {
      const text = 'SELECT outcome, mode, progress, started_at, clock FROM ledger.open_adoption($1, $2)';
      const [row] = await clients.query<OpeningRow>(tenant, { text, values: [holder, restart] });
      if (!row) throw new Error('ledger.open_adoption returned no row');
      const { outcome, mode, progress, started_at, clock } = row;
      if (outcome !== 'opened' && outcome !== 'resumed') return { outcome };
      return { outcome, mode, progress, startedAt: toInstant(started_at), clock: toInstant(clock) };
    },

    async save(tenant, progress) {
      const text = 'SELECT ledger.save_adoption($1, $2::jsonb, false) AS clock';
      const values = [holder, JSON.stringify(progress)];
      const [row] = await clients.query<{ clock: string | null }>(tenant, { text, values });
      return row?.clock ? toInstant(row.clock) : null;
    },

    async release(tenant) {
      await clients.query(tenant, { text: 'SELECT ledger.save_adoption($1, NULL, true)', values: [holder] });
    },

    async close(tenant, progress) {
      const text = 'SELECT ledger.close_adoption($1, $2::jsonb) AS closed';
      const values = [holder, JSON.stringify(progress)];
      const [row] = await clients.query<{ closed: boolean }>(tenant, { text, values });
      return row?.closed ?? false;
    },
  };
}
