// The SDL of the records subgraph: fields, connections, filters and orders of each type are made from the registry.
import type { EntityType, Field, FieldKind, Registry } from '../../core/registry.ts';
import { block, type Described, entitySdl, keyFields, subgraphSdl } from '../kit/sdl.ts';

/** The whole SDL of the records subgraph for a registry. */
export function recordsSdl(registry: Registry): string {
  return subgraphSdl(new URL('./schema.graphql', import.meta.url), registry, sdlOfType);
}

const OUTPUT_TYPES: Readonly<Record<Exclude<FieldKind, 'reference'>, string>> = {
  string: 'String',
  int: 'Int',
  decimal: 'Decimal',
  date: 'Date',
  instant: 'DateTime',
  json: 'JSON',
  strings: '[String!]',
};

const FILTER_TYPES: Readonly<Partial<Record<FieldKind, string>>> = {
  string: 'StringFilter',
  int: 'IntFilter',
  decimal: 'DecimalFilter',
  date: 'DateFilter',
  instant: 'DateTimeFilter',
  reference: 'IdFilter',
  strings: 'StringListFilter',
};

/** Fields by which a list can be ordered: those whose values have an order that means something. */
const orderableFields = (type: EntityType): readonly Field[] =>
  type.fields.filter(({ kind, long }) => !long && !['json', 'strings', 'reference'].includes(kind));

function sdlOfType(type: EntityType): string {
  return [
    entitySdl(type, entityFields(type)),
    connectionSdl(type),
    filterSdl(type),
    orderSdl(type),
    rootFieldsSdl(type),
  ].join('\n');
}

function entityFields(type: EntityType): Described[] {
  const fields = type.fields.filter((field) => field.name !== 'name').map(fieldSdl);
  return [
    ...keyFields,
    nameField(type),
    ...fields,
    { description: 'Open attributes that the type has no field for.', sdl: 'attributes: JSON' },
    {
      description: 'For how long the values that are visible at the moment hold, as it was known then.',
      sdl: 'version: Version',
    },
  ];
}

function fieldSdl(field: Field): Described {
  if (field.kind !== 'reference') {
    return { description: field.description, sdl: `${field.name}: ${OUTPUT_TYPES[field.kind]}` };
  }
  const description = `${field.description} Read at the same moment; null where it is not visible then.`;
  return { description, sdl: `${field.name}: ${field.references}` };
}

function connectionSdl({ name, plural }: EntityType): string {
  const edge = block(`One of the ${plural} of a page.`, `type ${name}Edge`, [
    { description: 'To be sent as `after` for what follows this one.', sdl: 'cursor: String!' },
    { description: 'The entity.', sdl: `node: ${name}!` },
  ]);
  const connection = block(`A page of ${plural}.`, `type ${name}Connection`, [
    { description: 'The page, with cursors.', sdl: `edges: [${name}Edge!]!` },
    { description: 'The page, without cursors.', sdl: `nodes: [${name}!]!` },
    { description: 'Where the page lies among all.', sdl: 'pageInfo: PageInfo!' },
    { description: 'How many match on all pages together; counted only when selected.', sdl: 'totalCount: Int' },
  ]);
  return `${edge}\n${connection}`;
}

function filterSdl({ name, plural, fields }: EntityType): string {
  const conditions = fields.flatMap((field): Described[] => {
    const filter = FILTER_TYPES[field.kind];
    return filter ? [{ description: `Conditions on: ${field.description}`, sdl: `${field.name}: ${filter}` }] : [];
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
  const values = orderableFields(type).map(({ name, description }) => ({ description, sdl: name }));
  const order = block(`By which field to order ${type.plural}; ties are ordered by id.`, `input ${type.name}Order`, [
    { description: 'The field.', sdl: `field: ${type.name}OrderField!` },
    { description: 'Rising or falling.', sdl: 'direction: Direction = ASC' },
  ]);
  return `${order}\n${block(`Fields by which ${type.plural} can be ordered.`, `enum ${type.name}OrderField`, values)}`;
}

function rootFieldsSdl({ name, singular, plural }: EntityType): string {
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
}
`;
}

function nameField({ fields, nameField: source }: EntityType): Described {
  const described = fields.find((field) => field.name === source)?.description ?? '';
  const description = source === 'name' ? described : `The name in every store: its ${source}.`;
  return { description, sdl: 'name: String' };
}
