// How a registered type's fields lie in its table of versions: what to select, how to read a row, how to write one.
import type { EntityValues, FieldValue, JsonValue } from '../../core/commit.ts';
import type { Id } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { RecordVersion } from '../../core/reads.ts';
import type { EntityType, Field, FieldKind } from '../../core/registry.ts';
import type { Version } from '../../core/timeline.ts';

/** The PostgreSQL type of each kind of field. */
export const COLUMN_TYPES: Readonly<Record<FieldKind, string>> = {
  string: 'text',
  int: 'integer',
  decimal: 'numeric',
  date: 'date',
  instant: 'timestamptz',
  json: 'jsonb',
  strings: 'text[]',
  reference: 'uuid',
};

/** A row that {@link selectColumns} selects: exact text for decimals and dates, µs for instants. */
export interface VersionRow {
  readonly id: Id;
  readonly valid_from: Instant;
  readonly valid_to: Instant;
  readonly system_from: Instant;
  readonly system_to: Instant;
  readonly attributes: EntityValues['attributes'];
  readonly [column: string]: FieldValue;
}

const BOUNDS = ['valid_from', 'valid_to', 'system_from', 'system_to'] as const;

/**
 * The columns of a version, in a form in which no driver makes them inexact: a Date has no microseconds. Instants are
 * below 2⁵³, so a float8 carries them whole.
 */
export function selectColumns(type: EntityType, alias: string): string {
  const bounds = BOUNDS.map((column) => `micros(${alias}.${column})::float8 AS ${column}`);
  const fields = type.fields.map((field) => `${selectField(field, alias)} AS ${field.column}`);
  return [`${alias}.id`, ...bounds, ...fields, `${alias}.attributes`].join(', ');
}

function selectField(field: Field, alias: string): string {
  const column = `${alias}.${field.column}`;
  if (field.kind === 'decimal' || field.kind === 'date') return `${column}::text`;
  return field.kind === 'instant' ? `micros(${column})::float8` : column;
}

export function readVersion(type: EntityType, row: VersionRow): RecordVersion {
  const fields = Object.fromEntries(type.fields.map((field) => [field.name, row[field.column] ?? null]));
  return {
    id: row.id,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    systemFrom: row.system_from,
    systemTo: row.system_to,
    values: { fields, attributes: row.attributes },
  };
}

/** A version as one object of the JSON array that {@link recordsetColumns} takes apart. */
export function writeVersion(type: EntityType, id: Id, version: Version<EntityValues>): Record<string, JsonValue> {
  const row: Record<string, JsonValue> = {
    id,
    valid_from: version.validFrom,
    valid_to: version.validTo,
    system_from: version.systemFrom,
    system_to: version.systemTo,
    attributes: version.values.attributes,
  };
  for (const field of type.fields) row[field.column] = version.values.fields[field.name] ?? null;
  return row;
}

/** For `jsonb_to_recordset`: the columns that it yields, those to insert into, and what to select for them. */
export function recordsetColumns(type: EntityType): { definition: string; target: string; source: string } {
  const fields = type.fields.map(({ column, kind }) => ({ column, kind }));
  const instants = [...BOUNDS.map((column) => ({ column, kind: 'instant' as const }))];
  const columns = [
    { column: 'id', kind: 'reference' as const },
    ...instants,
    ...fields,
    { column: 'attributes', kind: 'json' as const },
  ];
  const given = (kind: FieldKind): string => (kind === 'instant' ? 'bigint' : COLUMN_TYPES[kind]);
  return {
    definition: columns.map(({ column, kind }) => `${column} ${given(kind)}`).join(', '),
    target: columns.map(({ column }) => column).join(', '),
    source: columns.map(({ column, kind }) => (kind === 'instant' ? `instant(r.${column})` : `r.${column}`)).join(', '),
  };
}
