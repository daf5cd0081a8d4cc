// An adopted graph answers as the rule of Graphiti's times says, however often and wherever the adoption was cut off.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adoptInto } from '../../../cli/adopt-graphiti.ts';
import type { Stores } from '../../../cli/open-stores.ts';
import type { EntityRef } from '../../../core/commit.ts';
import { graphitiId } from '../../../core/graphiti-ids.ts';
import { newId, type Tenant } from '../../../core/ids.ts';
import { type Instant, OPEN_END } from '../../../core/instant.ts';
import type { Moment } from '../../../core/moment.ts';
import { graphitiFactRectangles, isGraphitiFactVisible } from '../../../core/visibility.ts';
import { openDatabase } from '../../stores/postgres/database.ts';
import { NEWEST } from '../../support/fact-queries.ts';
import { randomFrom } from '../../support/histories.ts';
import { adopted, anyTimes, newTenant, openTestStores, START, type TestEdge, TestGraph } from './graph.ts';

const DAY = 86_400_000_000;
const MOMENTS = 600;
const ENTITIES = 60;
const EDGES = 600;

let stores: Stores;
beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores.close());

type Edge = TestEdge & Parameters<typeof isGraphitiFactVisible>[0];

/** A graph of 60 nodes and 600 edges, with every pattern of nulls among them. */
async function writeGraph(group: string, seed: number): Promise<{ graph: TestGraph; nodes: string[]; edges: Edge[] }> {
  const graph = new TestGraph(group);
  const random = randomFrom(seed);
  const nodes = Array.from({ length: ENTITIES }, () => randomUUID());
  const labels = [['Customer'], ['Driver'], ['Depot'], []];
  await graph.nodes(nodes.map((uuid, n) => ({ uuid, labels: labels[n % 4] ?? [], createdAt: START })));
  const pick = (): string => nodes[Math.floor(random() * nodes.length)] ?? '';
  const edges = fc
    .sample(anyTimes, { numRuns: EDGES, seed })
    .map((times) => ({ uuid: randomUUID(), from: pick(), to: pick(), ...times }));
  await graph.edges(edges);
  return { graph, nodes, edges };
}

function momentsOf(edges: readonly Edge[], seed: number): Moment[] {
  const random = randomFrom(seed);
  const bounds = edges.flatMap((e) => [e.createdAt, e.expiredAt, e.validAt, e.invalidAt, e.referenceTime]);
  const known = bounds.filter((at) => at !== null);
  const near = () => (known[Math.floor(random() * known.length)] ?? START) + Math.floor(random() * 3) - 1;
  const any = () => START + Math.floor(random() * 42 * DAY) - DAY;
  return Array.from({ length: MOMENTS }, (_, n) => {
    const [validTime, systemTime] = n % 2 === 0 ? [near(), near()] : [any(), any()];
    return { validTime: validTime as Instant, systemTime: systemTime as Instant };
  });
}

/** The facts of some nodes at some moments, by store and by a scan of the list; sorted. */
async function compare(
  tenant: Tenant,
  nodes: readonly string[],
  edges: readonly Edge[],
  seed: number,
): Promise<number> {
  const random = randomFrom(seed + 1);
  const scope = { tenant, dead: new Set<Instant>() };
  let facts = 0;
  const keys = momentsOf(edges, seed).map((moment) => {
    const uuid = nodes[Math.floor(random() * nodes.length)] ?? '';
    return { uuid, id: graphitiId(uuid, START), moment, after: null };
  });
  const pages = await stores.neo4j.reads.facts(scope, { ...NEWEST, first: 1_000 }, keys);
  for (const [index, { uuid, moment }] of keys.entries()) {
    const wanted = edges
      .filter((edge) => (edge.from === uuid || edge.to === uuid) && isGraphitiFactVisible(edge, moment))
      .map((edge) => graphitiId(edge.uuid, edge.createdAt));
    const got = pages[index]?.items.map(({ id }) => id) ?? [];
    expect(got.toSorted(), JSON.stringify({ uuid, moment })).toEqual(wanted.toSorted());
    facts += wanted.length;
  }
  return facts;
}

describe('an adopted graph', () => {
  it('has the facts that the rule says, at every moment, and leaves Graphiti’s elements as they were', async () => {
    const tenant = newTenant();
    const { graph, nodes, edges } = await writeGraph(tenant, 1);
    const before = await graph.dump();
    const report = await adopted({ stores, tenant });
    expect(report).toMatchObject({ mode: 'bootstrap', resumed: false, read: { nodes: 60, edges: 600, episodes: 0 } });
    expect(report.unknownLabels).toEqual({ Depot: 15 });
    expect(report.counts.validAtMissing).toBe(edges.filter(({ validAt }) => validAt === null).length);
    expect(await compare(tenant, nodes, edges, 1)).toBeGreaterThan(500);
    expect(await graph.dump()).toBe(before);
    await graph.close();
  });

  it('is adopted once: running again changes nothing and says so', async () => {
    const tenant = newTenant();
    const { graph, nodes, edges } = await writeGraph(tenant, 2);
    await adopted({ stores, tenant });
    const watermark = await stores.postgres.now.read(tenant);
    expect(await adoptInto({ stores, tenant })).toEqual({ outcome: 'before' });
    expect((await stores.postgres.now.read(tenant)).systemTime).toBe(watermark.systemTime);
    await compare(tenant, nodes, edges, 2);
    await graph.close();
  });

  it('is gone on with where it was cut off, with nothing seen before the end', async () => {
    const tenant = newTenant();
    const { graph, nodes, edges } = await writeGraph(tenant, 3);
    const stop = new AbortController();
    let batches = 0;
    const onProgress = (): void => {
      batches += 1;
      if (batches === 6) stop.abort();
    };
    const cut = adoptInto({
      stores,
      tenant,
      batchSizeMax: 50,
      signal: stop.signal,
      progress: { show: onProgress, stop: () => undefined },
    });
    await expect(cut).rejects.toMatchObject({ name: 'AbortError' });
    expect((await stores.postgres.now.read(tenant)).systemTime).toBe(0);
    const other = await openTestStores();
    const report = await adopted({ stores: other, tenant, batchSizeMax: 70 });
    expect(report).toMatchObject({ resumed: true, mode: 'bootstrap', read: { nodes: 60, edges: 600 } });
    await other.close();
    await compare(tenant, nodes, edges, 3);
    await graph.close();
  });

  it('is the same when all that was written is written once more', async () => {
    const tenant = newTenant();
    const { graph, nodes, edges } = await writeGraph(tenant, 4);
    await graph.episodes([{ uuid: randomUUID(), createdAt: START, validAt: null, mentions: nodes.slice(0, 3) }]);
    const stop = new AbortController();
    const show = ({ rows }: { rows: number }): void => {
      if (rows > 400) stop.abort();
    };
    const cut = adoptInto({
      stores,
      tenant,
      batchSizeMax: 90,
      signal: stop.signal,
      progress: { show, stop: () => {} },
    });
    await expect(cut).rejects.toMatchObject({ name: 'AbortError' });
    // As if the process had died before it could say how far it was.
    const database = await openDatabase();
    await database.owner('UPDATE ledger.adoption SET progress = NULL WHERE tenant = $1', [tenant]);
    await database.close();
    const report = await adopted({ stores, tenant });
    expect(report).toMatchObject({ adopted: { nodes: 60, edges: expect.any(Number), episodes: 1 } });
    const rows = await graph.run(
      `MATCH (v:AsofVersion {tenant: $group}) WITH count(v) AS nodes
       MATCH (p:AsofEpisode {tenant: $group}) WITH nodes, count(p) AS episodes
       MATCH ()-[f:FACT]->() WHERE f.tenant = $group RETURN nodes, episodes, count(f) AS facts`,
    );
    const rectangles = edges.reduce((sum, edge) => sum + graphitiFactRectangles(edge).length, 0);
    expect(rows).toEqual([{ nodes: 60, episodes: 1, facts: rectangles }]);
    await compare(tenant, nodes, edges, 4);
    await graph.close();
  });

  it('joins a tenant that has commits as of now, and changes nothing of what was known before', async () => {
    const tenant = newTenant();
    const customer = { type: 'Customer', id: newId() };
    const stated = { validFrom: START, validTo: OPEN_END, values: { fields: { name: 'Before' }, attributes: null } };
    const first = await stores.committer.commit(tenant, 'test', [{ kind: 'entity', entity: customer, ...stated }]);
    const { graph, nodes, edges } = await writeGraph(tenant, 5);
    const before = await graph.dump();
    const stop = new AbortController();
    const show = ({ rows }: { rows: number }): void => {
      if (rows > 300) stop.abort();
    };
    const cut = adoptInto({
      stores,
      tenant,
      batchSizeMax: 100,
      signal: stop.signal,
      progress: { show, stop: () => {} },
    });
    await expect(cut).rejects.toMatchObject({ name: 'AbortError' });
    const report = await adopted({ stores, tenant, batchSizeMax: 100 });
    expect(report).toMatchObject({ mode: 'commits', resumed: true, own: { nodes: 1 }, adopted: { nodes: 60 } });

    const now = await nowOf(tenant);
    const known = edges.filter((edge) => isGraphitiFactVisible(edge, { ...now, validTime: START }));
    expect(known.length).toBeGreaterThan(0);
    const scope = { tenant, dead: new Set<Instant>() };
    const at = (moment: Moment) => nodes.map((uuid) => ({ id: graphitiId(uuid, START), moment, after: null }));
    const page = { ...NEWEST, direction: 'OUT', first: 1_000 } as const;
    for (const validTime of [START, START + 20 * DAY, START + 41 * DAY] as Instant[]) {
      const then = { validTime, systemTime: first.systemTime };
      expect((await stores.neo4j.reads.facts(scope, page, at(then))).flatMap(({ items }) => items)).toEqual([]);
      const found = (await stores.neo4j.reads.facts(scope, page, at({ ...now, validTime }))).flatMap((p) => p.items);
      const wanted = edges.filter((edge) => isGraphitiFactVisible(edge, { ...now, validTime }));
      expect(found.map(({ id }) => id).toSorted()).toEqual(
        wanted.map((edge) => graphitiId(edge.uuid, edge.createdAt)).toSorted(),
      );
    }
    expect(await graph.dump()).toBe(before);
    await graph.close();
  });

  it('does not take what Asof wrote itself for Graphiti’s', async () => {
    const tenant = newTenant();
    const [subject, object] = [newId(), newId()].map((id) => ({ type: 'Customer', id })) as [EntityRef, EntityRef];
    await stores.committer.commit(tenant, 'test', [
      {
        kind: 'fact',
        id: newId(),
        subject,
        object,
        validFrom: START,
        validTo: OPEN_END,
        values: { name: 'KNOWS', fact: 'One knows the other.', episodes: [] },
      },
    ]);
    expect(await adoptInto({ stores, tenant })).toEqual({ outcome: 'nothing' });
  });
});

/** The newest commit, at once: the follower may need a moment to come to it. */
async function nowOf(tenant: Tenant): Promise<Moment> {
  const { systemTime, dead } = await stores.postgres.ledger.open(tenant, [newId()], 'test');
  expect(dead.size).toBe(0);
  await stores.postgres.ledger.settle(tenant, systemTime, 'committed');
  return { validTime: systemTime, systemTime };
}
