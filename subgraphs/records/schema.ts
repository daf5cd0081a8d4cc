// The SDL of the records subgraph: fields, connections, filters and orders of each type are made from the registry.
import type { EntityType, Field, FieldKind, Registry } from '../../core/registry.ts';
import { type Described, entitySdl, keyFields, subgraphSdl } from '../kit/sdl.ts';
import { listSdl, rootFieldsSdl } from './list-schema.ts';

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

function sdlOfType(type: EntityType): string {
  return [entitySdl(type, entityFields(type)), listSdl(type), rootFieldsSdl(type)].join('\n');
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
    ...timeFields,
  ];
}

function fieldSdl(field: Field): Described {
  if (field.kind !== 'reference') {
    return { description: field.description, sdl: `${field.name}: ${OUTPUT_TYPES[field.kind]}` };
  }
  const description = `${field.description} Read at the same moment; null where it is not visible then.`;
  return { description, sdl: `${field.name}: ${field.references}` };
}

function nameField({ fields, nameField: source }: EntityType): Described {
  const described = fields.find((field) => field.name === source)?.description ?? '';
  const description = source === 'name' ? described : `The name in every store: its ${source}.`;
  return { description, sdl: 'name: String' };
}

/** What an entity has beyond its moment, as the interface says it. */
const timeFields: readonly Described[] = [
  {
    description: 'Its versions along one axis of time, as known at the moment.',
    sdl: `history(
    "VALID: what is known at the moment, over valid time. SYSTEM: what was known by then of its valid time."
    axis: HistoryAxis = VALID
    "Newest or oldest first."
    direction: Direction = DESC
    "How many, at most 1,000."
    first: Int = 20
    "The cursor after which the page begins. It reads at its own moment."
    after: String
  ): HistoryConnection`,
  },
  {
    description: 'What changed of it between two moments. An axis that is left out is that of the entity’s own moment.',
    sdl: 'diff("The moment from which to look." from: AsOf!, "The moment to which to look." to: AsOf!): EntityDiff',
  },
];
