// Makes elements for graphiti-core to write, with what most tests do not care about filled in.
import { randomUUID } from 'node:crypto';
import { graphitiId } from '../../core/graphiti-ids.ts';
import type { Id, Tenant } from '../../core/ids.ts';
import { formatInstant, type Instant, parseInstant } from '../../core/instant.ts';
import type { GraphitiEdge, GraphitiEntity, GraphitiEpisode, GraphitiMention } from './graphiti-process.ts';

/** This machine's clock, by which graphiti-core stamps, too. */
export const clock = (): Instant => (Date.now() * 1_000) as Instant;

export function newEntity(tenant: Tenant, name: string, more: Partial<GraphitiEntity> = {}): GraphitiEntity {
  return {
    uuid: randomUUID(),
    name,
    group_id: tenant,
    labels: [],
    created_at: formatInstant(clock()),
    summary: `All about ${name}.`,
    attributes: {},
    ...more,
  };
}

export function newEdge(
  tenant: Tenant,
  name: string,
  [source, target]: readonly [GraphitiEntity, GraphitiEntity],
  more: Partial<GraphitiEdge> = {},
): GraphitiEdge {
  return {
    uuid: randomUUID(),
    name,
    fact: `${source.name} ${name} ${target.name}`,
    group_id: tenant,
    source_node_uuid: source.uuid,
    target_node_uuid: target.uuid,
    episodes: [],
    created_at: formatInstant(clock()),
    expired_at: null,
    valid_at: null,
    invalid_at: null,
    reference_time: null,
    ...more,
  };
}

export function newEpisode(tenant: Tenant, name: string, more: Partial<GraphitiEpisode> = {}): GraphitiEpisode {
  const created_at = formatInstant(clock());
  const rest = {
    source: 'text',
    source_description: 'a note',
    content: `What ${name} says.`,
    entity_edges: [],
  } as const;
  return { uuid: randomUUID(), name, group_id: tenant, created_at, valid_at: created_at, ...rest, ...more };
}

export function newMention(episode: GraphitiEpisode, entity: GraphitiEntity): GraphitiMention {
  const { group_id, created_at } = episode;
  return {
    uuid: randomUUID(),
    group_id,
    source_node_uuid: episode.uuid,
    target_node_uuid: entity.uuid,
    created_at,
  };
}

/** The id under which Asof knows an element. */
export const idOf = ({ uuid, created_at }: { readonly uuid: string; readonly created_at: string }): Id =>
  graphitiId(uuid, parseInstant(created_at));
