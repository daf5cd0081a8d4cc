// The three kinds of thing that the graph keeps versions of, each with its statements and its stored properties.
import type { Change, EntityChange, EpisodeChange, FactChange, NodeChange } from '../../core/commit.ts';
import type { Registry } from '../../core/registry.ts';
import type { Parameters } from './parameters.ts';
import { loadQuery } from './queries.ts';

export const KIND_NAMES = ['entity', 'fact', 'episode'] as const;
export type KindName = (typeof KIND_NAMES)[number];

interface KindQueries {
  readonly find: string;
  readonly remove: string;
  readonly end: string;
  readonly create: string;
}

export const KIND_QUERIES: Readonly<Record<KindName, KindQueries>> = {
  entity: loadKind('entity'),
  fact: loadKind('fact'),
  episode: loadKind('episode'),
};

function loadKind(name: KindName): KindQueries {
  return {
    find: loadQuery(`graph/find-${name}-versions`),
    remove: loadQuery(`graph/remove-${name}-versions`),
    end: loadQuery(`graph/end-${name}-versions`),
    create: loadQuery(`graph/create-${name}-versions`),
  };
}

/** The kind of versions that a change states: a node is an entity of which the graph alone knows. */
export const kindOf = (change: Change): KindName => (change.kind === 'node' ? 'entity' : change.kind);

/**
 * The properties in which the graph keeps a change's values, or null for a change that states none. What was seen in
 * Graphiti's part of the graph is marked, so that no later rewriting takes it for Asof's own and copies it back.
 */
export function toProperties(registry: Registry, change: Change): Parameters | null {
  const properties = propertiesOf(registry, change);
  return properties && change.observed ? { ...properties, observed: true } : properties;
}

function propertiesOf(registry: Registry, change: Change): Parameters | null {
  switch (change.kind) {
    case 'entity':
      return entityProperties(registry, change);
    case 'node':
      return nodeProperties(change);
    case 'fact':
      return factProperties(change);
    case 'episode':
      return episodeProperties(change);
  }
}

/**
 * All fields are kept as JSON text, so that Graphiti's node can be written again from any version. A label and a
 * summary, which only an entity of an unregistered type has, can be read by other tools as they are.
 */
function entityProperties(registry: Registry, { entity, values }: EntityChange): Parameters | null {
  if (values === null) return null;
  const { fields, attributes } = values;
  return {
    type: entity.type,
    name: textOrNull(fields[registry.get(entity.type).nameField]),
    labels: Array.isArray(fields.labels) ? fields.labels.map(String) : null,
    summary: textOrNull(fields.summary),
    fields: JSON.stringify(fields),
    attributes: attributes && JSON.stringify(attributes),
  };
}

/** A node has no fields: a record that is stated later brings them. */
function nodeProperties({ entity, values }: NodeChange): Parameters | null {
  if (values === null) return null;
  const { name, labels, summary, attributes } = values;
  return {
    type: entity.type,
    name,
    labels,
    summary,
    fields: null,
    attributes: attributes && JSON.stringify(attributes),
  };
}

/** The ends belong to the values: a correction may say that the fact was about others. */
function factProperties({ subject, object, values }: FactChange): Parameters | null {
  if (values === null) return null;
  const { name, fact, episodes } = values;
  return { name, fact, episodes, subject: subject.id, object: object.id };
}

function episodeProperties({ values }: EpisodeChange): Parameters | null {
  if (values === null) return null;
  const { name, source, sourceDescription, content, mentions } = values;
  return {
    name,
    source,
    sourceDescription,
    content,
    mentionIds: mentions.map((entity) => entity.id),
    mentionTypes: mentions.map((entity) => entity.type),
  };
}

const textOrNull = (value: unknown): string | null => (value === undefined || value === null ? null : String(value));
