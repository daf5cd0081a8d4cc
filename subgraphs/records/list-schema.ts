// The SDL of a type's lists, made from the registry: connection, filter, order, groups, and the fields of Query.
import { type FieldUse, listFields } from '../../core/list-fields.ts';
import type { EntityType, FieldKind } from '../../core/registry.ts';
import { block, type Described } from '../kit/sdl.ts';

const FILTER_TYPES: Readonly<Record<FieldKind, string>> = {
  string: 'StringFilter',
  int: 'IntFilter',
  decimal: 'DecimalFilter',
  date: 'DateFilter',
  instant: 'DateTimeFilter',
  reference: 'IdFilter',
  strings: 'StringListFilter',
  json: '[JsonFilter!]',
};

/** The connection of a type, and what its arguments take. */
export function listSdl(type: EntityType): string {
  return [connectionSdl(type), filterSdl(type), orderSdl(type), groupSdl(type)].join('\n');
}

function connectionSdl(type: EntityType): string {
  const { name, plural } = type;
  const edge = block(`One of the ${plural} of a page.`, `type ${name}Edge`, [
    { description: 'To be sent as `after` for what follows this one.', sdl: 'cursor: String!' },
    { description: 'The entity.', sdl: `node: ${name}!` },
  ]);
  const connection = block(`A page of ${plural}.`, `type ${name}Connection`, [
    { description: 'The page, with cursors.', sdl: `edges: [${name}Edge!]!` },
    { description: 'The page, without cursors.', sdl: `nodes: [${name}!]!` },
    { description: 'Where the page lies among all.', sdl: 'pageInfo: PageInfo!' },
    {
      description: 'How many match on all pages together, at most 10,000; counted only when selected.',
      sdl: 'totalCount: Int',
    },
    { description: 'Whether `totalCount` is all of them.', sdl: 'totalCountExact: Boolean' },
    { description: `Counts and sums of all ${plural} that match, by their values.`, sdl: aggregateSdl(type) },
  ]);
  return `${edge}\n${connection}`;
}

function filterSdl(type: EntityType): string {
  const { name, plural } = type;
  const conditions = listFields(type, 'filter').map((field): Described => {
    const description = `Conditions on: ${field.description}`;
    return { description, sdl: `${field.name}: ${FILTER_TYPES[field.kind]}` };
  });
  const description = `Which ${plural} to list; all that is given must hold. At most 5 levels and 100 conditions.`;
  return block(description, `input ${name}Filter`, [
    { description: 'All of these hold.', sdl: `and: [${name}Filter!]` },
    { description: 'At least one of these holds.', sdl: `or: [${name}Filter!]` },
    {
      description:
        'This does not hold. As in SQL, a comparison with null holds neither as it is nor under `not`: add `isNull`.',
      sdl: `not: ${name}Filter`,
    },
    ...conditions,
  ]);
}

function orderSdl(type: EntityType): string {
  const order = block(`By which field to order ${type.plural}; ties are ordered by id.`, `input ${type.name}Order`, [
    { description: 'The field.', sdl: `field: ${type.name}OrderField!` },
    { description: 'Rising or falling.', sdl: 'direction: Direction = ASC' },
  ]);
  return `${order}\n${enumSdl(type, 'order', `${type.name}OrderField`, `Fields by which ${type.plural} can be ordered.`)}`;
}

function enumSdl(type: EntityType, use: FieldUse, name: string, description: string): string {
  const values = listFields(type, use).map((field) => ({ description: field.description, sdl: field.name }));
  return block(description, `enum ${name}`, values);
}

const hasNumbers = (type: EntityType): boolean => listFields(type, 'sum').length > 0;

function aggregateSdl(type: EntityType): string {
  const numbers = `
    "The numbers to sum up; at most 10."
    of: [${type.name}NumberField!] = []`;
  return `aggregate(
    "Entities with the same values of these fields are one group; without any, all are one. At most 5."
    by: [${type.name}GroupField!] = []${hasNumbers(type) ? numbers : ''}
    "How many groups, at most 1,000."
    first: Int = 100
  ): Aggregation`;
}

function groupSdl(type: EntityType): string {
  const { name, plural } = type;
  const group = enumSdl(type, 'group', `${name}GroupField`, `Fields by whose values ${plural} can be grouped.`);
  if (!hasNumbers(type)) return group;
  return `${group}\n${enumSdl(type, 'sum', `${name}NumberField`, `Fields of ${plural} that can be summed up.`)}`;
}

/** The fields of Query that a type has. */
export function rootFieldsSdl({ name, singular, plural }: EntityType): string {
  const at = '    "The moment at which to read; now when left out."\n    at: AsOf';
  return `extend type Query {
  "The ${name} with this id; null when it is unknown or not visible at the moment."
  ${singular}(
    "The entity’s id."
    id: ID!
${at}
  ): ${name}
  "The ${plural} that are visible at the moment, ordered by id unless \`orderBy\` says otherwise."
  ${plural}(
    "How many, at most 1,000."
    first: Int = 20
    "The cursor after which the page begins. It reads at its own moment."
    after: String
    "Which ones; all when left out."
    filter: ${name}Filter
    "By which fields, the first one foremost; at most 5."
    orderBy: [${name}Order!]
${at.replace('now when left out', 'that of `after`, or else now, when left out')}
  ): ${name}Connection
  "The ${plural} whose visible values are not the same at two moments, ordered by id. An axis that is left out is now."
  ${plural}Diff(
    "The moment from which to look."
    from: AsOf!
    "The moment to which to look."
    to: AsOf!
    "Which ones: it holds at one of the moments at least; all when left out."
    filter: ${name}Filter
    "How many, at most 1,000."
    first: Int = 20
    "The cursor after which the page begins. It looks between its own moments."
    after: String
  ): EntityDiffConnection
}
`;
}
