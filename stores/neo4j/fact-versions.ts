// Reads facts by their own ids: the version that is visible at a moment, or all versions along an axis of time.
import type { Instant } from '../../core/instant.ts';
import { EARLIEST, OPEN_END } from '../../core/instant.ts';
import { COUNT_MAX, type EntityKey, type GraphReads, type HistoryAxis, type HistoryQuery } from '../../core/reads.ts';
import type { Neo4jClient } from './client.ts';
import { type FactRow, pageOf, toCount, toFact } from './fact-rows.ts';
import type { Parameters } from './parameters.ts';
import { loadQuery, reversed } from './queries.ts';
import { boundsOf, readEach } from './read-each.ts';

const READ_VERSIONS = loadQuery('graph/read-fact-versions');
const COUNT_VERSIONS = loadQuery('graph/count-fact-versions');

type FactVersionReads = Pick<GraphReads, 'factsById' | 'factVersions' | 'factVersionCounts'>;

interface FactsRow {
  readonly index: number;
  readonly facts: readonly FactRow[];
}

export function factVersionReads(client: Neo4jClient): FactVersionReads {
  return {
    async factsById(scope, keys) {
      const boltKeys = keys.map(({ id, moment }) => ({ id, ...boundsOf(moment), from: EARLIEST, to: OPEN_END }));
      const parameters = { names: null, axis: 'VALID', limit: 1 };
      const rows = await readEach<FactsRow>(client, READ_VERSIONS, scope, boltKeys, parameters);
      return keys.map(({ moment }, index) => {
        const row = rows.get(index)?.facts[0];
        return row ? toFact(row, scope, moment.systemTime) : null;
      });
    },

    async factVersions(scope, query, keys) {
      const text = query.direction === 'DESC' ? READ_VERSIONS : reversed(READ_VERSIONS);
      const boltKeys = keys.map((key) => versionKey(key, query));
      const parameters = { names: null, axis: query.axis, limit: query.first + 1 };
      const rows = await readEach<FactsRow>(client, text, scope, boltKeys, parameters);
      return keys.map(({ moment }, index) =>
        pageOf(rows.get(index)?.facts, query.first, (row) => toFact(row, scope, moment.systemTime)),
      );
    },

    async factVersionCounts(scope, axis, keys) {
      const boltKeys = keys.map(({ id, moment }) => ({ id, ...boundsOf(moment, axis) }));
      const parameters = { names: null, limit: COUNT_MAX + 1 };
      const rows = await readEach<{ index: number; total: number }>(
        client,
        COUNT_VERSIONS,
        scope,
        boltKeys,
        parameters,
      );
      return keys.map((_, index) => toCount(rows.get(index)?.total));
    },
  };
}

/** On an axis the versions of one fact begin one after the other, so that where one begins is its position. */
function versionKey(
  { id, moment, after }: EntityKey & { readonly after: Instant | null },
  { axis, direction }: { readonly axis: HistoryAxis; readonly direction: HistoryQuery['direction'] },
): Parameters {
  return {
    id,
    ...boundsOf(moment, axis),
    from: after !== null && direction === 'ASC' ? after + 1 : EARLIEST,
    to: after !== null && direction === 'DESC' ? after - 1 : OPEN_END,
  };
}
