// What Graphiti reads of an entity, a fact or an episode: the latest state of each, in its own property names.
import type { FieldValue } from '../../core/commit.ts';
import type { Id, Tenant } from '../../core/ids.ts';
import { formatInstant, type Instant, OPEN_END } from '../../core/instant.ts';
import type { Field, Registry } from '../../core/registry.ts';
import type { StoredVersion } from './history.ts';
import type { Parameter, Parameters } from './parameters.ts';

/** Names that Graphiti's `EntityNode` has for itself, so that no attribute may have them. */
const RESERVED_NAMES = new Set([
  'uuid',
  'name',
  'group_id',
  'labels',
  'created_at',
  'summary',
  'attributes',
  'name_embedding',
]);

/** A row of properties for a statement that writes one of Graphiti's elements. */
type Copy = Parameters & { readonly id: Id };

/** Labels that mean something else in this graph. */
const RESERVED_LABELS = /^(Entity|Episodic|Community|Saga|Asof.*)$/;

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The tenant's `group_id`: Graphiti's empty one is called `default` here. */
export const groupOf = (tenant: Tenant): string => (tenant === 'default' ? '' : tenant);

/** The version that says what is so last, as last known: Graphiti keeps one state only. */
export function latestVersion(versions: readonly StoredVersion[]): StoredVersion | undefined {
  return versions.reduce<StoredVersion | undefined>((latest, version) => {
    if (!latest || version.systemTo > latest.systemTo) return version;
    return version.systemTo === latest.systemTo && version.validFrom > latest.validFrom ? version : latest;
  }, undefined);
}

/** When the first of these versions became known. */
export function firstKnown(versions: readonly StoredVersion[]): string {
  return formatInstant(versions.reduce((first, { systemFrom }) => (systemFrom < first ? systemFrom : first), OPEN_END));
}

/** An `Entity` node: name, summary, labels, and all fields and attributes that a property can hold. */
export function entityCopy(registry: Registry, id: Id, version: StoredVersion, createdAt: string): Copy {
  const { name, summary, labels, type, fields, attributes } = version.values;
  const parsedFields = parseRecord(fields);
  const declared = registry.find(String(type))?.fields ?? [];
  return {
    id,
    createdAt,
    name: name ?? '',
    summary: summary ?? '',
    labels: nodeLabels(registry, String(type), Array.isArray(labels) ? labels.map(String) : []),
    attributes: Object.fromEntries([
      ...Object.entries(parseRecord(attributes)).flatMap(([key, value]) => flat(key, value, undefined)),
      ...declared.flatMap((field) => flat(field.name, parsedFields[field.name] ?? null, field)),
    ]),
  };
}

/** An `Entity` node that a fact or an episode needs before anything is known of the entity itself. */
export function namelessCopy(registry: Registry, id: Id, type: string, createdAt: string): Copy {
  return { id, createdAt, name: '', summary: '', labels: nodeLabels(registry, type, []), attributes: {} };
}

/** The labels of an entity's node besides `Entity`: its type, or the labels that an unregistered one came with. */
function nodeLabels(registry: Registry, type: string, labels: readonly string[]): string[] {
  const registered = type !== 'OtherEntity' && registry.find(type) ? [type] : labels;
  return registered.filter((label) => IDENTIFIER.test(label) && !RESERVED_LABELS.test(label));
}

/**
 * A `RELATES_TO`. Graphiti's `expired_at` is when the end became known; without an `invalid_at` it says that the
 * fact was retracted (docs/graphiti.md).
 */
export function factCopy(id: Id, version: StoredVersion, createdAt: string): Copy {
  const { validFrom, validTo, systemFrom, systemTo, values } = version;
  const retracted = systemTo !== OPEN_END;
  const expiredAt = retracted ? systemTo : validTo === OPEN_END ? null : systemFrom;
  return {
    ...values,
    id,
    createdAt,
    validAt: formatInstant(validFrom),
    invalidAt: retracted || validTo === OPEN_END ? null : formatInstant(validTo),
    expiredAt: expiredAt === null ? null : formatInstant(expiredAt as Instant),
  };
}

/** An `Episodic` with what it mentions. */
export function episodeCopy(id: Id, version: StoredVersion, createdAt: string): Copy {
  const { mentionIds, ...values } = version.values;
  return { ...values, id, createdAt, mentions: mentionIds ?? [], validAt: formatInstant(version.validFrom) };
}

/** A property for a value that a property can hold: JSON has no form that Graphiti would read. */
function flat(name: string, value: FieldValue, field: Field | undefined): [string, Parameter][] {
  if (value === null || RESERVED_NAMES.has(name) || !IDENTIFIER.test(name) || field?.kind === 'json') return [];
  if (field?.kind === 'instant' && typeof value === 'number') return [[name, formatInstant(value as Instant)]];
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string') ? [[name, value]] : [];
  return typeof value === 'object' ? [] : [[name, value as Parameter]];
}

function parseRecord(text: Parameter | undefined): Record<string, FieldValue> {
  return typeof text === 'string' ? (JSON.parse(text) as Record<string, FieldValue>) : {};
}
