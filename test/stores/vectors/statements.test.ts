// The plans of the statements on a table of many tenants: each is served by its index, and none reads the table whole.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../core/ids.ts';
import { STATEMENTS } from '../../../stores/vectors/pgvector/statements.ts';
import { type PrivateVectors, startPrivateVectors } from './private-vectors.ts';

const VECTOR = `[${Array(256).fill(0.0625).join(',')}]`;
const IDS = [newId(), newId()];

let server: PrivateVectors;
let client: pg.Client;

beforeAll(async () => {
  server = await startPrivateVectors();
  client = new pg.Client({ connectionString: server.url });
  await client.connect();
  // 20 tenants of 250 points, each written by a commit of its own, every other one ended.
  await client.query(
    `INSERT INTO vectors.point
     SELECT 'tenant-' || n % 20, gen_random_uuid(), 'entity', 'Load', 0, 9007199254740991, n,
       CASE WHEN n % 2 = 0 THEN 9007199254740991 ELSE n + 20 END, 'text', $1::vector
     FROM generate_series(1, 5000) AS n`,
    [VECTOR],
  );
  await client.query('ANALYZE vectors.point');
});

afterAll(async () => {
  await client.end();
  await server.remove();
});

async function planOf(statement: string, values: readonly unknown[]): Promise<string> {
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${statement}`, ['tenant-4', ...values]);
  return rows.map((row) => row['QUERY PLAN'].trim()).join(' ');
}

describe('the plan of', () => {
  const byKey = /point_pkey.*Index Cond: .*tenant = .*id = .*valid_from = .*system_from = /;
  const cases: readonly [keyof typeof STATEMENTS, readonly unknown[], RegExp][] = [
    ['findSimilar', [IDS, [1, 1], [9000, 9000], 10, []], /Index Cond: .*tenant = /],
    ['searchPoints', [1, 9000, [], VECTOR, null, null, 21], /Index Cond: .*tenant = /],
    ['readTimelines', [IDS], /point_pkey.*Index Cond: .*tenant = .*id = /],
    ['readEmbeddings', [IDS, [1, 1], [1, 1]], byKey],
    ['closePoints', [IDS, [1, 1], [1, 1], [2, 2]], byKey],
    ['deletePoints', [IDS, [1, 1], [1, 1]], byKey],
    ['deleteDeadPoints', [IDS, [1, 2]], /Index Cond: .*tenant = /],
    ['reopenDeadPoints', [IDS, [1, 2]], /Index Cond: .*tenant = /],
    ['deleteCommit', [104], /point_pkey.*Index Cond: .*tenant = .*system_from = /],
    ['reopenCommit', [104], /point_by_system_to.*Index Cond: .*tenant = .*system_to = /],
    ['purgeTenant', [], /Index Cond: .*tenant = /],
  ];

  for (const [name, values, expected] of cases) {
    it(`${name} takes its index`, async () => {
      const plan = await planOf(STATEMENTS[name], values);
      expect(plan).toMatch(expected);
      expect(plan).not.toContain('Seq Scan');
    });
  }
});
