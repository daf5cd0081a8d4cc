// Writes the parts of a subgraph's SDL that are generated from the registry, and puts them beside the hand-written.
import { readFileSync } from 'node:fs';
import { AsofError } from '../../core/errors.ts';
import type { EntityType, Registry } from '../../core/registry.ts';

/** A line or more of SDL with a description above. */
export interface Described {
  readonly description: string;
  readonly sdl: string;
}

const COMMON = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');
const GENERATED_MARK = '# What follows is generated from the entity registry: `asof generate` writes it.';

/** Fields that every entity has, besides those of the registry. */
const RESERVED = [
  'id',
  'moment',
  'version',
  'attributes',
  'history',
  'diff',
  'facts',
  'factHistory',
  'neighbors',
  'mentions',
  'communities',
  'similar',
  // Lists are ordered by these, too.
  'validFrom',
  'systemFrom',
];

/** A subgraph's whole SDL: what is common to all, its own `schema.graphql`, and the part of each type. */
export function subgraphSdl(schemaFile: URL, registry: Registry, sdlOfType: (type: EntityType) => string): string {
  for (const type of registry.types) checkFieldNames(type);
  return [COMMON, readFileSync(schemaFile, 'utf8'), `${GENERATED_MARK}\n`, ...registry.types.map(sdlOfType)].join('\n');
}

/** The fields by which an entity is known in every subgraph. */
export const keyFields: readonly Described[] = [
  { description: 'The entity’s id, a UUID: the same in every store and at every moment.', sdl: 'id: ID!' },
  { description: 'The moment at which this entity is read; part of its key.', sdl: 'moment: Moment!' },
];

/** The entity's type itself: every subgraph has it, by the same key. */
export function entitySdl(type: EntityType, fields: readonly Described[]): string {
  return block(type.description, `type ${type.name} implements Entity @key(fields: "id moment")`, fields);
}

/** A type, input or enum with its fields or values. */
export function block(description: string, head: string, members: readonly Described[]): string {
  const lines = members.map((member) => `${comment(member.description, '  ')}\n  ${member.sdl}`);
  return `${comment(description, '')}\n${head} {\n${lines.join('\n')}\n}\n`;
}

const comment = (description: string, indent: string): string => `${indent}"${description.replaceAll('"', '\\"')}"`;

function checkFieldNames(type: EntityType): void {
  const clash = type.fields.find(
    (field) => RESERVED.includes(field.name) || (field.name === 'name' && type.nameField !== 'name'),
  );
  if (clash) {
    throw new AsofError(
      'CONFIG_INVALID',
      `Entity type ${type.name}: every entity has a field “${clash.name}” already.`,
    );
  }
}
