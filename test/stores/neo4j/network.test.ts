// Neighbourhoods, paths and mentions, against walks over lists in memory; and communities that Graphiti would write.
import fc from 'fast-check';
import type { Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphitiId } from '../../../core/graphiti-ids.ts';
import { newId, type Tenant } from '../../../core/ids.ts';
import { type Instant, OPEN_END, parseInstant } from '../../../core/instant.ts';
import type { EpisodeVersion, Neighbor, NeighborPosition, NeighborQuery, TimePosition } from '../../../core/reads.ts';
import type { Neo4jStore } from '../../../stores/neo4j/store.ts';
import type { Draft } from '../../support/histories.ts';
import { newTenant, openDriver, openTestGraph, workAt } from './graph.ts';
import { anyMoments, anyNetwork, tellNetwork, walkPages } from './network.ts';

const RUNS = { numRuns: 5, interruptAfterTimeLimit: 90_000 };

let graph: Neo4jStore;
let driver: Driver;
const statements: string[] = [];
beforeAll(async () => {
  graph = await openTestGraph({ onStatement: (text) => statements.push(text) });
  driver = openDriver();
});
afterAll(async () => {
  await graph.close();
  await driver.close();
});

const anyWalk: fc.Arbitrary<NeighborQuery> = fc.record({
  depth: fc.integer({ min: 1, max: 4 }),
  names: fc.constantFrom(null, null, ['KNOWS'], ['OWES', 'DRIVES']),
  direction: fc.constantFrom('OUT', 'IN', 'BOTH', 'BOTH'),
  types: fc.constantFrom(null, null, ['Load', 'Customer']),
  first: fc.integer({ min: 1, max: 3 }),
  factsMax: fc.integer({ min: 1, max: 5 }),
  entitiesMax: fc.integer({ min: 1, max: 6 }),
});

describe('neighbours', () => {
  it('equal a walk over all facts, nearest first, within any limits', async () => {
    const truncated = new Set<boolean>();
    const distances = new Set<number>();
    await fc.assert(
      fc.asyncProperty(
        anyNetwork,
        anyMoments,
        fc.array(anyWalk, { minLength: 6, maxLength: 6 }),
        async (history, moments, walks) => {
          const { scope, entities, model } = await tellNetwork(graph, history);
          for (const query of walks) {
            const keys = moments.flatMap((moment) => entities.map(({ id }) => ({ id, moment, after: null })));
            const found = await graph.reads.neighbors(scope, query, keys);
            expect(found, JSON.stringify(query)).toEqual(await model.neighbors(scope, query, keys));
            for (const page of found) {
              truncated.add(page.isTruncated);
              for (const { distance } of page.items) distances.add(distance);
            }
            const [key] = keys.slice(-1);
            const read = (reads: typeof model) =>
              walkPages<Neighbor, NeighborPosition>(
                (after) => reads.neighbors(scope, query, key ? [{ ...key, after }] : []),
                ({ distance, id }) => ({ distance, id }),
              );
            const all = await read(graph.reads);
            expect(all).toEqual(await read(model));
            for (const { distance } of all) distances.add(distance);
          }
        },
      ),
      RUNS,
    );
    expect(truncated).toEqual(new Set([true, false]));
    expect(distances.size).toBeGreaterThan(2);
  }, 180_000);

  it('take a round trip for each level and one for the page, however many entities are asked', async () => {
    const { scope, entities } = await tellNetwork(graph, []);
    const moment = { validTime: parseInstant('2025-03-02'), systemTime: parseInstant('2025-03-03') };
    const query = {
      depth: 2,
      names: null,
      types: null,
      direction: 'BOTH',
      first: 5,
      factsMax: 9,
      entitiesMax: 9,
    } as const;
    for (const count of [1, 6]) {
      statements.length = 0;
      await graph.reads.neighbors(
        scope,
        query,
        entities.slice(0, count).map(({ id }) => ({ id, moment, after: null })),
      );
      expect(statements).toHaveLength(3);
    }
  });
});

describe('paths', () => {
  it('are the shortest of all that there are, in the order of their facts', async () => {
    const lengths = new Set<number>();
    await fc.assert(
      fc.asyncProperty(
        anyNetwork,
        anyMoments,
        fc.array(
          fc.tuple(fc.nat(5), fc.nat(5), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 10 }), fc.boolean()),
          { minLength: 8, maxLength: 8 },
        ),
        async (history, moments, asked) => {
          const { scope, entities, model } = await tellNetwork(graph, history);
          for (const [from, to, depthMax, first, isNamed] of asked) {
            const moment = moments[(from + depthMax) % moments.length];
            const [a, b] = [entities[from], entities[to]];
            if (!moment || !a || !b) throw new Error('There is nothing to read.');
            const names = isNamed ? ['KNOWS', 'OWES'] : null;
            const query = { from: a.id, to: b.id, moment, depthMax, names, first };
            const found = await graph.reads.paths(scope, query);
            expect(found, JSON.stringify(query)).toEqual(await model.paths(scope, query));
            for (const { facts } of found) lengths.add(facts.length);
          }
        },
      ),
      RUNS,
    );
    expect(lengths.size).toBeGreaterThan(2);
  }, 180_000);

  it('are none from or to what nobody knows, or what another tenant has', async () => {
    const { scope, entities, tenant } = await tellNetwork(graph, []);
    const [from, to] = [entities[0]?.id ?? newId(), entities[1]?.id ?? newId()];
    const moment = { validTime: parseInstant('2025-03-02'), systemTime: parseInstant('2025-03-03') };
    const query = { from, to, moment, depthMax: 4, names: null, first: 3 };
    expect(await graph.reads.paths(scope, query)).toHaveLength(3);
    expect(await graph.reads.paths(scope, { ...query, to: newId() })).toEqual([]);
    expect(await graph.reads.paths(scope, { ...query, to: from })).toEqual([]);
    expect(await graph.reads.paths({ ...scope, tenant: newTenant() }, query)).toEqual([]);
    await graph.participant.purge(tenant);
  });

  it('are found along a chain of each length, from both ends at once, and not beyond the length asked for', async () => {
    const tenant = newTenant();
    const chain = Array.from({ length: 7 }, () => ({ type: 'Driver', id: newId() }));
    const at = parseInstant('2025-03-01');
    const drafts = chain.slice(1).map((object, n): Draft => {
      const subject = chain[n] as (typeof chain)[number];
      const values = { name: 'KNOWS', fact: `Link ${n}.`, episodes: [] };
      return { kind: 'fact', id: newId(), subject, object, validFrom: at, validTo: OPEN_END, values };
    });
    await graph.participant.apply(workAt(tenant, at, drafts));
    const scope = { tenant, dead: new Set<Instant>() };
    const moment = { validTime: parseInstant('2025-03-02'), systemTime: parseInstant('2025-03-03') };
    const [start] = chain;
    for (const [length, end] of chain.entries()) {
      if (!start || length === 0) continue;
      const query = { from: start.id, to: end.id, moment, depthMax: length, names: null, first: 2 };
      statements.length = 0;
      const found = await graph.reads.paths(scope, query);
      expect(found.map(({ entities }) => entities)).toEqual([chain.slice(0, length + 1)]);
      // A step of both walks for each two facts, and one statement for the facts.
      expect(statements).toHaveLength(Math.ceil(length / 2) + 1);
      if (length > 1) expect(await graph.reads.paths(scope, { ...query, depthMax: length - 1 })).toEqual([]);
    }
    await graph.participant.purge(tenant);
  });
});

describe('mentions', () => {
  it('equal a scan of all episodes, newest first, page by page', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(anyNetwork, anyMoments, async (history, moments) => {
        const { scope, entities, model } = await tellNetwork(graph, history);
        const keys = moments.flatMap((moment) => entities.map(({ id }) => ({ id, moment, after: null })));
        const found = await graph.reads.mentions(scope, 2, keys);
        expect(found).toEqual(await model.mentions(scope, 2, keys));
        seen += found.flatMap(({ items }) => items).length;
        for (const key of keys.slice(-6)) {
          const read = (reads: typeof model) =>
            walkPages<EpisodeVersion, TimePosition>(
              (after) => reads.mentions(scope, 1, [{ ...key, after }]),
              ({ validFrom, id }) => ({ at: validFrom, id }),
            );
          expect(await read(graph.reads)).toEqual(await read(model));
        }
      }),
      RUNS,
    );
    expect(seen).toBeGreaterThan(0);
  }, 180_000);

  it('go with their tenant, and with nobody else’s', async () => {
    const [one, other] = [await tellNetwork(graph, []), await tellNetwork(graph, [])];
    const count = async (tenant: Tenant) => {
      const text =
        'MATCH (:AsofEpisode)-[m:MENTION {tenant: $tenant}]->(:AsofEntity {tenant: $tenant}) RETURN count(m)';
      const { records } = await driver.executeQuery(text, { tenant });
      return records[0]?.get(0);
    };
    expect(await count(one.tenant)).toBe(6);
    await graph.participant.purge(one.tenant);
    expect([await count(one.tenant), await count(other.tenant)]).toEqual([0, 6]);
  });
});

describe('communities', () => {
  it('are those of an entity’s own node, and of the node that it was adopted from', async () => {
    const tenant = newTenant();
    const scope = { tenant, dead: new Set<Instant>() };
    const own = newId();
    const [uuid, twin, createdAt] = [
      'd2719d0e-7a1c-4c5e-9b1f-000000000001',
      'd2719d0e-7a1c-4c5e-9b1f-000000000002',
      '2024-05-06T07:08:09.123456789Z',
    ];
    const adopted = graphitiId(uuid, parseInstant('2024-05-06T07:08:09.123456Z'));
    await driver.executeQuery(
      `CREATE (a:Entity {uuid: $own, group_id: $tenant, name: 'A', created_at: datetime('2025-01-01')})
       CREATE (b:Entity {uuid: $uuid, group_id: $tenant, name: 'B', created_at: datetime($createdAt)})
       CREATE (c:Entity {uuid: $twin, group_id: $tenant, name: 'C', created_at: datetime($createdAt)})
       CREATE (x:Community {uuid: 'x', name: 'X', summary: 'Both.', group_id: $tenant, created_at: datetime($createdAt)})
       CREATE (y:Community {uuid: 'y', name: 'Y', group_id: $tenant})
       CREATE (z:Community {uuid: 'z', name: 'Z', group_id: 'another'})
       CREATE (x)-[:HAS_MEMBER]->(a), (x)-[:HAS_MEMBER]->(b), (y)-[:HAS_MEMBER]->(b), (z)-[:HAS_MEMBER]->(b),
         (y)-[:HAS_MEMBER]->(c)`,
      { own, uuid, twin, createdAt, tenant },
    );
    const x = { id: 'x', name: 'X', summary: 'Both.', createdAt: parseInstant('2024-05-06T07:08:09.123456Z') };
    const y = { id: 'y', name: 'Y', summary: '', createdAt: null };
    expect(await graph.reads.communities(scope, [own, adopted, newId()])).toEqual([[x], [x, y], []]);
    expect(await graph.reads.communities({ ...scope, tenant: newTenant() }, [own, adopted])).toEqual([[], []]);
  });
});
