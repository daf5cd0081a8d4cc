// What is odd about a graph is counted, and never keeps the rest of it out.
import { randomUUID } from 'node:crypto';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adoptInto } from '../../../cli/adopt-graphiti.ts';
import type { Stores } from '../../../cli/open-stores.ts';
import { registry } from '../../../core/entity-types.ts';
import { graphitiId } from '../../../core/graphiti-ids.ts';
import type { Tenant } from '../../../core/ids.ts';
import { EARLIEST, type Instant, OPEN_END } from '../../../core/instant.ts';
import type { FactVersion } from '../../../core/reads.ts';
import { NEWEST } from '../../support/fact-queries.ts';
import { adopted, newTenant, openTestStores, START, TestGraph } from './graph.ts';

const SECOND = 1_000_000;
const at = (seconds: number): Instant => (START + seconds * SECOND) as Instant;

let stores: Stores;
beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores.close());

async function factsOf(tenant: Tenant, uuid: string, createdAt: Instant = START): Promise<readonly FactVersion[]> {
  const reading = await stores.postgres.now.read(tenant);
  const moment = { validTime: reading.validTime, systemTime: reading.systemTime };
  const key = { id: graphitiId(uuid, createdAt), moment, after: null };
  const [found] = await stores.neo4j.reads.facts({ tenant, dead: new Set() }, { ...NEWEST, first: 100 }, [key]);
  return found?.items ?? [];
}

/** A graph with two nodes, in which each test writes what is odd. */
async function smallGraph(group: string): Promise<{ graph: TestGraph; a: string; b: string }> {
  const graph = new TestGraph(group);
  const [a, b] = [randomUUID(), randomUUID()];
  await graph.nodes([a, b].map((uuid) => ({ uuid, labels: ['Customer'], createdAt: START })));
  return { graph, a, b };
}

describe('edges whose ends are odd', () => {
  it('are left out when an end is in another group, and taken by their nodes when their uuids disagree', async () => {
    const tenant = newTenant();
    const { graph, a, b } = await smallGraph(tenant);
    const foreign = new TestGraph(newTenant());
    const far = randomUUID();
    await foreign.nodes([{ uuid: far, createdAt: START }]);
    const times = { createdAt: START, validAt: START };
    const turned = { source_node_uuid: b, target_node_uuid: a };
    const kept = { uuid: randomUUID(), from: a, to: b, ...times, properties: turned };
    const saved = { uuid: randomUUID(), from: a, to: b, ...times, properties: { source_uuid: a, target_uuid: b } };
    await graph.edges([kept, saved, { uuid: randomUUID(), from: a, to: far, ...times }]);
    await graph.run('MATCH (n:Entity {uuid: $a}) CREATE (n)-[:RELATES_TO {uuid: $a, group_id: $group}]->(:Thing)', {
      a,
    });
    const report = await adopted({ stores, tenant });
    expect(report.counts).toMatchObject({ endInOtherGroup: 1, endWithoutUuid: 1, endpointDisagrees: 1 });
    expect(report.adopted.edges).toBe(2);
    const facts = await factsOf(tenant, a);
    expect(facts.map(({ id }) => id).toSorted()).toEqual(
      [kept, saved].map(({ uuid }) => graphitiId(uuid, START)).toSorted(),
    );
    for (const { subject } of facts) expect(subject.id).toBe(graphitiId(a, START));
    await foreign.close();
    await graph.close();
  });
});

describe('times that are odd', () => {
  it('of learning, when there are none, are the earliest known; of the future, the adoption’s', async () => {
    const tenant = newTenant();
    const { graph, a, b } = await smallGraph(tenant);
    const [none, reference, future] = [randomUUID(), randomUUID(), randomUUID()];
    const edge = { from: a, to: b, validAt: START };
    await graph.edges([
      { ...edge, uuid: none, createdAt: null },
      { ...edge, uuid: reference, createdAt: null, referenceTime: at(5), expiredAt: at(9), invalidAt: at(1e8) },
      { ...edge, uuid: future, createdAt: at(3e8), expiredAt: null },
    ]);
    const report = await adopted({ stores, tenant });
    expect(report.counts).toMatchObject({ createdAtMissing: 2, timeInFuture: 1 });
    const facts = new Map((await factsOf(tenant, a)).map((fact) => [fact.id, fact]));
    expect(facts.get(graphitiId(reference, null))).toMatchObject({ systemFrom: at(9), validTo: at(1e8) });
    const began = facts.get(graphitiId(none, null))?.systemFrom;
    expect(began).toBeGreaterThan(at(1e6));
    expect(facts.get(graphitiId(future, at(3e8)))?.systemFrom).toBe(began);
    await graph.close();
  });

  it('outside the years that there are, or of another form, are taken as near as can be', async () => {
    const tenant = newTenant();
    const { graph, a, b } = await smallGraph(tenant);
    const uuids = ['old', 'late', 'text', 'local', 'zone', 'broken'].map(() => randomUUID());
    const year = (n: number) => new neo4j.types.DateTime(n, 6, 1, 0, 0, 0, 0, 0);
    const valid = [
      { valid_at: year(900), invalid_at: year(9_000) },
      { valid_at: year(5_000) },
      { valid_at: '2025-02-03T04:05:06.123456789+02:00' },
      { valid_at: new neo4j.types.LocalDateTime(2025, 2, 3, 4, 5, 6, 7_000) },
      { valid_at: new neo4j.types.DateTime(2025, 7, 1, 2, 0, 0, 0, undefined as never, 'Europe/Berlin') },
      { valid_at: 'last Tuesday', reference_time: year(2025) },
    ];
    await graph.edges(
      valid.map((properties, n) => ({ uuid: uuids[n] ?? '', from: a, to: b, createdAt: START, properties })),
    );
    const report = await adopted({ stores, tenant });
    expect(report.counts).toMatchObject({ timeOutsideRange: 3, timeUnreadable: 1, neverVisible: 1 });
    const facts = new Map((await factsOf(tenant, a)).map(({ id, validFrom, validTo }) => [id, { validFrom, validTo }]));
    const starts = uuids.map((uuid) => facts.get(graphitiId(uuid, START))?.validFrom);
    const micros = (text: string) => Date.parse(text) * 1_000;
    expect(starts).toEqual([
      EARLIEST,
      undefined,
      micros('2025-02-03T02:05:06Z') + 123_456,
      micros('2025-02-03T04:05:06Z') + 7,
      micros('2025-07-01T00:00:00Z'),
      micros('2025-06-01T00:00:00Z'),
    ]);
    expect(facts.get(graphitiId(uuids[0] ?? '', START))?.validTo).toBe(OPEN_END);
    await graph.close();
  });
});

describe('elements that are odd', () => {
  it('with one uuid are one, the first created; without any they are left out', async () => {
    const tenant = newTenant();
    const graph = new TestGraph(tenant);
    const twice = randomUUID();
    const others = Array.from({ length: 30 }, () => ({ uuid: randomUUID(), createdAt: START }));
    await graph.nodes([
      ...others,
      ...[5, 0, 9].map((n) => ({ uuid: twice, createdAt: at(n), name: `Number ${n}`, labels: ['Depot'] })),
    ]);
    await graph.run("CREATE (:Entity {name: 'Nobody', group_id: $group})");
    // So small that the three would lie on two pages.
    const report = await adopted({ stores, tenant, batchSizeMax: 4 });
    expect(report.counts).toMatchObject({ duplicateUuid: 2, withoutUuid: 1 });
    expect(report.adopted.nodes).toBe(31);
    const moment = await stores.postgres.now.read(tenant);
    const scope = { tenant, dead: new Set<Instant>() };
    const [node] = await stores.neo4j.reads.nodes(scope, [{ id: graphitiId(twice, START), moment }]);
    expect(node).toMatchObject({ name: 'Number 0', type: 'OtherEntity' });
    await graph.close();
  });

  it('with texts that a store cannot hold, or that are very long, are cleaned and cut', async () => {
    const tenant = newTenant();
    const graph = new TestGraph(tenant);
    const uuid = randomUUID();
    const summary = Array.from({ length: 400 }, () => randomUUID()).join(' ');
    await graph.nodes([
      { uuid, createdAt: START, name: `a\0b${'n'.repeat(700)}`, properties: { summary, note: 'x\0y' } },
    ]);
    const report = await adopted({ stores, tenant });
    expect(report.counts.nameTooLong).toBe(1);
    const reading = await stores.postgres.now.read(tenant);
    const scope = { tenant, dead: new Set<Instant>() };
    const key = { id: graphitiId(uuid, START), moment: reading };
    const [version] = await stores.postgres.reads.versions(scope, registry.get('OtherEntity'), [key]);
    expect(version?.values).toMatchObject({ fields: { summary }, attributes: { note: 'x y' } });
    expect(version?.values.fields.name).toMatch(/^a bn{597}$/);
    await graph.close();
  });
});

describe('a dry run', () => {
  it('counts the same and writes nothing', async () => {
    const tenant = newTenant();
    const { graph, a, b } = await smallGraph(tenant);
    const episode = randomUUID();
    await graph.episodes([{ uuid: episode, createdAt: START, validAt: null, mentions: [a] }]);
    const properties = { episodes: [episode, randomUUID()] };
    await graph.edges([{ uuid: randomUUID(), from: a, to: b, createdAt: START, validAt: null, properties }]);
    const dry = await adoptInto({ stores, tenant, dryRun: true });
    expect(dry).toMatchObject({
      outcome: 'dry-run',
      report: {
        mode: null,
        adopted: { nodes: 2, edges: 1, episodes: 1 },
        counts: { validAtMissing: 1, episodeMissing: 1 },
      },
    });
    expect(await stores.postgres.adoptions.read(tenant)).toBeNull();
    const key = { source: 'neo4j', type: null, externalId: a };
    expect(await stores.postgres.reads.lookup({ tenant, dead: new Set() }, [key])).toEqual([null]);
    const real = await adopted({ stores, tenant });
    if (dry.outcome === 'dry-run') expect(real.counts).toEqual(dry.report.counts);
    await graph.close();
  });
});
