// Adopts a graph of 100,000 edges, interrupted and resumed once, and compares what is read with a list scan.
import neo4j from 'neo4j-driver';
import { adoptInto } from '../cli/adopt-graphiti.ts';
import { progressView } from '../cli/import-progress.ts';
import type { Stores } from '../cli/open-stores.ts';
import { withStores } from '../cli/with-stores.ts';
import { newId, parseTenant, type Tenant } from '../core/ids.ts';
import { type Instant, parseInstant } from '../core/instant.ts';
import { isGraphitiFactVisible } from '../core/visibility.ts';
import { deleteGraph, type WrittenGraph, writeGraph } from './graphiti-graph.ts';

/** What the product promises for 100,000 edges on two cores. */
const SECONDS_MAX = 300;
const PROMISED_EDGES = 100_000;
const COMPARISONS = 500;
const HOUR = 3_600_000_000;

/** @returns whether every answer was right and the promise was kept */
export async function run({ size = PROMISED_EDGES }: { readonly size?: number }): Promise<boolean> {
  return withStores(async ({ stores, config }) => {
    const { uri, user, password } = config.stores.neo4j ?? { uri: '', user: '', password: '' };
    const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
    const tenant = parseTenant(`bench-${newId()}`);
    try {
      console.error(`Writing ${size} edges as Graphiti writes them`);
      const graph = await writeGraph(driver, tenant, size, Math.random);
      const interrupted = await adoptFor(stores, tenant, 0.4);
      const resumed = await adoptFor(stores, tenant, 1);
      const wrong = await compare(stores, tenant, graph);
      const seconds = interrupted + resumed;
      const fits = seconds < SECONDS_MAX * Math.max(1, size / PROMISED_EDGES);
      console.log(
        `adoption: ${size} edges in ${seconds.toFixed(1)} s (${interrupted.toFixed(1)} s, interrupted, then ${resumed.toFixed(1)} s); ${COMPARISONS} reads compared, ${wrong} wrong; at most ${SECONDS_MAX} s: ${fits ? 'kept' : 'NOT KEPT'}`,
      );
      return fits && wrong === 0;
    } finally {
      for (const store of [stores.neo4j, stores.vectors, stores.postgres]) await store.participant.purge(tenant);
      await deleteGraph(driver, tenant);
      await driver.close();
    }
  });
}

/** Adopts until a share of all elements is done; returns the seconds that it took. */
async function adoptFor(stores: Stores, tenant: Tenant, share: number): Promise<number> {
  const since = performance.now();
  const stop = new AbortController();
  const view = progressView();
  const progress = {
    stop: () => view.stop(),
    show: (shown: Parameters<typeof view.show>[0]): void => {
      view.show(shown);
      if (share < 1 && shown.rowsTotal !== null && shown.rows > shown.rowsTotal * share) stop.abort();
    },
  };
  try {
    await adoptInto({ stores, tenant, progress, signal: stop.signal });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  return (performance.now() - since) / 1_000;
}

async function compare(stores: Stores, tenant: Tenant, { nodes, edges }: WrittenGraph): Promise<number> {
  const ofNode = Map.groupBy(
    edges.flatMap((edge) => [...new Set([edge.subject, edge.object])].map((uuid) => ({ uuid, edge }))),
    (one) => one.uuid,
  );
  const from = parseInstant('2025-01-01');
  const { systemTime: last } = await stores.postgres.now.read(tenant);
  let wrong = 0;
  for (let n = 0; n < COMPARISONS; n += 1) {
    const uuid = nodes[Math.floor(Math.random() * nodes.length)] ?? '';
    const at = (): Instant => (from + Math.floor(Math.random() * 400 * 24) * HOUR) as Instant;
    const moment = { validTime: at(), systemTime: Math.min(at(), last) as Instant };
    const expected = (ofNode.get(uuid) ?? []).filter(({ edge }) => isGraphitiFactVisible(edge, moment)).length;
    const scope = { tenant, dead: stores.postgres.now.dead(tenant) };
    const [entity] = await stores.postgres.reads.lookup(scope, [{ source: 'neo4j', type: null, externalId: uuid }]);
    const filter = { range: 'VISIBLE', names: null, direction: 'BOTH', where: null } as const;
    const [found] = entity ? await stores.neo4j.reads.factCounts(scope, filter, [{ id: entity.id, moment }]) : [];
    if ((found?.total ?? 0) !== expected) wrong += 1;
  }
  return wrong;
}
