// What was seen in Graphiti's part of the graph is Asof's to keep and not to write: Graphiti's elements stay as they are.
import { randomUUID } from 'node:crypto';
import type { Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntityRef } from '../../../core/commit.ts';
import { newId, type Tenant } from '../../../core/ids.ts';
import { type Instant, OPEN_END } from '../../../core/instant.ts';
import type { Neo4jStore } from '../../../stores/neo4j/store.ts';
import { VISIBLE } from '../../support/fact-queries.ts';
import { newTenant, openDriver, openTestGraph, workAt } from './graph.ts';

let graph: Neo4jStore;
let driver: Driver;
beforeAll(async () => {
  graph = await openTestGraph();
  driver = openDriver();
});
afterAll(() => Promise.all([graph.close(), driver.close()]));

const FROM = 1_000 as Instant;
const period = { validFrom: FROM, validTo: OPEN_END } as const;
const moment = (systemTime: number) => ({ validTime: 5_000 as Instant, systemTime: systemTime as Instant });

const node = (entity: EntityRef, name: string, observed = true) =>
  ({
    kind: 'node',
    ...(observed ? { observed: true as const } : {}),
    entity,
    ...period,
    values: { name, labels: ['Depot'], summary: 'A place.', attributes: { docks: 4 } },
  }) as const;

const fact = (subject: EntityRef, object: EntityRef, id = newId()) =>
  ({
    kind: 'fact',
    observed: true,
    id,
    subject,
    object,
    ...period,
    values: { name: 'NEAR', fact: 'One is near the other.', episodes: [] },
  }) as const;

const other = (): EntityRef => ({ type: 'OtherEntity', id: newId() });

/** How many elements of Graphiti's a tenant has, and a text that tells whether any changed. */
async function graphitis(tenant: Tenant): Promise<string> {
  const { records } = await driver.executeQuery(
    `MATCH (n) WHERE n.group_id = $tenant AND NOT n:AsofEntity OPTIONAL MATCH (n)-[e]->(m) WHERE e.group_id = $tenant
     RETURN labels(n) AS labels, properties(n) AS n, type(e) AS type, properties(e) AS e ORDER BY n.uuid, e.uuid`,
    { tenant },
  );
  return JSON.stringify(records.map((record) => record.toObject()));
}

describe('what was observed', () => {
  it('is in the graph, and nothing of it is copied to Graphiti’s part', async () => {
    const tenant = newTenant();
    const [a, b] = [other(), other()];
    const episode = {
      kind: 'episode',
      observed: true,
      id: newId(),
      ...period,
      values: { name: 'E', source: 'text', sourceDescription: '', content: 'Text.', mentions: [a, other()] },
    } as const;
    const work = workAt(tenant, 2_000, [node(a, 'A'), fact(a, b), episode]);
    await graph.participant.apply(work);
    expect(await graph.participant.verify(work)).toBe(true);
    const scope = { tenant, dead: new Set<Instant>() };
    const [found] = await graph.reads.nodes(scope, [{ id: a.id, moment: moment(2_000) }]);
    expect(found).toEqual({ id: a.id, type: 'OtherEntity', name: 'A' });
    expect(await graph.reads.factCounts(scope, VISIBLE, [{ id: b.id, moment: moment(2_000) }])).toEqual([
      { total: 1, isExact: true },
    ]);
    expect(await graphitis(tenant)).toBe('[]');
  });

  it('stays uncopied when later commits end it, and when those are undone by somebody who knows only their time', async () => {
    const tenant = newTenant();
    const [a, b] = [other(), other()];
    const seen = fact(a, b);
    await graph.participant.apply(workAt(tenant, 2_000, [node(a, 'A'), node(b, 'B'), seen]));
    const ended = { ...seen, validFrom: 3_000 as Instant, values: null };
    const later = workAt(tenant, 4_000, [ended, node(a, 'A, renamed')]);
    await graph.participant.apply(later);
    expect(await graphitis(tenant)).toBe('[]');
    await graph.participant.compensate({ ...later, changes: [] });
    const scope = { tenant, dead: new Set<Instant>() };
    const [found] = await graph.reads.nodes(scope, [{ id: a.id, moment: moment(4_000) }]);
    expect(found?.name).toBe('A');
    expect(await graphitis(tenant)).toBe('[]');
  });

  it('does not touch Graphiti’s edit of what Asof had written itself', async () => {
    const tenant = newTenant();
    const [a, b] = [other(), other()];
    const own = { ...fact(a, b), observed: undefined };
    const { observed: _, ...stated } = own;
    await graph.participant.apply(workAt(tenant, 2_000, [node(a, 'A', false), node(b, 'B', false), stated]));
    await driver.executeQuery(
      `MATCH ()-[e:RELATES_TO {uuid: $id}]->() SET e.invalid_at = datetime('2030-01-01'), e.expired_at = datetime(), e.mark = $mark`,
      { id: own.id, mark: randomUUID() },
    );
    const edited = await graphitis(tenant);
    const ended = { ...fact(a, b, own.id), validFrom: 9_000 as Instant, values: null };
    await graph.participant.apply(workAt(tenant, 3_000, [ended]));
    expect(await graphitis(tenant)).toBe(edited);
  });
});

describe('a node that Asof states itself', () => {
  it('is copied with its labels, its summary and its attributes', async () => {
    const tenant = newTenant();
    const a = other();
    await graph.participant.apply(workAt(tenant, 2_000, [node(a, 'A', false)]));
    const copies = JSON.parse(await graphitis(tenant)) as { labels: string[]; n: Record<string, unknown> }[];
    expect(copies).toHaveLength(1);
    expect(copies[0]?.labels.toSorted()).toEqual(['Depot', 'Entity']);
    expect(copies[0]?.n).toMatchObject({ uuid: a.id, name: 'A', summary: 'A place.', docks: 4 });
  });
});
