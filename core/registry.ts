// The entity registry: one entry for each type, from which every store and subgraph builds its part of the type.
import { AsofError } from './errors.ts';

/**
 * - `decimal`: exact, a string in code and GraphQL, numeric in PostgreSQL
 * - `date`: a calendar date, `YYYY-MM-DD` · `instant`: µs in code · `strings`: a list of strings
 * - `reference`: the id of another entity
 */
export type FieldKind = 'string' | 'int' | 'decimal' | 'date' | 'instant' | 'json' | 'strings' | 'reference';

export interface Field {
  /** camelCase, as in GraphQL and in import files. */
  readonly name: string;
  readonly kind: FieldKind;
  /** snake_case, as in PostgreSQL. */
  readonly column: string;
  readonly description: string;
  /** The type that a reference points to. */
  readonly references?: string;
  /** The only values that an import accepts. */
  readonly values?: readonly string[];
  /** A row without it is refused. */
  readonly required?: boolean;
  /** A text without a narrow limit: no index holds it, so lists cannot be ordered by it. */
  readonly long?: boolean;
}

export interface EntityType {
  /** PascalCase: the GraphQL type and Neo4j label. */
  readonly name: string;
  /** Root field for one entity, and for the list of them. */
  readonly singular: string;
  readonly plural: string;
  /** The table of versions in PostgreSQL. */
  readonly table: string;
  readonly description: string;
  /** The field whose value is the entity's `name` in every store. */
  readonly nameField: string;
  /** The fields whose text is embedded for `similar` and `search`, in this order. */
  readonly textFields: readonly string[];
  readonly fields: readonly Field[];
}

export class Registry {
  readonly types: readonly EntityType[];
  readonly #byName: ReadonlyMap<string, EntityType>;

  constructor(types: readonly EntityType[]) {
    this.types = types;
    this.#byName = new Map(types.map((type) => [type.name, type]));
    for (const type of types) checkType(type, this.#byName);
  }

  find(name: string): EntityType | undefined {
    return this.#byName.get(name);
  }

  /**
   * The type of that name.
   * @throws AsofError TYPE_UNKNOWN
   */
  get(name: string): EntityType {
    const type = this.#byName.get(name);
    if (type) return type;
    const known = this.types.map((t) => t.name).join(', ');
    throw new AsofError('TYPE_UNKNOWN', `There is no entity type “${name.slice(0, 60)}”; there are ${known}.`);
  }
}

/**
 * The field of that name, of a type that is known to have it.
 * @throws AsofError FILTER_INVALID
 */
export function fieldOf(type: EntityType, name: string): Field {
  const field = type.fields.find((f) => f.name === name);
  if (field) return field;
  const known = type.fields.map((f) => f.name).join(', ');
  throw new AsofError('FILTER_INVALID', `${type.name} has no field “${name.slice(0, 60)}”; it has ${known}.`);
}

/** Identifiers of a registry end up in DDL and Cypher labels, so their form is checked where they enter. */
function checkType(type: EntityType, types: ReadonlyMap<string, EntityType>): void {
  const fail = (reason: string): never => {
    throw new AsofError('CONFIG_INVALID', `Entity type ${type.name}: ${reason}.`);
  };
  if (!/^[A-Z][A-Za-z0-9]*$/.test(type.name)) fail('its name is not PascalCase');
  if (!/^[a-z][a-z0-9_]*$/.test(type.table)) fail(`its table “${type.table}” is not snake_case`);
  const names = new Set(type.fields.map((f) => f.name));
  for (const name of [type.nameField, ...type.textFields]) if (!names.has(name)) fail(`it has no field “${name}”`);
  for (const field of type.fields) {
    if (!/^[a-z][A-Za-z0-9]*$/.test(field.name)) fail(`field “${field.name}” is not camelCase`);
    if (!/^[a-z][a-z0-9_]*$/.test(field.column)) fail(`column “${field.column}” is not snake_case`);
    if (field.kind === 'reference' && !types.has(field.references ?? ''))
      fail(`${field.name} references no known type`);
  }
}
