// One round trip per store and level, counted where the statements leave the process.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, parseTenant } from '../../core/ids.ts';
import { type Instant, OPEN_END, parseInstant } from '../../core/instant.ts';
import { type RunningAsof, startAsof } from '../support/asof.ts';
import type { Draft } from '../support/histories.ts';

const tenant = parseTenant(`calls-${newId()}`);
const CUSTOMERS = 500;
const validFrom = parseInstant('2025-01-01');

let asof: RunningAsof;
beforeAll(async () => {
  asof = await startAsof();
  const drivers = Array.from({ length: 20 }, () => newId());
  const entity = (type: string, id: ReturnType<typeof newId>, name: string): Draft => ({
    kind: 'entity',
    entity: { type, id },
    validFrom,
    validTo: OPEN_END,
    values: { fields: { name }, attributes: null },
  });
  const drafts = drivers.map((id, n) => entity('Driver', id, `Driver ${n}`));
  for (let n = 0; n < CUSTOMERS; n++) {
    const id = newId();
    drafts.push(entity('Customer', id, `Customer ${n}`));
    for (const object of drivers.slice(n % 10, (n % 10) + 3)) {
      const values = { name: 'TRUSTS', fact: `Customer ${n} trusts a driver.`, episodes: [] };
      drafts.push({
        kind: 'fact',
        id: newId(),
        subject: { type: 'Customer', id },
        object: { type: 'Driver', id: object },
        validFrom: (validFrom + n) as Instant,
        validTo: OPEN_END,
        values,
      });
    }
  }
  await asof.committer.commit(tenant, 'test', drafts);
}, 60_000);
afterAll(() => asof?.stop());

/** Store calls that an operation makes, by store. */
async function callsOf(query: string, variables: Record<string, unknown>): Promise<Record<string, number>> {
  await asof.query(query, { tenant, variables }); // once before, so that connections and follower are there
  const before: Record<string, number> = asof.calls();
  const response = await asof.query(query, { tenant, variables });
  expect(response.errors).toBeUndefined();
  const nodes = (response.data?.customers as { nodes: unknown[] } | undefined)?.nodes;
  expect(nodes).toHaveLength(Number(variables.first));
  const after = asof.calls();
  return Object.fromEntries(Object.entries(after).map(([store, count]) => [store, count - (before[store] ?? 0)]));
}

describe('store calls', () => {
  const FACTS = `query ($first: Int!) {
    customers(first: $first) { totalCount nodes { name tier facts(first: 5) { totalCount nodes {
      fact subject { id } object { id name ... on Driver { status homeTerminal } }
    } } } }
  }`;

  it('are as many for 500 customers with facts, objects and their records as for 50', async () => {
    const few = await callsOf(FACTS, { first: 50 });
    const many = await callsOf(FACTS, { first: 500 });
    expect(many).toEqual(few);
    expect(few.postgres).toBe(3); // the list, its count, the drivers' records
    expect(few.neo4j).toBeLessThanOrEqual(3); // facts, their count, names
    expect(few.vectors).toBe(0);
  });

  it('are as many for 50 with similar as for 5', async () => {
    const query = 'query ($first: Int!) { customers(first: $first) { nodes { name similar(first: 3) { id name } } } }';
    const few = await callsOf(query, { first: 5 });
    const many = await callsOf(query, { first: 50 });
    expect(many).toEqual(few);
    expect(few.vectors).toBe(1);
  });
});
