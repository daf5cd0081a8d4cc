// Reads of the temporal graph at moments: each method is one Bolt query, however many keys it is given.
import type { EntityRef } from '../../core/commit.ts';
import { AsofError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { type Instant, OPEN_END } from '../../core/instant.ts';
import type {
  EntityKey,
  EpisodeVersion,
  FactDirection,
  FactFilter,
  FactPosition,
  FactVersion,
  GraphReads,
  NodeVersion,
  Page,
  ReadScope,
} from '../../core/reads.ts';
import { boundsKnownAt } from '../../core/visibility.ts';
import type { Rectangle } from '../../core/window.ts';
import type { Neo4jClient } from './client.ts';
import type { Parameter, Parameters } from './parameters.ts';
import { loadQuery } from './queries.ts';

const READ_NODES = loadQuery('graph/read-nodes');
const READ_FACTS = loadQuery('graph/read-facts');
const COUNT_FACTS = loadQuery('graph/count-facts');
const READ_EPISODES = loadQuery('graph/read-episodes');

/** More keys than a page of pages can have; a loader that goes past it is at fault. */
const KEYS_MAX = 20_000;

interface NodeRow {
  readonly index: number;
  readonly type: string;
  readonly name: string | null;
}

interface EpisodeRow extends Rectangle {
  readonly index: number;
  readonly name: string;
  readonly source: string;
  readonly sourceDescription: string;
  readonly content: string;
  readonly mentionIds: readonly Id[];
  readonly mentionTypes: readonly string[];
}

/** A fact as `read-facts.cypher` lists its properties; a list is smaller on the wire than a map. */
type FactRow = readonly [
  id: Id,
  name: string,
  fact: string,
  episodes: readonly Id[],
  subject: Id,
  subjectType: string,
  object: Id,
  objectType: string,
  validFrom: Instant,
  validTo: Instant,
  systemFrom: Instant,
  systemTo: Instant,
];

type FactKey = EntityKey & { readonly after: FactPosition | null };

/** The graph's reads over a client. */
export function graphReads(client: Neo4jClient): GraphReads {
  return {
    async nodes(scope, keys) {
      const rows = await readEach<NodeRow>(client, READ_NODES, scope, keys.map(momentKey));
      return keys.map((key, index): NodeVersion | null => {
        const row = rows.get(index);
        return row ? { id: key.id, type: row.type, name: row.name } : null;
      });
    },

    async facts(scope, page, keys) {
      const parameters = { names: page.names, limit: page.first + 1 };
      const boltKeys = keys.map((key) => factKey(key, page.direction));
      const rows = await readEach<{ index: number; facts: readonly FactRow[] }>(
        client,
        READ_FACTS,
        scope,
        boltKeys,
        parameters,
      );
      return keys.map((key, index): Page<FactVersion> => {
        const found = rows.get(index)?.facts ?? [];
        const items = found.slice(0, page.first).map((row) => toFact(row, scope, key));
        return { items, hasNextPage: found.length > page.first };
      });
    },

    async factCounts(scope, filter: FactFilter, keys) {
      const boltKeys = keys.map((key) => factKey({ ...key, after: null }, filter.direction));
      const parameters = { names: filter.names };
      const rows = await readEach<{ index: number; total: number }>(client, COUNT_FACTS, scope, boltKeys, parameters);
      return keys.map((_, index) => rows.get(index)?.total ?? 0);
    },

    async episodes(scope, keys) {
      const rows = await readEach<EpisodeRow>(client, READ_EPISODES, scope, keys.map(momentKey));
      return keys.map((key, index) => {
        const row = rows.get(index);
        return row ? toEpisode(row, scope, key) : null;
      });
    },
  };
}

/** Runs one query for all keys and returns its rows by the index of their key. */
async function readEach<Row extends { readonly index: number }>(
  client: Neo4jClient,
  query: string,
  scope: ReadScope,
  keys: readonly Parameters[],
  parameters: Parameters = {},
): Promise<Map<number, Row>> {
  if (keys.length === 0) return new Map();
  if (keys.length > KEYS_MAX) {
    throw new AsofError('REQUEST_TOO_LARGE', `One read of the graph takes ${KEYS_MAX} keys; ${keys.length} arrived.`);
  }
  const rows = await client.read<Row>(query, {
    ...parameters,
    tenant: scope.tenant,
    dead: [...scope.dead],
    openEnd: OPEN_END,
    keys: keys.map((key, index): Parameter => ({ ...key, index })),
  });
  return new Map(rows.map((row) => [row.index, row]));
}

function momentKey({ id, moment }: EntityKey): Parameters {
  return { id, validTime: moment.validTime, systemTime: moment.systemTime };
}

/** `validFromMax` is where the seek begins: at the moment, or at the last fact of the page before. */
function factKey({ id, moment, after }: FactKey, direction: FactDirection): Parameters {
  return {
    subject: direction === 'IN' ? null : id,
    object: direction === 'OUT' ? null : id,
    validTime: moment.validTime,
    systemTime: moment.systemTime,
    validFromMax: after ? Math.min(after.validFrom, moment.validTime) : moment.validTime,
    // A position after the moment lies before every fact of the answer, so that its id must not leave any out.
    afterId: after && after.validFrom <= moment.validTime ? after.id : null,
  };
}

function toFact(row: FactRow, scope: ReadScope, key: EntityKey): FactVersion {
  const [id, name, fact, episodes, subject, subjectType, object, objectType, validFrom, validTo, systemFrom, systemTo] =
    row;
  const version: FactVersion = {
    id,
    subject: { id: subject, type: subjectType },
    object: { id: object, type: objectType },
    validFrom,
    validTo,
    systemFrom,
    systemTo,
    values: { name, fact, episodes },
  };
  return boundsKnownAt(version, key.moment.systemTime, scope.dead);
}

function toEpisode(row: EpisodeRow, scope: ReadScope, key: EntityKey): EpisodeVersion {
  const { name, source, sourceDescription, content, mentionIds, mentionTypes } = row;
  const mentions = mentionIds.map((id, n): EntityRef => ({ id, type: mentionTypes[n] ?? '' }));
  const version: EpisodeVersion = {
    id: key.id,
    validFrom: row.validFrom,
    validTo: row.validTo,
    systemFrom: row.systemFrom,
    systemTo: row.systemTo,
    values: { name, source, sourceDescription, content, mentions },
  };
  return boundsKnownAt(version, key.moment.systemTime, scope.dead);
}
