// What belongs to another tenant, and what a later or dead commit wrote, cannot be seen through the explore subgraph: it
// is asked in every way its schema allows, without that data and with it, and answers the same.
import type { Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Id, newId } from '../../../core/ids.ts';
import { parseInstant } from '../../../core/instant.ts';
import { newTenant, openDriver } from '../../stores/neo4j/graph.ts';
import { operationsOf, partsOf, schemaOf, usedBy } from './operations.ts';
import { type At, customer, type Draft, ExploredGraph, episode, fact } from './world.ts';

const SECRET = 'SECRET of another';
const OWN = ['own-1', 'own-2', 'own-3'];
const at: At = { systemTime: parseInstant('2025-03-01'), validTime: '2024-06-01' };

let world: ExploredGraph;
let driver: Driver;
let operations: readonly string[];
const other = newTenant();
/** Both tenants have entities, a fact and an episode with these ids. */
const shared = { first: newId(), second: newId(), lonely: newId(), fact: newId(), episode: newId() };

beforeAll(async () => {
  world = await ExploredGraph.open();
  driver = openDriver();
  const asked = { texts: [SECRET, shared.first], instant: '2024-02-02T00:00:00.000002Z' };
  operations = operationsOf(schemaOf(world.subgraph.sdl), asked);
  await world.commit('2025-01-01', dataOf(OWN));
  await addCommunity(world.tenant, OWN);
});
afterAll(async () => {
  await driver?.close();
  await world?.close();
});

describe('the operations', () => {
  it('use everything that the schema has', () => {
    const schema = schemaOf(world.subgraph.sdl);
    const used = usedBy(schema, operations);
    expect(partsOf(schema).filter((part) => !used.has(part))).toEqual([]);
  });
});

describe('what is not to be seen', () => {
  it('has no part in any answer', async () => {
    const theirs = { ...at, tenant: other };
    const some = operations.filter((_, n) => n % 4 === 0);
    const ofRecord = some.filter((operation) => !operation.includes('exploreRaw'));
    const before = await answers(operations, at);
    const empty = await answers(some, theirs);

    await world.commit('2025-01-02', dataOf([SECRET, `${SECRET} 2`, `${SECRET} 3`]), other);
    await addCommunity(other, [SECRET]);
    await tie(world.tenant, other);
    world.dead.add(await world.commit('2025-02-01', changes()));
    await world.commit('2025-04-01', changes());

    const after = await answers(operations, at);
    expect(differing(operations, before, after)).toEqual([]);
    expect(JSON.stringify(after)).not.toContain(`:\\"${SECRET}`);
    // The same operations see it where it is to be seen: there is something that they were not told.
    const full = await answers(some, theirs);
    expect(differing(some, empty, full).length).toBeGreaterThan(some.length * 0.7);
    const later = await answers(ofRecord, { ...at, systemTime: parseInstant('2025-05-01') });
    const earlier = ofRecord.map((operation) => before[operations.indexOf(operation)] ?? '');
    expect(differing(ofRecord, earlier, later).length).toBeGreaterThan(ofRecord.length * 0.7);
  }, 900_000);
});

/** What a commit changes of our own. Graphiti's part of the graph, which has no moments, is left as it is. */
function changes(): readonly Draft[] {
  const drafts: Draft[] = [
    ...dataOf([SECRET, `${SECRET} 2`, '']).slice(0, 2),
    customer(newId(), SECRET, ...period),
    { ...customer(shared.lonely, '', ...period), values: null },
    { ...fact(shared.fact, [shared.first, SECRET, shared.second], ...period), values: null },
    { ...episode(shared.episode, SECRET, [], ...period), values: null },
    fact(newId(), [shared.lonely, SECRET, newId()], ...period),
    episode(newId(), SECRET, [shared.lonely, newId()], ...period),
  ];
  return drafts.map((draft) => ({ ...draft, observed: true }));
}

/** What each operation answers; several are asked at once. */
async function answers(asked: readonly string[], when: At): Promise<string[]> {
  const all: string[] = [];
  const turns = asked.entries();
  const ask = async (): Promise<void> => {
    for (const [n, operation] of turns) all[n] = JSON.stringify(await world.data(operation, when));
  };
  await Promise.all([ask(), ask()]);
  return all;
}

const differing = (asked: readonly string[], before: readonly string[], after: readonly string[]): string[] =>
  asked.filter((_, n) => before[n] !== after[n]);

const period = ['2024-02-02T00:00:00.000002Z', '2024-09-09'] as const;

const dataOf = ([first = '', second = '', third = '']: readonly string[]) => [
  customer(shared.first, first, ...period),
  customer(shared.second, second, ...period),
  customer(shared.lonely, third, ...period),
  fact(
    shared.fact,
    [shared.first, first.replaceAll(' ', '_').toUpperCase(), shared.second] as [Id, string, Id],
    ...period,
  ),
  episode(shared.episode, first, [shared.first], ...period),
];

async function addCommunity(tenant: string, [name = '']: readonly string[]): Promise<void> {
  await driver.executeQuery(
    `CREATE (c:Community {uuid: randomUUID(), group_id: $tenant, name: $name, summary: $name, created_at: datetime($at)})
     WITH c MATCH (e:Entity {group_id: $tenant, uuid: $id})
     CREATE (c)-[:HAS_MEMBER {uuid: randomUUID(), group_id: $tenant, created_at: datetime($at)}]->(e)`,
    { tenant, name, at: period[0], id: shared.first },
  );
}

/**
 * Relationships of every type between nodes of two tenants, and within one under the other's name: that a version is an
 * entity's is nobody's but theirs, so that those have no tenant.
 */
async function tie(ours: string, theirs: string): Promise<void> {
  const pairs = [
    ['VERSION', 'AsofEntity', 'AsofVersion'],
    ['FACT', 'AsofEntity', 'AsofEntity'],
    ['MENTION', 'AsofEpisode', 'AsofEntity'],
    ['RELATES_TO', 'Entity', 'Entity'],
    ['MENTIONS', 'Episodic', 'Entity'],
    ['HAS_MEMBER', 'Community', 'Entity'],
  ];
  for (const [type, from, to] of pairs) {
    const key = from?.startsWith('Asof') ? 'tenant' : 'group_id';
    await driver.executeQuery(
      `MATCH (a:${from}) WHERE a.${key} IN $tenants
       MATCH (b:${to}) WHERE b.${key} IN $tenants
       UNWIND $tenants AS tenant
       WITH * WHERE a.${key} <> b.${key} OR (b.${key} <> tenant AND '${type}' <> 'VERSION')
       CREATE (a)-[r:${type} {${key}: tenant, id: $secret + randomUUID(), uuid: $secret, name: $secret, fact: $secret,
         episodes: [$secret], validFrom: toInteger($from), validTo: toInteger($to),
         systemFrom: toInteger($from), systemTo: toInteger($open),
         created_at: datetime($at), valid_at: datetime($at)}]->(b)`,
      {
        tenants: [ours, theirs],
        secret: SECRET,
        from: parseInstant(period[0]),
        to: parseInstant(period[1]),
        open: Number.MAX_SAFE_INTEGER,
        at: period[0],
      },
    );
  }
}
