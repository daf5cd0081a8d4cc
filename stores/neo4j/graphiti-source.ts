// Reads what Graphiti wrote for a tenant: in pages by uuid, each by one query, and never more than a page of it.
import type { Id, Tenant } from '../../core/ids.ts';
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

const READ_NODES = loadQuery('graphiti/read-nodes');
const READ_EDGES = loadQuery('graphiti/read-edges');
const READ_EPISODES = loadQuery('graphiti/read-episodes');
const COUNT_ELEMENTS = loadQuery('graphiti/count-elements');
const FIND_FOREIGN = [loadQuery('graphiti/find-foreign-node'), loadQuery('graphiti/find-foreign-episode')];
const FIND_KNOWN_ENTITIES = loadQuery('graphiti/find-known-entities');
const FIND_KNOWN_NODES = loadQuery('graphiti/find-known-nodes');
const FIND_KNOWN_FACTS = loadQuery('graphiti/find-known-facts');
const FIND_KNOWN_EPISODES = loadQuery('graphiti/find-known-episodes');

export interface GraphitiCounts {
  readonly nodes: number;
  readonly edges: number;
  readonly episodes: number;
  /** Elements without a uuid: nobody can name them. */
  readonly unnamed: number;
}

/** Pages come in the order of uuids, after the one given; the first comes after ''. */
export interface GraphitiSource {
  /** The tenant's `group_id`. */
  groupOf(tenant: Tenant): string;
  /** What there is of the tenant's, Asof's own copies included. */
  count(tenant: Tenant): Promise<GraphitiCounts>;
  /** Whether there is anything that Asof did not write itself. */
  hasForeign(tenant: Tenant): Promise<boolean>;
  nodes(tenant: Tenant, after: string, limit: number): Promise<GraphitiNode[]>;
  edges(tenant: Tenant, after: string, limit: number): Promise<GraphitiEdge[]>;
  episodes(tenant: Tenant, after: string, limit: number): Promise<GraphitiEpisode[]>;
  /** Those of the ids that entities of Asof's have, each with its type. */
  knownEntities(tenant: Tenant, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Those that have a version; an entity of which only a fact speaks has none. */
  knownNodes(tenant: Tenant, ids: readonly string[]): Promise<ReadonlySet<string>>;
  knownFacts(tenant: Tenant, ids: readonly string[]): Promise<ReadonlySet<string>>;
  knownEpisodes(tenant: Tenant, ids: readonly string[]): Promise<ReadonlySet<string>>;
}

export function graphitiSource(client: Neo4jClient): GraphitiSource {
  const page = <Row extends object>(text: string, tenant: Tenant, after: string, limit: number): Promise<Row[]> =>
    client.read<Row>(text, { group: groupOf(tenant), after, limit });
  const known = async (text: string, tenant: Tenant, ids: readonly string[]): Promise<ReadonlySet<string>> => {
    if (ids.length === 0) return new Set();
    return new Set((await client.read<{ id: Id }>(text, { tenant, ids })).map(({ id }) => id));
  };
  return {
    groupOf,
    async count(tenant) {
      const [counts] = await client.read<GraphitiCounts>(COUNT_ELEMENTS, { group: groupOf(tenant) });
      return counts ?? { nodes: 0, edges: 0, episodes: 0, unnamed: 0 };
    },
    async hasForeign(tenant) {
      for (const text of FIND_FOREIGN) {
        if ((await client.read(text, { tenant, group: groupOf(tenant) })).length > 0) return true;
      }
      return false;
    },
    nodes: async (tenant, after, limit) => (await page<RawNode>(READ_NODES, tenant, after, limit)).map(toNode),
    edges: async (tenant, after, limit) => (await page<RawEdge>(READ_EDGES, tenant, after, limit)).map(toEdge),
    episodes: async (tenant, after, limit) =>
      (await page<RawEpisode>(READ_EPISODES, tenant, after, limit)).map(toEpisode),
    async knownEntities(tenant, ids) {
      if (ids.length === 0) return new Map();
      const rows = await client.read<{ id: Id; type: string }>(FIND_KNOWN_ENTITIES, { tenant, ids });
      return new Map(rows.map(({ id, type }) => [id, type]));
    },
    knownNodes: (tenant, ids) => known(FIND_KNOWN_NODES, tenant, ids),
    knownFacts: (tenant, ids) => known(FIND_KNOWN_FACTS, tenant, ids),
    knownEpisodes: (tenant, ids) => known(FIND_KNOWN_EPISODES, tenant, ids),
  };
}
