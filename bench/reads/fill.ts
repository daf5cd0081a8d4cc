// Fills the stores with a company once: a bootstrap load of a tenant, whose end is what says that all of it is there.

import type { Stores } from '../../cli/open-stores.ts';
import { parseTenant, type Tenant } from '../../core/ids.ts';
import type { Neo4jOptions } from '../../stores/neo4j/client.ts';
import { at, HOURS, type Size } from './company.ts';
import { fillGraph } from './fill-graph.ts';
import { fillRecords } from './fill-records.ts';

/** Counts up when what is written changes, so that a company which an older bench wrote is not taken for this one. */
const FORMAT = 1;
const TIMES_MAX = 10_000;
const SAY_EVERY_MS = 5_000;

export const tenantOf = ({ versions, facts }: Size): Tenant =>
  parseTenant(`bench-reads-${FORMAT}-${versions}-${facts}`);

export interface FillTarget {
  readonly stores: Stores;
  readonly ownerUrl: string;
  readonly neo4j: Neo4jOptions;
  /** Whether nobody else uses the stores. */
  readonly isAlone: boolean;
}

/** Fills the tenant unless that was done before; returns the seconds that it took. */
export async function fill(
  { stores, ownerUrl, neo4j, isAlone }: FillTarget,
  tenant: Tenant,
  size: Size,
): Promise<number> {
  const { ledger, now } = stores.postgres;
  if ((await now.read(tenant)).systemTime > 0) return 0;
  const since = performance.now();
  if ((await ledger.openBootstrap(tenant, false)) === 'abandoned') {
    await Promise.all([stores.postgres, stores.neo4j].map(({ participant }) => participant.purge(tenant)));
    await ledger.openBootstrap(tenant, true);
  }
  const show = shower();
  // Recording, even nothing, says that the load is alive.
  const options = (store: string) => ({
    size,
    tenant,
    onRows: async (rows: number): Promise<void> => {
      show(store, rows);
      await ledger.recordBootstrap(tenant, []);
    },
  });
  await Promise.all([
    fillRecords(ownerUrl, isAlone, options('versions')),
    fillGraph(neo4j, options('versions of facts')),
  ]);
  const hours = Array.from({ length: HOURS }, (_, hour) => at(hour));
  for (let from = 0; from < hours.length; from += TIMES_MAX) {
    await ledger.recordBootstrap(tenant, hours.slice(from, from + TIMES_MAX));
  }
  await ledger.closeBootstrap(tenant);
  return (performance.now() - since) / 1_000;
}

function shower(): (what: string, rows: number) => void {
  const counts = new Map<string, number>();
  let said = 0;
  return (what, rows) => {
    counts.set(what, rows);
    if (performance.now() - said < SAY_EVERY_MS) return;
    said = performance.now();
    console.error(`Filling: ${[...counts].map(([name, count]) => `${count} ${name}`).join(', ')}`);
  };
}
