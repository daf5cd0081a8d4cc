// Every statement of the graph, by its plan: it begins at an index, and never looks through a whole label.
import type { Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CYPHER_PARAMETERS, cypherNames, faultsOf, operatorsOf } from '../../../bench/reads/cypher-plans.ts';
import type { Filter } from '../../../core/reads.ts';
import { compileFilter } from '../../../stores/neo4j/fact-filter.ts';
import { loadFiltered, loadQuery, reversed } from '../../../stores/neo4j/queries.ts';
import { openDriver, openTestGraph } from './graph.ts';

let driver: Driver;

beforeAll(async () => {
  await (await openTestGraph()).close();
  driver = openDriver();
});
afterAll(() => driver.close());

async function planOf(text: string, parameters: object = {}) {
  const { summary } = await driver.executeQuery(`EXPLAIN ${text}`, { in: { ...CYPHER_PARAMETERS.in, ...parameters } });
  if (!summary.plan) throw new Error(`There is no plan for ${text}`);
  return { plan: summary.plan, operators: operatorsOf(summary.plan), details: JSON.stringify(summary.plan) };
}

describe('the plan of each statement', () => {
  it.each(cypherNames)('%s', async (name) => {
    const { plan } = await planOf(loadQuery(name));
    expect(faultsOf(name, plan)).toEqual([]);
  });

  it.each([
    ['graph/read-facts', ['subject, validFrom', 'object, validFrom', 'subject, aheadFrom', 'object, aheadFrom']],
    ['graph/read-facts-by-system-time', ['subject, systemFrom', 'object, systemFrom']],
    ['graph/read-mentions', ['entity, validFrom', 'entity, aheadFrom']],
  ])(
    'of a page, %s, is in order from the index either way, so that it stops when the page is full',
    async (name, spans) => {
      for (const text of [loadQuery(name), reversed(loadQuery(name))]) {
        const { operators, details } = await planOf(text);
        // The only sorting is of the branches, each of which is no longer than a page.
        expect(operators.filter((operator) => /Sort|Top/.test(operator))).toEqual(['Top']);
        expect(operators.filter((operator) => operator === 'Limit')).toHaveLength(spans.length);
        expect(operators.filter((operator) => /Seek/.test(operator))).toHaveLength(spans.length);
        for (const span of spans) expect(details).toContain(`(tenant, ${span}, `);
      }
    },
  );

  it('of a page of facts stays in order whatever a filter says', async () => {
    const field = (operator: 'lt' | 'gt'): Filter => ({ field: 'validFrom', operator, value: 0 });
    const where = { or: [field('lt'), field('gt'), { not: { and: [field('lt')] } }] };
    const { conditions, parameters } = compileFilter(where);
    const { operators } = await planOf(loadFiltered('graph/read-facts')(conditions), parameters);
    expect(operators.filter((operator) => operator === 'Limit')).toHaveLength(4);
  });
});

describe('the plan of a page of Graphiti’s elements', () => {
  it.each(['read-nodes', 'read-edges', 'read-episodes'])('%s is in order from the index', async (name) => {
    const { operators, details } = await planOf(loadQuery(`graphiti/${name}`));
    expect(operators.filter((operator) => /Sort|Top/.test(operator))).toEqual([]);
    expect(details).toMatch(/(Entity|RELATES_TO|Episodic)\(uuid\)/);
  });
});

describe('statements as they are sent', () => {
  it('name the tenant or its group, without exception', () => {
    for (const name of cypherNames.filter((one) => one.startsWith('graph'))) {
      expect([name, /\$in\.(tenant|group)\b/.test(loadQuery(name))]).toEqual([name, true]);
    }
  });

  it('have no comment at their beginning', () => {
    for (const name of cypherNames) expect(loadQuery(name)).toMatch(/^[A-Z]/);
  });

  it('run, each of them', async () => {
    const session = driver.session();
    const transaction = session.beginTransaction();
    for (const name of cypherNames) {
      await expect(transaction.run(loadQuery(name), CYPHER_PARAMETERS), name).resolves.toBeDefined();
    }
    await transaction.rollback();
    await session.close();
  });
});
