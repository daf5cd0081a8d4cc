// Every statement of the graph, by its plan: it begins at an index, and never looks through a whole label.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import neo4j, { type Driver, type Plan } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadQuery } from '../../../stores/neo4j/queries.ts';
import { openDriver, openTestGraph } from './graph.ts';

const QUERIES = join(import.meta.dirname, '../../../cypher/queries');

/** Statements that only write, and so have nowhere to begin. */
const WRITE_ONLY =
  /^(graph\/create-(episode-versions|graphiti-entities|graphiti-episodes)|migrations\/record-migration)$/;

/** Graphiti's small lists of one episode are expanded, from the episode that an index found. */
const MAY_EXPAND = new Set([
  'graph/update-graphiti-episodes',
  'graph/remove-graphiti-entities',
  'graphiti/read-episodes',
  'graphiti/pick-episodes',
]);

const names = ['graph', 'graphiti', 'migrations'].flatMap((folder) =>
  readdirSync(join(QUERIES, folder)).map((file) => `${folder}/${file.replace('.cypher', '')}`),
);
const schemaless = names.filter((name) => name !== 'migrations/create-history');

/** One value for every parameter that a statement may name; plans do not depend on them. */
const PARAMETERS = {
  tenant: 'nobody',
  group: 'nobody',
  chain: 'nobody',
  name: 'nothing',
  checksum: '',
  keys: [],
  rows: [],
  ids: [],
  elements: [],
  dead: [],
  names: null,
  version: neo4j.int(1),
  since: '2026-01-01T00:00:00Z',
  before: '2026-01-01T00:00:00Z',
  beforeUuid: '',
  after: '',
  uuids: [],
  systemTime: neo4j.int(0),
  limit: neo4j.int(10),
  openEnd: neo4j.int(0),
};

let driver: Driver;

beforeAll(async () => {
  await (await openTestGraph()).close();
  driver = openDriver();
});
afterAll(() => driver.close());

function operatorsOf(plan: Plan): string[] {
  return [plan.operatorType.replace(/@.*/, ''), ...plan.children.flatMap(operatorsOf)];
}

async function planOf(name: string): Promise<{ operators: string[]; details: string }> {
  const { summary } = await driver.executeQuery(`EXPLAIN ${loadQuery(name)}`, PARAMETERS);
  if (!summary.plan) throw new Error(`${name} has no plan.`);
  return { operators: operatorsOf(summary.plan), details: JSON.stringify(summary.plan) };
}

describe('the plan of each statement', () => {
  it.each(schemaless)('%s', async (name) => {
    const { operators } = await planOf(name);
    expect(operators.filter((operator) => /Scan/.test(operator))).toEqual([]);
    const seeks = operators.filter((operator) => /Seek/.test(operator));
    if (!WRITE_ONLY.test(name)) expect(seeks).not.toEqual([]);
    if (!MAY_EXPAND.has(name)) expect(operators.filter((operator) => /Expand/.test(operator))).toEqual([]);
  });

  it('of a page of facts is in order from the index, so that it stops when the page is full', async () => {
    const { operators, details } = await planOf('graph/read-facts');
    // The only sorting is of the two branches, each of which is no longer than a page.
    expect(operators.filter((operator) => /Sort|Top/.test(operator))).toEqual(['Top']);
    expect(operators.filter((operator) => operator === 'Limit')).toHaveLength(2);
    expect(details).toContain('f:FACT(tenant, subject, validFrom, id)');
    expect(details).toContain('f:FACT(tenant, object, validFrom, id)');
  });
});

describe('the plan of a page of Graphiti’s elements', () => {
  it.each(['read-nodes', 'read-edges', 'read-episodes'])('%s is in order from the index', async (name) => {
    const { operators, details } = await planOf(`graphiti/${name}`);
    expect(operators.filter((operator) => /Sort|Top/.test(operator))).toEqual([]);
    expect(details).toMatch(/(Entity|RELATES_TO|Episodic)\(uuid\)/);
  });
});

describe('statements as they are sent', () => {
  it('name the tenant or its group, without exception', () => {
    for (const name of names.filter((one) => one.startsWith('graph'))) {
      expect([name, /\$(tenant|group)\b/.test(loadQuery(name))]).toEqual([name, true]);
    }
  });

  it('have no comment at their beginning', () => {
    for (const name of names) expect(loadQuery(name)).toMatch(/^[A-Z]/);
  });

  it('run, each of them', async () => {
    const session = driver.session();
    const transaction = session.beginTransaction();
    for (const name of schemaless) {
      await expect(transaction.run(loadQuery(name), PARAMETERS), name).resolves.toBeDefined();
    }
    await transaction.rollback();
    await session.close();
  });
});
