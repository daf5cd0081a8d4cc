// Reads the facts of entities: those that are visible at a moment, or all their versions along an axis of time.
import {
  COUNT_MAX,
  type EntityKey,
  type FactFilter,
  type FactQuery,
  type GraphReads,
  type TimePosition,
} from '../../core/reads.ts';
import type { Neo4jClient } from './client.ts';
import { compileFilter } from './fact-filter.ts';
import { type FactRow, pageOf, toCount, toFact } from './fact-rows.ts';
import type { Parameters } from './parameters.ts';
import { loadFiltered, reversed } from './queries.ts';
import { boundsOf, positionBounds, readEach, systemSpan, validSpans } from './read-each.ts';

const READ_FACTS = {
  VALID: loadFiltered('graph/read-facts'),
  SYSTEM: loadFiltered('graph/read-facts-by-system-time'),
};
const COUNT_FACTS = loadFiltered('graph/count-facts');

type FactReads = Pick<GraphReads, 'facts' | 'factCounts'>;
type FactKey = EntityKey & { readonly after: TimePosition | null };

export function factReads(client: Neo4jClient): FactReads {
  return {
    async facts(scope, query, keys) {
      const { conditions, parameters } = compileFilter(query.where);
      const text = READ_FACTS[query.axis](conditions);
      const rows = await readEach<{ index: number; facts: readonly FactRow[] }>(
        client,
        query.order === 'DESC' ? text : reversed(text),
        scope,
        keys.map((key) => pageKey(key, query)),
        { ...parameters, names: query.names, limit: query.first + 1 },
      );
      return keys.map(({ moment }, index) =>
        pageOf(rows.get(index)?.facts, query.first, (row) => toFact(row, scope, moment.systemTime)),
      );
    },

    async factCounts(scope, filter, keys) {
      const { conditions, parameters } = compileFilter(filter.where);
      const all = { ...filter, axis: 'VALID', order: 'DESC' } as const;
      const rows = await readEach<{ index: number; total: number }>(
        client,
        COUNT_FACTS(conditions),
        scope,
        keys.map((key) => pageKey({ ...key, after: null }, all)),
        { ...parameters, names: filter.names, limit: COUNT_MAX + 1 },
      );
      return keys.map((_, index) => toCount(rows.get(index)?.total));
    },
  };
}

/** A key of a page: which end its entity is, within which bounds, and in which spans of the index it is sought. */
function pageKey(
  { id, moment, after }: FactKey,
  { range, direction, axis, order }: Pick<FactQuery, 'axis' | 'order'> & FactFilter,
): Parameters {
  return {
    subject: direction === 'IN' ? null : id,
    object: direction === 'OUT' ? null : id,
    ...boundsOf(moment, range),
    ...positionBounds(after, order),
    ...(axis === 'VALID' ? validSpans(moment, range, after, order) : systemSpan(moment, after, order)),
  };
}
