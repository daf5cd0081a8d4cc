// Turns drafts into changes: keys become ids, and ids are checked against the types that they are known to have.
import { LRUCache } from 'lru-cache';
import type { Id, Tenant } from '../../../core/ids.ts';
import type { StatedChange } from '../commit.ts';
import type { Directory, SourceKey } from './directory.ts';
import { CellError, type RowFault, rowFault } from './faults.ts';
import type { Draft } from './parse-row.ts';
import type { Reference, Resolved } from './references.ts';

export interface ResolvedBatch {
  readonly changes: readonly { readonly draft: Draft; readonly change: StatedChange }[];
  readonly faults: readonly RowFault[];
}

/** How many keys and types are remembered from one batch to the next. */
const REMEMBERED_MAX = 50_000;
/** Facts and episodes are no entities; the directory does not know them. */
const NOT_ENTITIES = new Set(['Fact', 'Episode']);

export class Resolver {
  readonly #directory: Directory;
  readonly #tenant: Tenant;
  readonly #source: string;
  readonly #ids = new LRUCache<string, Id>({ max: REMEMBERED_MAX });
  readonly #types = new LRUCache<Id, string>({ max: REMEMBERED_MAX });

  constructor(directory: Directory, tenant: Tenant, source: string) {
    this.#directory = directory;
    this.#tenant = tenant;
    this.#source = source;
  }

  /** Two round trips at most, however many drafts. A draft that cannot be resolved becomes a fault of its row. */
  async resolve(drafts: readonly Draft[]): Promise<ResolvedBatch> {
    const references = drafts.flatMap((draft) => draft.references);
    const [ids, types] = await Promise.all([this.#resolveKeys(references), this.#lookUpTypes(references)]);
    const changes: { draft: Draft; change: StatedChange }[] = [];
    const faults: RowFault[] = [];
    const idOf = (reference: Reference): Id => (reference.kind === 'id' ? reference.id : known(ids, nameOf(reference)));
    // What the batch itself defines comes first: a row may refer to a later one.
    for (const {
      references: [own],
    } of drafts) {
      if (own && isEntity(own) && own.type && !types.has(idOf(own))) types.set(idOf(own), own.type);
    }
    for (const draft of drafts) {
      let at: Reference | undefined;
      try {
        for (at of draft.references) checkType(at, types.get(idOf(at)));
        changes.push({ draft, change: draft.build(resolvedBy(idOf, types)) });
      } catch (error) {
        const place = { file: draft.file.path, line: draft.line, column: at?.column ?? null };
        faults.push(rowFault(place, error, at?.kind === 'id' ? at.id : at?.key));
      }
    }
    for (const { draft } of changes) {
      const [own] = draft.references;
      if (own && isEntity(own) && own.type) this.#types.set(idOf(own), own.type);
    }
    return { changes, faults };
  }

  async #resolveKeys(references: readonly Reference[]): Promise<Map<string, Id>> {
    const found = new Map<string, Id>();
    const missing = new Map<string, SourceKey>();
    for (const reference of references) {
      if (reference.kind === 'id') continue;
      const name = nameOf(reference);
      const id = this.#ids.get(name);
      if (id) found.set(name, id);
      else missing.set(name, { type: reference.type, externalId: reference.key });
    }
    if (missing.size === 0) return found;
    const ids = await this.#directory.resolveIds(this.#tenant, this.#source, [...missing.values()]);
    for (const [index, name] of [...missing.keys()].entries()) {
      const id = known(ids, index);
      this.#ids.set(name, id);
      found.set(name, id);
    }
    return found;
  }

  async #lookUpTypes(references: readonly Reference[]): Promise<Map<Id, string>> {
    const found = new Map<Id, string>();
    const missing = new Set<Id>();
    for (const reference of references) {
      if (reference.kind === 'key' || !isEntity(reference)) continue;
      const type = this.#types.get(reference.id);
      if (type) found.set(reference.id, type);
      else missing.add(reference.id);
    }
    if (missing.size === 0) return found;
    const ids = [...missing];
    const types = await this.#directory.types(this.#tenant, ids);
    for (const [index, type] of types.entries()) if (type !== null) found.set(known(ids, index), type);
    return found;
  }
}

function resolvedBy(idOf: (reference: Reference) => Id, types: ReadonlyMap<Id, string>): Resolved {
  return {
    id: idOf,
    entity(reference) {
      const id = idOf(reference);
      const type = reference.type ?? types.get(id);
      if (!type) throw new CellError('no entity has this id; write Type:id when it comes later');
      return { type, id };
    },
  };
}

function checkType(reference: Reference, type: string | undefined): void {
  if (reference.kind === 'key' || reference.type === null || !isEntity(reference)) return;
  if (type && type !== reference.type) throw new CellError(`the id is that of a ${type}, not of a ${reference.type}`);
}

const isEntity = (reference: Reference): boolean => !NOT_ENTITIES.has(reference.type ?? '');

const nameOf = (reference: Extract<Reference, { kind: 'key' }>): string => `${reference.type}:${reference.key}`;

function known<K, V>(values: ReadonlyMap<K, V> | readonly V[], key: K): V {
  const value = Array.isArray(values) ? values[key as number] : (values as ReadonlyMap<K, V>).get(key);
  if (value === undefined) throw new RangeError(`the directory did not answer for ${String(key)}`);
  return value;
}
