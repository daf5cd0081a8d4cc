// Reads the communities that Graphiti made of entities, from its own part of the graph.
import { graphitiId } from '../../core/graphiti-ids.ts';
import type { Id } from '../../core/ids.ts';
import { EARLIEST, formatInstant, type Instant, OPEN_END } from '../../core/instant.ts';
import type { Community, GraphReads } from '../../core/reads.ts';
import type { Neo4jClient } from './client.ts';
import { groupOf } from './graphiti.ts';
import { instantOrNull } from './graphiti-elements.ts';
import { loadQuery } from './queries.ts';
import { readEach } from './read-each.ts';

const READ_COMMUNITIES = loadQuery('graph/read-communities');

/** Graphiti puts a node into one community, or into few. */
const COMMUNITIES_MAX = 1_000;
const MICROS_PER_MILLISECOND = 1_000;

interface CommunityRow {
  readonly uuid: string;
  readonly name: string | null;
  readonly summary: string | null;
  readonly created_at: unknown;
  readonly member: string;
  readonly memberSince: unknown;
}

export function communityReads(client: Neo4jClient): Pick<GraphReads, 'communities'> {
  return {
    async communities(scope, ids) {
      const rows = await readEach<{ index: number; communities: readonly CommunityRow[] }>(
        client,
        READ_COMMUNITIES,
        scope,
        ids.map((id) => ({ id, ...createdSpan(id) })),
        { group: groupOf(scope.tenant), limit: COMMUNITIES_MAX },
      );
      return ids.map((id, index) => {
        const found = rows.get(index)?.communities ?? [];
        return found.filter((row) => isMember(row, id)).map(toCommunity);
      });
    },
  };
}

/** The millisecond that a UUIDv7 begins with: when Graphiti made the node, if the id was derived of one. */
function createdSpan(id: Id) {
  const from = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) * MICROS_PER_MILLISECOND;
  const to = from + MICROS_PER_MILLISECOND;
  // No such instant: then it is no id of that kind, and the span is empty.
  if (to >= OPEN_END) return { createdFrom: formatInstant(EARLIEST), createdTo: formatInstant(EARLIEST) };
  return { createdFrom: formatInstant(from as Instant), createdTo: formatInstant(to as Instant) };
}

const isMember = ({ member, memberSince }: CommunityRow, id: Id): boolean =>
  member === id || graphitiId(member, instantOrNull(memberSince)) === id;

const toCommunity = ({ uuid, name, summary, created_at }: CommunityRow): Community => ({
  id: uuid,
  name: name ?? '',
  summary: summary ?? '',
  createdAt: instantOrNull(created_at),
});
