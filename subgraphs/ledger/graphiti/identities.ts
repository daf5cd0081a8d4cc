// Under which ids Graphiti's elements are known: Asof's own keep theirs, all others get derived ones (core/graphiti-ids.ts).
import { LRUCache } from 'lru-cache';
import type { EntityRef } from '../../../core/commit.ts';
import { graphitiId } from '../../../core/graphiti-ids.ts';
import type { Id, Tenant } from '../../../core/ids.ts';
import type { Registry } from '../../../core/registry.ts';
import type { GraphitiTime } from '../../../stores/neo4j/graphiti-elements.ts';
import type { GraphitiSource } from '../../../stores/neo4j/graphiti-source.ts';
import type { IdMap } from '../../../stores/postgres/id-map.ts';
import { typeOfLabels } from './observe.ts';
import { idTime } from './times.ts';

/** The source of Graphiti's uuids in `id_map`. */
export const SOURCE = 'neo4j';

export interface Identity {
  readonly id: Id;
  /** Whether it is Asof's own, which wrote it to the graph. */
  readonly own: boolean;
}

export type EntityIdentity = Identity & EntityRef;

/** An element, by all that its identity depends on. */
export interface Identifiable {
  readonly uuid: string;
  readonly createdAt: GraphitiTime;
}

export interface IdentityPorts {
  readonly ids: IdMap;
  readonly source: Pick<GraphitiSource, 'knownEntities' | 'knownFacts' | 'knownEpisodes'>;
  readonly registry: Registry;
  /** How many uuids of nodes, and of episodes, are remembered. Default: 50,000. */
  readonly rememberedMax?: number;
}

const REMEMBERED_MAX = 50_000;

/** The identities of one tenant's elements; each method takes a few round trips, however many elements it is given. */
export class Identities {
  readonly #ports: IdentityPorts;
  readonly #tenant: Tenant;
  readonly #entities: LRUCache<string, EntityIdentity>;
  readonly #episodes: LRUCache<string, Id>;

  constructor(ports: IdentityPorts, tenant: Tenant) {
    this.#ports = ports;
    this.#tenant = tenant;
    const max = ports.rememberedMax ?? REMEMBERED_MAX;
    this.#entities = new LRUCache({ max });
    this.#episodes = new LRUCache({ max });
  }

  /** By uuid; those that are new are entered in `id_map`. An entity that is known keeps its type. */
  async entities(
    nodes: readonly (Identifiable & { readonly labels: readonly string[] })[],
  ): Promise<ReadonlyMap<string, EntityIdentity>> {
    const found = new Map<string, EntityIdentity>();
    const fresh = new Map(nodes.filter(({ uuid }) => !recall(this.#entities, uuid, found)).map((n) => [n.uuid, n]));
    const { source, registry } = this.#ports;
    const own = await source.knownEntities(this.#tenant, [...fresh.keys()]);
    for (const [uuid, type] of own) found.set(uuid, { id: uuid as Id, type, own: true });
    const foreign = [...fresh.values()].filter(({ uuid }) => !own.has(uuid));
    const ids = await this.#derive(foreign);
    const types = await source.knownEntities(this.#tenant, [...ids.values()]);
    for (const { uuid, labels } of foreign) {
      const id = ids.get(uuid);
      if (id) found.set(uuid, { id, type: types.get(id) ?? typeOfLabels(registry, labels), own: false });
    }
    for (const [uuid, identity] of found) this.#entities.set(uuid, identity);
    return found;
  }

  /** By uuid; those that are new are entered in `id_map`. */
  facts(edges: readonly Identifiable[]): Promise<ReadonlyMap<string, Identity>> {
    return this.#identify(edges, (uuids) => this.#ports.source.knownFacts(this.#tenant, uuids));
  }

  /** By uuid; those that are new are entered in `id_map`. */
  async episodes(episodes: readonly Identifiable[]): Promise<ReadonlyMap<string, Identity>> {
    const found = await this.#identify(episodes, (uuids) => this.#ports.source.knownEpisodes(this.#tenant, uuids));
    for (const [uuid, { id }] of found) this.#episodes.set(uuid, id);
    return found;
  }

  /** The ids of those episodes that are known, by uuid; of an edge's, nothing but the uuids is known. */
  async episodeIds(uuids: readonly string[]): Promise<ReadonlyMap<string, Id>> {
    const { ids, source } = this.#ports;
    const found = new Map<string, Id>();
    const fresh = [...new Set(uuids.filter((uuid) => !recall(this.#episodes, uuid, found)))];
    if (fresh.length === 0) return found;
    const mapped = await ids.findIds(this.#tenant, SOURCE, fresh.map(keyOf));
    for (const [index, uuid] of fresh.entries()) {
      const id = mapped[index];
      if (id) found.set(uuid, id);
    }
    const rest = fresh.filter((uuid) => !found.has(uuid));
    for (const uuid of await source.knownEpisodes(this.#tenant, rest)) found.set(uuid, uuid as Id);
    for (const [uuid, id] of found) this.#episodes.set(uuid, id);
    return found;
  }

  async #identify(
    elements: readonly Identifiable[],
    known: (uuids: readonly string[]) => Promise<ReadonlySet<string>>,
  ): Promise<Map<string, Identity>> {
    const own = await known(elements.map(({ uuid }) => uuid));
    const ids = await this.#derive(elements.filter(({ uuid }) => !own.has(uuid)));
    const found = new Map([...ids].map(([uuid, id]): [string, Identity] => [uuid, { id, own: false }]));
    for (const uuid of own) found.set(uuid, { id: uuid as Id, own: true });
    return found;
  }

  async #derive(elements: readonly Identifiable[]): Promise<Map<string, Id>> {
    if (elements.length === 0) return new Map();
    const keys = elements.map(({ uuid, createdAt }) => ({ ...keyOf(uuid), id: graphitiId(uuid, idTime(createdAt)) }));
    const ids = await this.#ports.ids.resolveIds(this.#tenant, SOURCE, keys);
    return new Map(elements.flatMap(({ uuid }, index) => (ids[index] ? [[uuid, ids[index]]] : [])));
  }
}

const keyOf = (uuid: string) => ({ type: null, externalId: uuid });

function recall<T extends {}>(cache: LRUCache<string, T>, uuid: string, found: Map<string, T>): boolean {
  const known = cache.get(uuid);
  if (known !== undefined) found.set(uuid, known);
  return known !== undefined;
}
