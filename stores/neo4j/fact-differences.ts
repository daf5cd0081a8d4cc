// Reads what changed of entities' facts between two moments: facts that are visible at one of them, or at both with
// other values.
import type { Id } from '../../core/ids.ts';
import type { DiffKey, FactDifference, GraphReads } from '../../core/reads.ts';
import type { Neo4jClient } from './client.ts';
import { type FactRow, pageOf, toFact } from './fact-rows.ts';
import type { Parameters } from './parameters.ts';
import { loadQuery } from './queries.ts';
import { readEach } from './read-each.ts';

const READ_DIFFERENCES = loadQuery('graph/read-fact-differences');

type ChangeRow = readonly [before: FactRow | null, after: FactRow | null];

export function factDifferenceReads(client: Neo4jClient): Pick<GraphReads, 'factDifferences'> {
  return {
    async factDifferences(scope, first, keys) {
      const rows = await readEach<{ index: number; changes: readonly ChangeRow[] }>(
        client,
        READ_DIFFERENCES,
        scope,
        keys.map(differenceKey),
        { limit: first + 1 },
      );
      return keys.map(({ from, to }, index) =>
        pageOf(rows.get(index)?.changes, first, ([earlier, later]): FactDifference => {
          const before = earlier && toFact(earlier, scope, from.systemTime);
          const after = later && toFact(later, scope, to.systemTime);
          return { id: (before ?? after)?.id as Id, before, after };
        }),
      );
    },
  };
}

function differenceKey({ id, from, to, after }: DiffKey & { readonly after: Id | null }): Parameters {
  return {
    id,
    validFromMax: Math.max(from.validTime, to.validTime),
    fromValid: from.validTime,
    fromSystem: from.systemTime,
    toValid: to.validTime,
    toSystem: to.systemTime,
    afterId: after ?? '',
  };
}
