// Finds what Graphiti made or ended since an instant, newest first, and what Asof has of it already.
import type { Id, Tenant } from '../../core/ids.ts';
import { formatInstant, type Instant, OPEN_END } from '../../core/instant.ts';
import type { DeadCommits } from '../../core/visibility.ts';
import type { Rectangle } from '../../core/window.ts';
import type { Neo4jClient } from './client.ts';
import { groupOf } from './graphiti.ts';
import {
  type GraphitiEdge,
  type GraphitiEpisode,
  type GraphitiNode,
  type RawEdge,
  type RawEpisode,
  type RawNode,
  toEdge,
  toEpisode,
  toNode,
} from './graphiti-elements.ts';
import { loadQuery } from './queries.ts';

/** `ended` are edges, too: in the order in which their ends became known. */
export type RecentKind = 'episodes' | 'edges' | 'ended' | 'nodes';

export interface RecentElement {
  readonly uuid: string;
  /** Its created_at (of `ended` its expired_at) as text, to the last digit. */
  readonly at: string;
  /** What tells its states apart: another text, another state. */
  readonly state: string;
}

export interface RecentRange {
  readonly since: Instant;
  /** The element after which to go on, toward older ones; null for the newest. */
  readonly after: RecentElement | null;
  readonly limit: number;
}

/** The bounds of a version, and of an episode's the number of entities that it mentions. */
export interface KnownVersion extends Rectangle {
  readonly mentions: number;
}

export type KnownVersions = ReadonlyMap<Id, readonly KnownVersion[]>;

export interface GraphitiRecent {
  list(tenant: Tenant, kind: RecentKind, range: RecentRange): Promise<RecentElement[]>;
  pickNodes(tenant: Tenant, uuids: readonly string[]): Promise<GraphitiNode[]>;
  pickEdges(tenant: Tenant, uuids: readonly string[]): Promise<GraphitiEdge[]>;
  pickEpisodes(tenant: Tenant, uuids: readonly string[]): Promise<GraphitiEpisode[]>;
  /** All versions that Asof has of each id, pending commits' included; an id without one is not there. */
  known(tenant: Tenant, kind: RecentKind, ids: readonly Id[], dead: DeadCommits): Promise<KnownVersions>;
}

const LISTS: Readonly<Record<RecentKind, string>> = {
  episodes: loadQuery('graphiti/list-recent-episodes'),
  edges: loadQuery('graphiti/list-recent-edges'),
  ended: loadQuery('graphiti/list-ended-edges'),
  nodes: loadQuery('graphiti/list-recent-nodes'),
};
const FACT_BOUNDS = loadQuery('graphiti/read-fact-bounds');
const BOUNDS: Readonly<Record<RecentKind, string>> = {
  episodes: loadQuery('graphiti/read-episode-bounds'),
  edges: FACT_BOUNDS,
  ended: FACT_BOUNDS,
  nodes: loadQuery('graphiti/read-node-bounds'),
};
const PICK_NODES = loadQuery('graphiti/pick-nodes');
const PICK_EDGES = loadQuery('graphiti/pick-edges');
const PICK_EPISODES = loadQuery('graphiti/pick-episodes');

export function graphitiRecent(client: Neo4jClient): GraphitiRecent {
  const pick = async <Row extends object>(text: string, tenant: Tenant, uuids: readonly string[]): Promise<Row[]> =>
    uuids.length === 0 ? [] : client.read<Row>(text, { group: groupOf(tenant), uuids });
  return {
    list: (tenant, kind, { since, after, limit }) =>
      client.read<RecentElement>(LISTS[kind], {
        group: groupOf(tenant),
        since: formatInstant(since),
        before: after?.at ?? null,
        beforeUuid: after?.uuid ?? null,
        limit,
      }),
    pickNodes: async (tenant, uuids) => (await pick<RawNode>(PICK_NODES, tenant, uuids)).map(toNode),
    pickEdges: async (tenant, uuids) => (await pick<RawEdge>(PICK_EDGES, tenant, uuids)).map(toEdge),
    pickEpisodes: async (tenant, uuids) => (await pick<RawEpisode>(PICK_EPISODES, tenant, uuids)).map(toEpisode),
    async known(tenant, kind, ids, dead) {
      const versions = new Map<Id, KnownVersion[]>();
      if (ids.length === 0) return versions;
      const parameters = { tenant, ids, dead: [...dead], openEnd: OPEN_END };
      for (const { id, ...version } of await client.read<KnownVersion & { id: Id }>(BOUNDS[kind], parameters)) {
        const ofId = versions.get(id);
        if (ofId) ofId.push(version);
        else versions.set(id, [version]);
      }
      return versions;
    },
  };
}
