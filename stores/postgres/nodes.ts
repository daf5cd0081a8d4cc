// Nodes that came from the graph: an entity of a registered type may have one and no record.
import type { RecordVersion } from '../../core/reads.ts';
import type { EntityType, Registry } from '../../core/registry.ts';

/** The type of entities with labels that nobody registered: a node and a record of it are the same. */
export const OTHER = 'OtherEntity';

/** Versions of nodes lie in their table as those of a type do. It is no type: no list has it. */
export const NODE: EntityType = {
  name: 'Node',
  singular: 'node',
  plural: 'nodes',
  table: 'node_version',
  description: 'What the graph knows of an entity that has no record.',
  nameField: 'name',
  textFields: [],
  fields: [
    { name: 'name', kind: 'string', column: 'name', description: 'The node’s name.' },
    { name: 'labels', kind: 'strings', column: 'labels', description: 'Its labels besides `Entity`.' },
    { name: 'summary', kind: 'string', column: 'summary', description: 'What the graph has summed up about it.' },
  ],
};

/** Where the nodes of a type are kept. */
export const tableOfNodes = (registry: Registry, typeName: string): EntityType =>
  typeName === OTHER ? registry.get(OTHER) : NODE;

/** A node as the record that there is not: it has a name, and every other field is null. */
export function recordOfNode(type: EntityType, { values, ...version }: RecordVersion): RecordVersion {
  const fields = Object.fromEntries(type.fields.map((field) => [field.name, null]));
  return {
    ...version,
    values: { fields: { ...fields, [type.nameField]: values.fields.name ?? null }, attributes: null },
  };
}
