// How the graph finds what Graphiti wrote of late: by its indexes, in order, in pages that lose nothing.
import { randomUUID } from 'node:crypto';
import neo4j, { type Driver, type Plan } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Instant, OPEN_END, parseInstant } from '../../../core/instant.ts';
import type { RecentElement, RecentKind } from '../../../stores/neo4j/graphiti-recent.ts';
import { loadQuery } from '../../../stores/neo4j/queries.ts';
import type { Neo4jStore } from '../../../stores/neo4j/store.ts';
import { newTenant, openDriver, openTestGraph } from './graph.ts';

const LISTS = ['list-recent-edges', 'list-ended-edges', 'list-recent-nodes', 'list-recent-episodes'];
const OTHERS = ['pick-edges', 'pick-nodes', 'read-fact-bounds', 'read-node-bounds', 'read-episode-bounds'];
const PARAMETERS = {
  ...{ tenant: 'nobody', group: 'nobody', uuids: [], ids: [], dead: [], openEnd: neo4j.int(0), limit: neo4j.int(10) },
  ...{ since: '2026-01-01T00:00:00Z', before: '2026-01-01T00:00:00Z', beforeUuid: '' },
};

let graph: Neo4jStore;
let driver: Driver;

beforeAll(async () => {
  graph = await openTestGraph();
  driver = openDriver();
});
afterAll(() => Promise.all([graph.close(), driver.close()]));

async function operatorsOf(name: string): Promise<string[]> {
  const { summary } = await driver.executeQuery(`EXPLAIN ${loadQuery(`graphiti/${name}`)}`, { in: PARAMETERS });
  const flat = (plan: Plan): string[] => [plan.operatorType.replace(/@.*/, ''), ...plan.children.flatMap(flat)];
  return summary.plan ? flat(summary.plan) : [];
}

describe('the plan of each statement', () => {
  it.each([...LISTS, ...OTHERS])('%s begins at an index', async (name) => {
    const operators = await operatorsOf(name);
    expect(operators.filter((operator) => /Scan/.test(operator))).toEqual([]);
    expect(operators.filter((operator) => /Seek/.test(operator))).not.toEqual([]);
  });

  it.each(LISTS)('%s is in order from the index, but for what has the same time', async (name) => {
    expect((await operatorsOf(name)).filter((operator) => /Sort|Top/.test(operator))).toEqual(['PartialTop']);
  });
});

describe('lists of what is recent', () => {
  const tenant = newTenant();
  const at = parseInstant('2026-05-05T05:05:05.000005Z');
  const times = [at, at, at, at + 1, at + 1, at - 1, at - 2, at - 1_000_000].map((time) => time as Instant);

  beforeAll(async () => {
    const rows = times.map((time) => ({ uuid: randomUUID(), micros: neo4j.int(time) }));
    await driver.executeQuery(
      `UNWIND $rows AS row
       WITH row, datetime('1970-01-01T00:00:00Z') + duration({microseconds: row.micros}) AS at
       CREATE (a:Entity {uuid: row.uuid, group_id: $group, created_at: at})
       CREATE (a)-[:RELATES_TO {uuid: row.uuid, group_id: $group, created_at: at, expired_at: at}]->(a)
       CREATE (:Episodic {uuid: row.uuid, group_id: $group, created_at: at})-[:MENTIONS]->(a)
       CREATE (:Entity {uuid: 'x' + row.uuid, group_id: $group + 'x', created_at: at})`,
      { rows, group: tenant },
    );
  });

  it.each<RecentKind>(['nodes', 'edges', 'ended', 'episodes'])('give %s page by page, newest first', async (kind) => {
    const since = (at - 2) as Instant;
    const found: RecentElement[] = [];
    for (let after: RecentElement | null = null; ; after = found.at(-1) ?? null) {
      const page: RecentElement[] = await graph.recent.list(tenant, kind, { since, after, limit: 2 });
      found.push(...page);
      if (page.length < 2) break;
    }
    expect(found.map(({ at: text }) => parseInstant(text))).toEqual([at + 1, at + 1, at, at, at, at - 1, at - 2]);
    expect(new Set(found.map(({ uuid }) => uuid)).size).toBe(7);
  });

  it('tell an episode from itself when it mentions more', async () => {
    const list = () => graph.recent.list(tenant, 'episodes', { since: at, after: null, limit: 1 });
    const [before] = await list();
    await driver.executeQuery(
      'MATCH (p:Episodic {uuid: $uuid}), (n:Entity {uuid: $other}) CREATE (p)-[:MENTIONS]->(n)',
      {
        uuid: before?.uuid,
        other: (await graph.recent.list(tenant, 'nodes', { since: at, after: null, limit: 5 })).at(-1)?.uuid,
      },
    );
    expect((await list())[0]).toEqual({ ...before, state: '2' });
  });

  it('know nothing of what Asof never had', async () => {
    const [node] = await graph.recent.list(tenant, 'nodes', { since: at, after: null, limit: 1 });
    for (const kind of ['nodes', 'edges', 'episodes'] as const) {
      expect([...(await graph.recent.known(tenant, kind, [node?.uuid as never], new Set([OPEN_END])))]).toEqual([]);
    }
  });
});
