// Random filters over every kind of field, most of them with values that something has, and rows for the model.
import type { EntityValues, FieldValue, JsonValue } from '../../../core/commit.ts';
import type { Id } from '../../../core/ids.ts';
import type { EntityType, Field, FieldKind } from '../../../core/registry.ts';
import type { FilterInput, Row } from '../model/filter.ts';
import { shownValue } from './fields.ts';
import type { World } from './world.ts';

const ORDERED = ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'isNull'];
const OPERATORS: Readonly<Record<FieldKind | 'id', readonly string[]>> = {
  string: [...ORDERED, 'startsWith', 'contains'],
  int: ORDERED,
  decimal: ORDERED,
  date: ORDERED,
  instant: ORDERED,
  reference: ['eq', 'ne', 'in', 'isNull'],
  id: ['eq', 'ne', 'in', 'isNull'],
  strings: ['contains', 'isNull'],
  json: [],
};
const JSON_OPERATORS = [...ORDERED, 'startsWith', 'contains'];

/** Paths into attributes and addresses, those that lead nowhere included. */
const PATHS = [
  ['vip'],
  ['score'],
  ['note'],
  ['note', 'text'],
  ['note', 'pages', '1'],
  ['city'],
  ['postalCode'],
  ['geo', 'lat'],
  ['nothing', 'here'],
];
const JSON_VALUES: readonly JsonValue[] = [true, false, 2, 7, '7', 10.5, 'first', 'Reno', '89501', 89501, 43.6, 'f'];

/** A filter at this depth joins nothing. */
export const DEPTH_MAX = 3;

/** What the model looks at in a record. */
export function rowOf(type: EntityType, id: Id, { fields, attributes }: EntityValues): Row {
  return {
    kindOf: (name) => (name === 'id' ? 'id' : name === 'attributes' ? 'json' : fieldNamed(type, name).kind),
    valueOf: (name) => (name === 'id' ? id : name === 'attributes' ? attributes : (fields[name] ?? null)),
  };
}

export function fieldNamed(type: EntityType, name: string): Field {
  return type.fields.find((field) => field.name === name) as Field;
}

/** A filter for a list of a type. */
export function anyFilter(world: World, type: EntityType, depth = 1): FilterInput {
  const joined = depth < DEPTH_MAX ? world.random() : 1;
  if (joined < 0.15) return { not: anyFilter(world, type, depth + 1) };
  if (joined < 0.4) {
    const inner = Array.from({ length: world.between(1, 3) }, () => anyFilter(world, type, depth + 1));
    return { [world.pick(['and', 'or', 'or'])]: inner, ...(world.random() < 0.2 && condition(world, type)) };
  }
  return { ...condition(world, type), ...(world.random() < 0.15 && condition(world, type)) };
}

function condition(world: World, type: EntityType): FilterInput {
  const names = ['id', 'attributes', ...type.fields.map(({ name }) => name)];
  const name = world.pick(names);
  const kind = name === 'id' ? 'id' : name === 'attributes' ? 'json' : fieldNamed(type, name).kind;
  if (kind === 'json')
    return { [name]: Array.from({ length: world.random() < 0.2 ? 2 : 1 }, () => jsonCondition(world)) };
  const operators = Array.from({ length: world.random() < 0.1 ? 2 : 1 }, () => world.pick(OPERATORS[kind]));
  const operands = operators.map((operator) => [operator, operand(world, type, name, kind, operator)]);
  return { [name]: Object.fromEntries(operands) };
}

function operand(world: World, type: EntityType, name: string, kind: FieldKind | 'id', operator: string): unknown {
  if (operator === 'isNull') return world.random() < 0.5;
  const value = () => shownValue(kind === 'id' ? undefined : { kind }, anyValue(world, type, name, kind));
  if (operator === 'in') return Array.from({ length: world.between(0, 3) }, value);
  if (operator !== 'startsWith' && operator !== 'contains') return value();
  if (kind === 'strings') return world.pick(['Depot', 'Yard', 'Dep', '']);
  const text = String(value());
  const from = operator === 'startsWith' ? 0 : world.between(0, text.length);
  return world.random() < 0.2 ? world.pick(['%', '_', '']) : text.slice(from, from + world.between(0, 4));
}

/** A value that the field has somewhere, at some moment; else one that fits its kind. */
function anyValue(world: World, type: EntityType, name: string, kind: FieldKind | 'id'): FieldValue {
  if (kind === 'id') return world.pick(world.company.entities).id;
  for (let tries = 0; tries < 20; tries += 1) {
    const values = world.at<EntityValues>(world.pick(world.entitiesOf(type.name)).id, world.moment());
    const found = values?.fields[name] ?? null;
    if (found !== null) return found;
  }
  return FITTING[kind];
}

const FITTING: Readonly<Record<FieldKind, FieldValue>> = {
  string: 'x',
  int: 1,
  decimal: '1.5',
  date: '2025-01-01',
  instant: 0,
  json: null,
  strings: 'x',
  reference: '01890000-0000-7000-8000-000000000000',
};

function jsonCondition(world: World): FilterInput {
  const operator = world.pick(JSON_OPERATORS);
  const value = () => world.pick(JSON_VALUES);
  const text = () => world.pick(['f', 'first', 'Re', '8', '']);
  const comparable = () => world.pick(JSON_VALUES.filter((one) => typeof one !== 'boolean'));
  const operands: Readonly<Record<string, () => unknown>> = {
    ...{ eq: value, ne: value, startsWith: text, contains: text, isNull: () => world.random() < 0.5 },
    in: () => Array.from({ length: world.between(0, 3) }, value),
  };
  return { path: world.pick(PATHS), [operator]: (operands[operator] ?? comparable)() };
}
