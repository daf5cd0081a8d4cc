// Reads from a plan of PostgreSQL's, as it was carried out, which table it reads by which index, and how many rows.

/** A node of EXPLAIN (ANALYZE, FORMAT JSON), as far as it is read here. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

export interface AccessPath {
  readonly table: string;
  readonly index: string | null;
  /** In words, for people. */
  readonly path: string;
  /** Rows that it looked at, those included that it left out. */
  readonly rows: number;
}

/** Tables of the server's own, and of a statement's parameters, have no index to go by. */
export const isFullScan = ({ index }: AccessPath): boolean => index === null;

/** All tables that were read, in the order of the plan: a part that was never carried out reads none. */
export function pathsOf(node: PlanNode): readonly AccessPath[] {
  if (node['Actual Loops'] === 0) return [];
  const inner = (node.Plans ?? []).flatMap(pathsOf);
  const table = node['Relation Name'];
  const index = node['Index Name'] ?? null;
  const rows = rowsOf(node);
  if (node['Node Type'] === 'Bitmap Index Scan') return [{ table: '', index, path: index ?? '', rows }];
  if (table === undefined) return inner;
  if (node['Node Type'] === 'Bitmap Heap Scan') {
    const below = inner.map((path) => path.index).join(' and ');
    return [{ table, index: below, path: `${table} by ${below}`, rows }];
  }
  const path = index === null ? `${table} whole (${node['Node Type']})` : `${table} by ${index}`;
  return [{ table, index, path, rows }, ...inner];
}

function rowsOf(node: PlanNode): number {
  const left = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return Math.round((node['Actual Rows'] + left) * node['Actual Loops']);
}
