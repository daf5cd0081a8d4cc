// Keeps the planner's statistics abreast of bulk writes. Until they know of a tenant's rows, lists of it are planned as
// if it had none; autovacuum notices within a minute or more, an import's first reader comes sooner.
import { LRUCache } from 'lru-cache';
import type { Tenant } from '../../core/ids.ts';
import type { EntityType } from '../../core/registry.ts';
import type { PostgresClients } from './client.ts';

const FIRST_ROWS = 1_000;
const TRACKED_MAX = 1_000;

export class Statistics {
  readonly #clients: PostgresClients;
  /** Rows that this process wrote, and how many they must be for the next refresh: twice as many each time. */
  readonly #written = new LRUCache<string, { rows: number; next: number }>({ max: TRACKED_MAX });

  constructor(clients: PostgresClients) {
    this.#clients = clients;
  }

  /** Counts rows written, and refreshes the table's statistics when there are many more than the last time. */
  async count(tenant: Tenant, type: EntityType, rows: number): Promise<void> {
    const key = `${tenant} ${type.table}`;
    const written = this.#written.get(key) ?? { rows: 0, next: FIRST_ROWS };
    written.rows += rows;
    const isDue = written.rows >= written.next;
    if (isDue) written.next = written.rows * 2;
    this.#written.set(key, written);
    if (!isDue) return;
    // It makes reads faster and nothing wrong: where the app may not do it, PostgreSQL warns and goes on.
    const statement = { text: `ANALYZE (SKIP_LOCKED) ${type.table}`, values: [] };
    await this.#clients.query(tenant, statement).catch(() => undefined);
  }
}
