// A row becomes a draft of a change: all of its cells read, its references still to be resolved.
import type { EntityValues, EpisodeValues, FactValues, FieldValue, JsonValue } from '../../../core/commit.ts';
import { newId } from '../../../core/ids.ts';
import { EARLIEST, type Instant, OPEN_END } from '../../../core/instant.ts';
import { interval } from '../../../core/interval.ts';
import type { Registry } from '../../../core/registry.ts';
import type { StatedChange } from '../commit.ts';
import { readCell } from './cells.ts';
import { CellError, type RowFault, rowFault } from './faults.ts';
import { entityReference, type Reference, type Resolved, typedReference } from './references.ts';
import type { Column } from './row-types.ts';
import type { ImportFile, RawRow } from './rows.ts';

export interface Draft {
  readonly file: ImportFile;
  readonly line: number;
  /** What the row itself says of when it was known; null where it does not. */
  readonly systemFrom: Instant | null;
  /** The row's own id first. */
  readonly references: readonly Reference[];
  /** @throws CellError */
  build(resolved: Resolved): StatedChange;
}

export type ParsedRow = { readonly draft: Draft } | { readonly faults: readonly RowFault[] };

type Values = ReadonlyMap<string, FieldValue>;
type References = ReadonlyMap<string, readonly Reference[]>;

/** Reads a row; every cell that is at fault is named, not only the first. */
export function parseRow(registry: Registry, file: ImportFile, row: RawRow): ParsedRow {
  const faults: RowFault[] = [];
  const attempt = <T>(column: string, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      faults.push(rowFault({ file: file.path, line: row.line, column }, error, row.cells.get(column)));
      return undefined;
    }
  };
  const values = new Map<string, FieldValue>();
  const references = new Map<string, readonly Reference[]>();
  for (const [name, arrived] of row.cells) {
    const column = file.type.columns.get(name);
    if (!column) continue;
    attempt(name, () => {
      const value = readCell(column, arrived);
      values.set(name, value);
      const found = referencesOf(registry, column, value);
      if (found.length > 0) references.set(name, found);
    });
  }
  for (const name of missing(file, row)) attempt(name, () => refuse('a value is required'));
  const period = periodOf(values, row, attempt);
  if (faults.length > 0 || !period) return { faults };
  return { draft: draftOf(file, row, values, references, period) };
}

function refuse(reason: string): never {
  throw new CellError(reason);
}

function referencesOf(registry: Registry, column: Column, value: FieldValue): Reference[] {
  const keys = (Array.isArray(value) ? value : [value]) as readonly string[];
  if (column.kind === 'entity' || column.kind === 'entities') {
    return keys.map((key) => entityReference(registry, key, column.name));
  }
  const type = column.references;
  return type === null ? [] : keys.map((key) => typedReference(type, key, column.name));
}

function missing(file: ImportFile, row: RawRow): string[] {
  const op = row.cells.get('op') ?? 'state';
  const required = [...file.type.columns.values()].filter((column) => {
    if (file.type.identity.includes(column.name)) return true;
    if (column.name === 'id') return op === 'end' || op === 'retract';
    return column.name === 'validFrom' ? op !== 'retract' : column.required && op === 'state';
  });
  return required.map((column) => column.name).filter((name) => (row.cells.get(name) ?? '') === '');
}

interface Period {
  readonly validFrom: Instant;
  readonly validTo: Instant;
  readonly states: boolean;
}

function periodOf(
  values: Values,
  row: RawRow,
  attempt: <T>(column: string, read: () => T) => T | undefined,
): Period | undefined {
  const op = values.get('op') ?? 'state';
  const from = values.get('validFrom') as Instant | undefined;
  const to = values.get('validTo') as Instant | undefined;
  if (op !== 'state' && row.cells.has('validTo')) {
    return attempt('validTo', () => refuse(`${op} takes no validTo; to say that something held until then, state it`));
  }
  if (op === 'retract') {
    if (!row.cells.has('validFrom')) return { validFrom: EARLIEST, validTo: OPEN_END, states: false };
    return attempt('validFrom', () => refuse('retract takes no validFrom: it says that it never was so'));
  }
  if (from === undefined) return undefined;
  if (op === 'end') return { validFrom: from, validTo: OPEN_END, states: false };
  if (row.cells.has('validTo') && to === undefined) return undefined;
  const span = attempt('validTo', () => interval(from, to));
  return span && { validFrom: span.from, validTo: span.to, states: true };
}

function draftOf(file: ImportFile, row: RawRow, values: Values, references: References, period: Period): Draft {
  const typeName = file.type.name;
  const own = references.get('id')?.[0] ?? { kind: 'id', type: typeName, id: newId(), column: 'id' };
  const others = [...references].flatMap(([name, list]) => (name === 'id' ? [] : list));
  const { states, ...span } = period;
  return {
    file,
    line: row.line,
    systemFrom: (values.get('systemFrom') as Instant | undefined) ?? null,
    references: [own, ...others],
    build(resolved) {
      const id = resolved.id(own);
      if (typeName === 'Fact') {
        const end = (name: string) => resolved.entity(only(references, name));
        const stated = states ? factValues(values, references, resolved) : null;
        return { kind: 'fact', id, subject: end('subject'), object: end('object'), ...span, values: stated };
      }
      if (typeName === 'Episode') {
        return { kind: 'episode', id, ...span, values: states ? episodeValues(values, references, resolved) : null };
      }
      const stated = states ? entityValues(file, values, references, resolved) : null;
      return { kind: 'entity', entity: { type: typeName, id }, ...span, values: stated };
    },
  };
}

function only(references: References, name: string): Reference {
  const [reference] = references.get(name) ?? [];
  return reference ?? refuse(`${name} is required`);
}

function entityValues(file: ImportFile, values: Values, references: References, resolved: Resolved): EntityValues {
  const fields: Record<string, FieldValue> = {};
  for (const { name, kind } of file.type.entity?.fields ?? []) {
    const value = values.get(name);
    if (value !== undefined) fields[name] = kind === 'reference' ? resolved.id(only(references, name)) : value;
  }
  return { fields, attributes: (values.get('attributes') as { [key: string]: JsonValue } | undefined) ?? null };
}

function factValues(values: Values, references: References, resolved: Resolved): FactValues {
  const episodes = (references.get('episodes') ?? []).map((reference) => resolved.id(reference));
  return { name: text(values, 'name'), fact: text(values, 'fact'), episodes };
}

function episodeValues(values: Values, references: References, resolved: Resolved): EpisodeValues {
  return {
    name: text(values, 'name'),
    source: text(values, 'source') || 'text',
    sourceDescription: text(values, 'sourceDescription'),
    content: text(values, 'content'),
    mentions: (references.get('mentions') ?? []).map((reference) => resolved.entity(reference)),
  };
}

const text = (values: Values, name: string): string => (values.get(name) as string | undefined) ?? '';
