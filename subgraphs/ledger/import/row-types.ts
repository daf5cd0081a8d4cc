// The columns of an import file, for each type of row: the registry's types, `Fact` and `Episode`.
import { AsofError } from '../../../core/errors.ts';
import type { EntityType, FieldKind, Registry } from '../../../core/registry.ts';

/** The kinds of a registry's fields, and those that only rows have. */
type CellKind = FieldKind | 'key' | 'keys' | 'entity' | 'entities' | 'period';

export interface Column {
  readonly name: string;
  readonly kind: CellKind;
  /** A row that states something must have it. */
  readonly required: boolean;
  /** In characters. */
  readonly lengthMax: number;
  readonly values: readonly string[] | null;
  /** The type of what a key names. */
  readonly references: string | null;
}

export interface RowType {
  readonly name: string;
  /** Undefined for facts and episodes. */
  readonly entity: EntityType | undefined;
  readonly columns: ReadonlyMap<string, Column>;
  /** Columns of which every row, of whatever `op`, must have a value. */
  readonly identity: readonly string[];
}

/** Texts, keys and contents longer than this are refused. */
export const TEXT_LENGTH_MAX = 10_000;
/** What lists are ordered by has to fit into an entry of an index, whatever its letters. */
const INDEXED_LENGTH_MAX = 500;
const CONTENT_LENGTH_MAX = 100_000;
const KEY_LENGTH_MAX = 500;
const NAME_LENGTH_MAX = 200;

/**
 * The type of rows of that name.
 * @throws AsofError TYPE_UNKNOWN
 */
export function rowType(registry: Registry, name: string): RowType {
  if (name === 'Fact') return FACT;
  if (name === 'Episode') return EPISODE;
  const entity = registry.find(name);
  if (entity) return entityRows(entity);
  const known = [...registry.types.map((type) => type.name), 'Fact', 'Episode'].join(', ');
  throw new AsofError('TYPE_UNKNOWN', `No rows can be of type “${name.slice(0, 60)}”; there are ${known}.`);
}

/** The columns that rows of a type may have, in words. */
export const columnNames = (type: RowType): string => [...type.columns.keys()].join(', ');

function column(name: string, kind: CellKind, options: Partial<Column> = {}): Column {
  return { name, kind, required: false, lengthMax: TEXT_LENGTH_MAX, values: null, references: null, ...options };
}

const byName = (columns: readonly Column[]): ReadonlyMap<string, Column> => new Map(columns.map((c) => [c.name, c]));

/** The columns that every type has. */
function commonColumns(typeName: string): Column[] {
  return [
    column('id', 'key', { lengthMax: KEY_LENGTH_MAX, references: typeName }),
    column('op', 'string', { values: ['state', 'end', 'retract'] }),
    column('validFrom', 'period'),
    column('validTo', 'period'),
    column('systemFrom', 'period'),
  ];
}

function entityRows(entity: EntityType): RowType {
  const fields = entity.fields.map((field) =>
    column(field.name, field.kind, {
      required: field.required ?? false,
      values: field.values ?? null,
      references: field.references ?? null,
      ...(field.kind === 'reference' ? { lengthMax: KEY_LENGTH_MAX } : {}),
      ...(field.kind === 'string' && !field.long ? { lengthMax: INDEXED_LENGTH_MAX } : {}),
    }),
  );
  const columns = byName([...commonColumns(entity.name), ...fields, column('attributes', 'json')]);
  return { name: entity.name, entity, columns, identity: [] };
}

const FACT: RowType = {
  name: 'Fact',
  entity: undefined,
  identity: ['subject', 'object'],
  columns: byName([
    ...commonColumns('Fact'),
    column('name', 'string', { required: true, lengthMax: NAME_LENGTH_MAX }),
    column('fact', 'string', { required: true }),
    column('subject', 'entity', { required: true, lengthMax: KEY_LENGTH_MAX }),
    column('object', 'entity', { required: true, lengthMax: KEY_LENGTH_MAX }),
    column('episodes', 'keys', { references: 'Episode' }),
  ]),
};

const EPISODE: RowType = {
  name: 'Episode',
  entity: undefined,
  identity: [],
  columns: byName([
    ...commonColumns('Episode'),
    column('name', 'string', { required: true }),
    column('source', 'string', { values: ['message', 'json', 'text'] }),
    column('sourceDescription', 'string'),
    column('content', 'string', { required: true, lengthMax: CONTENT_LENGTH_MAX }),
    column('mentions', 'entities'),
  ]),
};
