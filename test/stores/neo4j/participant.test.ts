// The graph's part in commits: applied twice it is applied once, undone it leaves no trace, and what is missing is told.
import fc from 'fast-check';
import type { Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change, CommitWork, EntityRef } from '../../../core/commit.ts';
import { newId, type Tenant } from '../../../core/ids.ts';
import { type Instant, OPEN_END, parseInstant } from '../../../core/instant.ts';
import type { Neo4jStore } from '../../../stores/neo4j/store.ts';
import { VISIBLE } from '../../support/fact-queries.ts';
import { anyHistory, draw, newCast } from '../../support/histories.ts';
import { newTenant, openDriver, openTestGraph, workAt } from './graph.ts';

const T0 = parseInstant('2025-06-01');

let graph: Neo4jStore;
let driver: Driver;

beforeAll(async () => {
  graph = await openTestGraph();
  driver = openDriver();
});
afterAll(() => Promise.all([graph.close(), driver.close()]));

const rows = async (text: string, parameters: Record<string, unknown>): Promise<unknown[]> =>
  (await driver.executeQuery(text, parameters)).records.map((record) => record.toObject());

/** Everything that the graph has of a tenant, Graphiti's copies included, in an order that does not change. */
async function dump(tenant: Tenant): Promise<unknown[]> {
  const nodes = await rows(
    `MATCH (n) WHERE n.tenant = $tenant OR n.group_id = $tenant
     RETURN labels(n) AS labels, n {.*} AS values, toString(n.created_at) + ' ' AS created ORDER BY toStringOrNull(n.id), n.entity, n.uuid, n.validFrom, n.systemFrom`,
    { tenant },
  );
  const relationships = await rows(
    `MATCH ()-[r]->() WHERE r.tenant = $tenant OR r.group_id = $tenant
     RETURN type(r) AS type, r {.*, uuid: CASE type(r) WHEN 'MENTIONS' THEN null ELSE r.uuid END} AS values
     ORDER BY type, r.id, r.uuid, r.validFrom, r.systemFrom`,
    { tenant },
  );
  return [...nodes, ...relationships];
}

const customer = (): EntityRef => ({ type: 'Customer', id: newId() });

const stateName = (entity: EntityRef, name: string, from: number = T0) =>
  ({
    kind: 'entity',
    entity,
    validFrom: from as Instant,
    validTo: OPEN_END,
    values: { fields: { name }, attributes: null },
  }) as const;

const nameAt = async (tenant: Tenant, { id }: EntityRef, systemTime: number, dead: readonly Instant[] = []) => {
  const moment = { validTime: (T0 + 1_000_000) as Instant, systemTime: systemTime as Instant };
  const [node] = await graph.reads.nodes({ tenant, dead: new Set(dead) }, [{ id, moment }]);
  return node?.name ?? null;
};

describe('applying a commit', () => {
  it('twice leaves what applying it once left, and undoing it what was there before', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const tenant = newTenant();
        const cast = newCast();
        // Commits of several statements each, so that one may state the same entity more than once.
        const commits = [history.slice(0, 10).flat(), history.slice(10, 16).flat(), history.slice(16).flat()];
        for (const [index, sketches] of commits.entries()) {
          const work = workAt(
            tenant,
            T0 + index * 10,
            sketches.map((sketch) => draw(cast, sketch)),
          );
          // Anchors stay when a commit is undone: they have identity alone, and no read shows them.
          const before = index === 0 ? null : await dump(tenant);
          await graph.participant.apply(work);
          const after = await dump(tenant);
          expect(await graph.participant.verify(work)).toBe(true);
          await graph.participant.apply(work);
          expect(await dump(tenant)).toEqual(after);
          if (before === null) continue;
          await graph.participant.compensate(work);
          expect(versionsOf(await dump(tenant))).toEqual(versionsOf(before));
          expect(await graph.participant.verify(work)).toBe(false);
          await graph.participant.apply(work);
          expect(versionsOf(await dump(tenant))).toEqual(versionsOf(after));
        }
      }),
      { numRuns: 4, interruptAfterTimeLimit: 60_000 },
    );
  }, 180_000);

  it('of a hundred thousand µs and one keeps every bound to the µs', async () => {
    const tenant = newTenant();
    const entity = customer();
    await graph.participant.apply(workAt(tenant, T0 + 1, [stateName(entity, 'Exact', T0 + 100_001)]));
    const key = (validTime: number) => ({
      id: entity.id,
      moment: { validTime: validTime as Instant, systemTime: (T0 + 1) as Instant },
    });
    const scope = { tenant, dead: new Set<Instant>() };
    const found = await graph.reads.nodes(scope, [key(T0 + 100_000), key(T0 + 100_001)]);
    expect(found.map((node) => node?.name)).toEqual([undefined, 'Exact']);
  });

  it('removes what a dead commit left behind on the entities that it writes', async () => {
    const tenant = newTenant();
    const entity = customer();
    const dead = new Set([(T0 + 10) as Instant]);
    await graph.participant.apply(workAt(tenant, T0, [stateName(entity, 'First')]));
    await graph.participant.apply(workAt(tenant, T0 + 10, [stateName(entity, 'Dead')]));
    expect(await nameAt(tenant, entity, T0 + 10, [...dead])).toBe('First');
    await graph.participant.apply(workAt(tenant, T0 + 20, [stateName(entity, 'Second', T0 + 500)], dead));
    const left = await rows(
      'MATCH (v:AsofVersion {tenant: $tenant}) RETURN v.name AS name, v.systemFrom AS systemFrom, v.systemTo AS systemTo ORDER BY v.validFrom, v.systemFrom',
      { tenant },
    );
    expect(left).toEqual([
      { name: 'First', systemFrom: T0, systemTo: T0 + 20 },
      { name: 'First', systemFrom: T0 + 20, systemTo: OPEN_END },
      { name: 'Second', systemFrom: T0 + 20, systemTo: OPEN_END },
    ]);
  });

  it('is refused when it lands after a later commit has written the same entity', async () => {
    const tenant = newTenant();
    const entity = customer();
    await graph.participant.apply(workAt(tenant, T0, [stateName(entity, 'First')]));
    await graph.participant.apply(workAt(tenant, T0 + 20, [stateName(entity, 'Later')]));
    const before = await dump(tenant);
    const late = graph.participant.apply(workAt(tenant, T0 + 10, [stateName(entity, 'Late')]));
    await expect(late).rejects.toMatchObject({ code: 'COMMIT_ABORTED' });
    expect(await dump(tenant)).toEqual(before);
  });

  it('of one entity by two callers at once leaves a history that both could have written', async () => {
    const tenant = newTenant();
    const [one, other] = [customer(), customer()];
    const fact = (id: typeof one.id, systemTime: number) =>
      workAt(tenant, systemTime, [
        {
          kind: 'fact',
          id,
          subject: one,
          object: other,
          validFrom: T0,
          validTo: OPEN_END,
          values: { name: 'KNOWS', fact: 'x', episodes: [] },
        },
      ]);
    const works = Array.from({ length: 8 }, (_, n) => fact(newId(), T0 + n));
    await Promise.all(works.map((work) => graph.participant.apply(work)));
    const moment = { validTime: T0, systemTime: (T0 + 100) as Instant };
    const scope = { tenant, dead: new Set<Instant>() };
    expect(await graph.reads.factCounts(scope, VISIBLE, [{ id: one.id, moment }])).toEqual([
      { total: 8, isExact: true },
    ]);
    expect(await rows('MATCH (n:Entity {group_id: $tenant}) RETURN count(n) AS nodes', { tenant })).toEqual([
      { nodes: 2 },
    ]);
  });
});

describe('undoing a commit', () => {
  it('needs nothing but its system time', async () => {
    const tenant = newTenant();
    const [one, other] = [customer(), customer()];
    const period = { validFrom: T0, validTo: OPEN_END };
    const episode = { name: 'Call', source: 'text', sourceDescription: 'dispatch', content: 'Hello.', mentions: [one] };
    const fact = { kind: 'fact', id: newId(), subject: one, object: other, ...period } as const;
    const values = { name: 'KNOWS', fact: 'One knows the other.', episodes: [] };
    await graph.participant.apply(
      workAt(tenant, T0, [stateName(one, 'One'), stateName(other, 'Other'), { ...fact, values }]),
    );
    const before = await dump(tenant);
    const changes = [
      stateName(one, 'Changed'),
      // A retraction leaves no row of its own, only an end on another's.
      { ...stateName(other, ''), values: null },
      { ...fact, values: null },
      { kind: 'episode', id: newId(), ...period, values: episode },
    ] as const;
    await graph.participant.apply(workAt(tenant, T0 + 10, changes));
    expect(await dump(tenant)).not.toEqual(before);
    await graph.participant.compensate(workAt(tenant, T0 + 10, []));
    expect(await dump(tenant)).toEqual(before);
    await graph.participant.compensate(workAt(tenant, T0 + 10, []));
    expect(await dump(tenant)).toEqual(before);
  });
});

describe('verifying a commit', () => {
  const damages = {
    'a version is missing': 'MATCH (v:AsofVersion {tenant: $tenant, systemFrom: $time}) WITH v LIMIT 1 DETACH DELETE v',
    'a version was not ended': 'MATCH (v:AsofVersion {tenant: $tenant, systemTo: $time}) SET v.systemTo = $open',
    'a fact is missing': 'MATCH ()-[f:FACT {tenant: $tenant, systemFrom: $time}]->() DELETE f',
    'an episode has another text': 'MATCH (p:AsofEpisode {tenant: $tenant, systemFrom: $time}) SET p.content = "other"',
    'what was left of a period is missing':
      'MATCH (v:AsofVersion {tenant: $tenant, name: "Old", systemFrom: $time}) DETACH DELETE v',
  };
  it.each(Object.entries(damages))('notices that %s, and applying it again mends it', async (_what, damage) => {
    const tenant = newTenant();
    const [one, other] = [customer(), customer()];
    const period = { validFrom: T0, validTo: OPEN_END };
    await graph.participant.apply(workAt(tenant, T0, [stateName(one, 'Old')]));
    const work = workAt(tenant, T0 + 10, [
      stateName(one, 'New', T0 + 500),
      {
        kind: 'fact',
        id: newId(),
        subject: one,
        object: other,
        ...period,
        values: { name: 'KNOWS', fact: 'x', episodes: [] },
      },
      {
        kind: 'episode',
        id: newId(),
        ...period,
        values: { name: 'Call', source: 'text', sourceDescription: '', content: 'y', mentions: [] },
      },
    ]);
    expect(await graph.participant.verify(work)).toBe(false);
    await graph.participant.apply(work);
    expect(await graph.participant.verify(work)).toBe(true);
    await driver.executeQuery(damage, { tenant, time: T0 + 10, open: OPEN_END });
    expect(await graph.participant.verify(work)).toBe(false);
    await graph.participant.apply(work);
    expect(await graph.participant.verify(work)).toBe(true);
  });
});

describe('a bootstrap load', () => {
  const load = (tenant: Tenant, changes: readonly Change[]): CommitWork => ({
    tenant,
    systemTime: 1 as Instant,
    changes,
    dead: new Set(),
  });
  const at = (entity: EntityRef, name: string, systemTime: number, from = T0): Change => ({
    ...stateName(entity, name, from),
    systemTime: systemTime as Instant,
  });

  it('writes history with its own system times, batch by batch, and a batch again without harm', async () => {
    const tenant = newTenant();
    const entity = customer();
    const first = load(tenant, [at(entity, 'A', T0), at(entity, 'B', T0 + 10), at(entity, 'C', T0 + 20)]);
    // Goes on at the system time at which the batch before it ended.
    const second = load(tenant, [at(entity, 'D', T0 + 20), at(entity, 'E', T0 + 30)]);
    await graph.participant.apply(first);
    await graph.participant.apply(first);
    await graph.participant.apply(second);
    const once = versionsOf(await dump(tenant));
    await graph.participant.apply(second);
    expect(versionsOf(await dump(tenant))).toEqual(once);
    expect(await graph.participant.verify(second)).toBe(true);
    const names = await Promise.all([-1, 0, 10, 20, 30].map((later) => nameAt(tenant, entity, T0 + later)));
    expect(names).toEqual([null, 'A', 'B', 'D', 'E']);
  });

  it('that goes back in system time is refused', async () => {
    const tenant = newTenant();
    const entity = customer();
    await graph.participant.apply(load(tenant, [at(entity, 'A', T0 + 10)]));
    const back = graph.participant.apply(load(tenant, [at(entity, 'B', T0)]));
    await expect(back).rejects.toMatchObject({ code: 'COMMIT_ABORTED' });
  });

  it('that was given up is purged without a trace', async () => {
    const [tenant, other] = [newTenant(), newTenant()];
    const [one, two] = [customer(), customer()];
    const kept = workAt(other, T0, [stateName(one, 'Kept')]);
    await graph.participant.apply(kept);
    const changes: Change[] = [
      at(one, 'A', T0),
      {
        kind: 'fact',
        id: newId(),
        subject: one,
        object: two,
        validFrom: T0,
        validTo: OPEN_END,
        systemTime: T0,
        values: { name: 'KNOWS', fact: 'x', episodes: [] },
      },
      {
        kind: 'episode',
        id: newId(),
        validFrom: T0,
        validTo: OPEN_END,
        systemTime: T0,
        values: { name: 'Call', source: 'text', sourceDescription: '', content: 'y', mentions: [one] },
      },
    ];
    await graph.participant.apply(load(tenant, changes));
    await graph.participant.purge(tenant);
    expect(await dump(tenant)).toEqual([]);
    expect(await graph.participant.verify(kept)).toBe(true);
    await graph.participant.purge(tenant);
  });
});

/** The part of a dump that says what was known: versions, facts and episodes. */
function versionsOf(dumped: readonly unknown[]): unknown[] {
  return dumped.filter((row) => {
    const { labels, type } = row as { labels?: readonly string[]; type?: string };
    return type === 'FACT' || labels?.some((label) => label === 'AsofVersion' || label === 'AsofEpisode');
  });
}
