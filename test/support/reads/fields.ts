// The fields of a type as an operation selects them, and as an answer should show them.
import type { EntityValues } from '../../../core/commit.ts';
import type { Id } from '../../../core/ids.ts';
import { formatInstant, type Instant } from '../../../core/instant.ts';
import type { Moment } from '../../../core/moment.ts';
import type { EntityType, Field } from '../../../core/registry.ts';
import type { Truth } from '../histories.ts';

/** The selection of all of a type's fields. */
export const fieldsText = (type: EntityType): string =>
  ['attributes', ...type.fields.map(({ name, kind }) => (kind === 'reference' ? `${name} { id } ` : name))].join(' ');

/** What {@link fieldsText} selects of an entity with these values; references are read at the moment, too. */
export function fieldsShown(type: EntityType, values: EntityValues, truth: Truth, moment: Moment) {
  const fields = type.fields.map((field) => {
    const shown = shownValue(field, values.fields[field.name] ?? null);
    if (field.kind !== 'reference') return [field.name, shown];
    const isThere = shown !== null && truth.at(shown as Id, moment) !== null;
    return [field.name, isThere ? { id: shown } : null];
  });
  return { attributes: values.attributes, ...Object.fromEntries(fields) } as Record<string, unknown>;
}

/** A value as GraphQL shows it: an instant as text, a reference as its id. */
export function shownValue(field: Pick<Field, 'kind'> | undefined, value: unknown): unknown {
  return field?.kind === 'instant' && value !== null ? formatInstant(value as Instant) : value;
}
