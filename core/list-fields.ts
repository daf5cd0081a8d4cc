// The fields by which a list can be filtered, ordered and grouped: those of the registry, and those that every entity has.
import { AsofError } from './errors.ts';
import type { EntityType, Field } from './registry.ts';

/** What every version has besides its type's fields; no type may have a field of these names. */
const COMMON_FIELDS: readonly Field[] = [
  { name: 'id', kind: 'reference', column: 'id', description: 'The entity’s id.' },
  {
    name: 'validFrom',
    kind: 'instant',
    column: 'valid_from',
    description: 'When the visible values began to be true.',
  },
  { name: 'systemFrom', kind: 'instant', column: 'system_from', description: 'When the visible values became known.' },
  { name: 'attributes', kind: 'json', column: 'attributes', description: 'Open attributes.' },
];

/** Which use a list makes of a field. */
export type FieldUse = 'filter' | 'order' | 'group' | 'sum';

const COMMON_USES: Readonly<Record<string, readonly FieldUse[]>> = {
  id: ['filter'],
  validFrom: ['order'],
  systemFrom: ['order'],
  attributes: ['filter'],
};

/** The fields of a type that a list can use so. */
export function listFields(type: EntityType, use: FieldUse): readonly Field[] {
  const common = COMMON_FIELDS.filter((field) => COMMON_USES[field.name]?.includes(use));
  return [...type.fields.filter((field) => canUse(field, use)), ...common];
}

/**
 * The field of that name, of a type whose lists are known to use it so.
 * @throws AsofError FILTER_INVALID
 */
export function listField(type: EntityType, name: string, use: FieldUse): Field {
  const fields = listFields(type, use);
  const found = fields.find((field) => field.name === name);
  if (found) return found;
  const known = fields.map((field) => field.name).join(', ');
  throw new AsofError('FILTER_INVALID', `${type.name} has no ${use} by “${name.slice(0, 60)}”; it has ${known}.`);
}

/** No index holds what is long, and lists, JSON and texts of that kind have no order that means something. */
function canUse({ kind, long }: Field, use: FieldUse): boolean {
  if (use === 'filter') return true;
  if (use === 'sum') return kind === 'int' || kind === 'decimal';
  return !long && kind !== 'json' && kind !== 'strings';
}
