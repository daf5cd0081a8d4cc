// Reads a tenant's graph page by page, and turns each page into what its elements say.
import type { EntityRef } from '../../../core/commit.ts';
import type { Id, Tenant } from '../../../core/ids.ts';
import type { Registry } from '../../../core/registry.ts';
import type {
  GraphitiEdge,
  GraphitiEnd,
  GraphitiEpisode,
  GraphitiNode,
} from '../../../stores/neo4j/graphiti-elements.ts';
import type { GraphitiSource } from '../../../stores/neo4j/graphiti-source.ts';
import type { Identifiable, Identities } from './identities.ts';
import { NAME_LENGTH_MAX, type Observed, observeEdge, observeEpisode, observeNode } from './observe.ts';
import { Oddities } from './oddities.ts';
import { edgeTimes, episodeTimes, idTime, type KnownLimits, nodeTime } from './times.ts';

/** In this order: edges name nodes and episodes. */
export const PHASES = ['nodes', 'episodes', 'edges'] as const;
export type Phase = (typeof PHASES)[number];

export interface GraphitiPage {
  readonly phase: Phase;
  /** How many elements were read. */
  readonly elements: number;
  /** How many of them Asof wrote itself: nothing is to be done about those. */
  readonly own: number;
  /** The uuid after which the next page begins. */
  readonly last: string;
  /** Whether the phase ends with it. */
  readonly isLast: boolean;
  readonly observed: readonly Observed[];
  readonly oddities: Oddities;
}

export interface PageOptions {
  readonly source: GraphitiSource;
  readonly identities: Identities;
  readonly registry: Registry;
  readonly tenant: Tenant;
  /** Elements of one page at most. Default: 1,000, and 200 episodes, which may be whole documents. */
  readonly pageSizeMax?: number | undefined;
}

const PAGE_SIZE_MAX: Readonly<Record<Phase, number>> = { nodes: 1_000, episodes: 200, edges: 1_000 };

type Contents = Pick<GraphitiPage, 'observed' | 'own'>;

export class GraphitiPages {
  readonly #options: PageOptions;

  constructor(options: PageOptions) {
    this.#options = options;
  }

  /** The page of a phase that begins after a uuid; the first one begins after ''. */
  async read(phase: Phase, after: string, limits: KnownLimits): Promise<GraphitiPage> {
    const { source, tenant, pageSizeMax } = this.#options;
    const limit = Math.min(pageSizeMax ?? Number.POSITIVE_INFINITY, PAGE_SIZE_MAX[phase]);
    const oddities = new Oddities();
    const page = <T extends Identifiable>(rows: readonly T[], observe: (rows: readonly T[]) => Promise<Contents>) =>
      toPage({ phase, after, limit, oddities }, rows, observe);
    switch (phase) {
      case 'nodes':
        return page(await source.nodes(tenant, after, limit), (nodes) => this.#nodes(nodes, limits, oddities));
      case 'episodes':
        return page(await source.episodes(tenant, after, limit), (rows) => this.#episodes(rows, limits, oddities));
      case 'edges':
        return page(await source.edges(tenant, after, limit), (edges) => this.#edges(edges, limits, oddities));
    }
  }

  async #nodes(nodes: readonly GraphitiNode[], limits: KnownLimits, oddities: Oddities): Promise<Contents> {
    const { identities, registry } = this.#options;
    const found = await identities.entities(nodes);
    const foreign = nodes.flatMap((node) => {
      const entity = found.get(node.uuid);
      return !entity || entity.own ? [] : [{ node, entity: { id: entity.id, type: entity.type } }];
    });
    for (const { node } of foreign) {
      for (const label of node.labels) if (!registry.find(label)) oddities.addLabel(label);
      if (node.name.length > NAME_LENGTH_MAX) oddities.add('nameTooLong', node.uuid);
    }
    const observed = foreign.map(({ node, entity }) => observeNode(entity, node, nodeTime(node, limits, oddities)));
    return { observed, own: nodes.length - foreign.length };
  }

  async #episodes(episodes: readonly GraphitiEpisode[], limits: KnownLimits, oddities: Oddities): Promise<Contents> {
    const { identities } = this.#options;
    const found = await identities.episodes(episodes);
    const foreign = episodes.filter(({ uuid }) => found.get(uuid)?.own === false);
    const mentioned = await identities.entities(foreign.flatMap(({ mentions }) => mentions.flatMap(this.#asNode)));
    const observed = foreign.flatMap((episode) => {
      const id = found.get(episode.uuid)?.id;
      if (!id) return [];
      const usable = episode.mentions.flatMap(this.#asNode);
      if (usable.length < episode.mentions.length) oddities.add('mentionLeftOut', episode.uuid);
      const mentions = new Map(usable.flatMap(({ uuid }) => refOf(mentioned, uuid)).map((ref) => [ref.id, ref]));
      return [observeEpisode(id, episode, episodeTimes(episode, limits, oddities), [...mentions.values()])];
    });
    return { observed, own: episodes.length - foreign.length };
  }

  async #edges(edges: readonly GraphitiEdge[], limits: KnownLimits, oddities: Oddities): Promise<Contents> {
    const { identities } = this.#options;
    const found = await identities.facts(edges);
    const foreign = edges.filter(({ uuid }) => found.get(uuid)?.own === false);
    const whole = foreign.filter((edge) => this.#hasEnds(edge, oddities));
    const ends = await identities.entities(
      whole.flatMap(({ subject, object }) => [subject, object].flatMap(this.#asNode)),
    );
    const episodeIds = await identities.episodeIds(whole.flatMap(({ episodes }) => episodes));
    const observed = whole.flatMap((edge) => {
      const id = found.get(edge.uuid)?.id;
      const [subject] = refOf(ends, edge.subject.uuid);
      const [object] = refOf(ends, edge.object.uuid);
      if (!id || !subject || !object) return [];
      const episodes = edge.episodes.flatMap((uuid) => episodeIds.get(uuid) ?? []);
      if (episodes.length < edge.episodes.length) oddities.add('episodeMissing', edge.uuid);
      const fact = observeEdge(id, edge, edgeTimes(edge, limits, oddities), { subject, object }, episodes);
      if (fact.history.length === 0) oddities.add('neverVisible', edge.uuid);
      return [fact];
    });
    return { observed, own: edges.length - foreign.length };
  }

  /** Counts what is odd about an edge's ends; false when it cannot be told between which entities it is. */
  #hasEnds({ uuid, subject, object, claimedSubject, claimedObject }: GraphitiEdge, oddities: Oddities): boolean {
    const ends = [subject, object];
    if (!ends.every(isNode)) {
      oddities.add('endWithoutUuid', uuid);
      return false;
    }
    if (!ends.every((end) => this.#isOfTenant(end))) {
      oddities.add('endInOtherGroup', uuid);
      return false;
    }
    const disagrees = (claimed: string | null, end: GraphitiEnd): boolean => claimed !== null && claimed !== end.uuid;
    if (disagrees(claimedSubject, subject) || disagrees(claimedObject, object)) oddities.add('endpointDisagrees', uuid);
    return true;
  }

  #isOfTenant({ group }: GraphitiEnd): boolean {
    return group === this.#options.source.groupOf(this.#options.tenant);
  }

  /** The node at an end, when it is one of the tenant's. */
  readonly #asNode = (end: GraphitiEnd): (Identifiable & { readonly labels: readonly string[] })[] => {
    const { uuid, labels, createdAt } = end;
    return isNode(end) && uuid !== null && this.#isOfTenant(end) ? [{ uuid, labels, createdAt }] : [];
  };
}

const isNode = ({ uuid, labels }: GraphitiEnd): boolean => uuid !== null && labels.includes('Entity');

function refOf(entities: ReadonlyMap<string, EntityRef>, uuid: string | null): EntityRef[] {
  const entity = uuid === null ? undefined : entities.get(uuid);
  return entity ? [{ id: entity.id as Id, type: entity.type }] : [];
}

/**
 * Elements with the same uuid are taken once, so a page never ends amid them: those of the last uuid of a full page are
 * left for the next one.
 */
async function toPage<T extends Identifiable>(
  {
    phase,
    after,
    limit,
    oddities,
  }: { readonly phase: Phase; readonly after: string; readonly limit: number; readonly oddities: Oddities },
  rows: readonly T[],
  observe: (rows: readonly T[]) => Promise<Contents>,
): Promise<GraphitiPage> {
  const isFull = rows.length === limit;
  const end = rows.at(-1)?.uuid;
  const isOneUuid = rows[0]?.uuid === end;
  const read = isFull && !isOneUuid ? rows.filter(({ uuid }) => uuid !== end) : rows;
  const single = [...Map.groupBy(read, ({ uuid }) => uuid)].map(([uuid, same]) => {
    oddities.add('duplicateUuid', same.length > 1 ? uuid : null, same.length - 1);
    return same.reduce((first, next) => (createdBefore(next, first) ? next : first));
  });
  const { observed, own } = await observe(single);
  const last = read.at(-1)?.uuid ?? after;
  return { phase, elements: read.length, own, last, isLast: !isFull, observed, oddities };
}

function createdBefore(a: Identifiable, b: Identifiable): boolean {
  return (idTime(a.createdAt) ?? Number.POSITIVE_INFINITY) < (idTime(b.createdAt) ?? Number.POSITIVE_INFINITY);
}
