// How PostgreSQL finds what it is asked for: statements by their plans, with the values with which they were sent.
import type { SentSql } from './sent-statements.ts';
import { isFullScan, type PlanNode, pathsOf } from './sql-paths.ts';
import type { Ways } from './ways.ts';

export interface SqlPlan {
  /** What sent it. */
  readonly from: string;
  /** Each table that it reads, and by what. */
  readonly paths: readonly string[];
  /** By which indexes; null for a whole table. */
  readonly indexes: readonly (string | null)[];
  /** How many rows it looked at. */
  readonly rows: number;
  /** Those that read a whole table. */
  readonly scans: readonly string[];
}

/** The plans of statements, as the app's role gets them. */
export async function sqlPlansOf(ways: Ways, from: string, sent: readonly SentSql[]): Promise<readonly SqlPlan[]> {
  const plans: SqlPlan[] = [];
  for (const { text, values } of sent) {
    const [row] = await ways.explainSql<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(text, values);
    const found = (row?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => pathsOf(Plan));
    plans.push({
      from,
      paths: found.map(({ path }) => path),
      indexes: found.map(({ index }) => index),
      rows: found.reduce((sum, { rows }) => sum + rows, 0),
      scans: found.filter(isFullScan).map(({ path }) => path),
    });
  }
  return plans;
}
