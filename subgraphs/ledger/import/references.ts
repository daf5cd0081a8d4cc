// Keys in import files: a UUID, or a source's own key that id_map turns into one.
import type { EntityRef } from '../../../core/commit.ts';
import { type Id, isId } from '../../../core/ids.ts';
import type { Registry } from '../../../core/registry.ts';
import { CellError } from './faults.ts';

/** What a cell refers to. The type of a bare UUID, as `subject` may have it, is known to the directory alone. */
export type Reference =
  | { readonly kind: 'id'; readonly type: string | null; readonly id: Id; readonly column: string }
  | { readonly kind: 'key'; readonly type: string; readonly key: string; readonly column: string };

/** A key of a type that the column names. */
export function typedReference(type: string, text: string, column: string): Reference {
  const lower = text.toLowerCase();
  return isId(lower) ? { kind: 'id', type, id: lower, column } : { kind: 'key', type, key: text, column };
}

/**
 * A key of any entity: `Type:key`, or a UUID alone.
 * @throws CellError
 */
export function entityReference(registry: Registry, text: string, column: string): Reference {
  const lower = text.toLowerCase();
  if (isId(lower)) return { kind: 'id', type: null, id: lower, column };
  const colon = text.indexOf(':');
  const type = text.slice(0, Math.max(colon, 0));
  if (!registry.find(type)) {
    throw new CellError(`expected Type:key or a UUID; types are ${registry.types.map((t) => t.name).join(', ')}`);
  }
  const key = text.slice(colon + 1);
  if (key === '') throw new CellError('the key after the colon is missing');
  return typedReference(type, key, column);
}

/** What the references of a batch turned out to be. */
export interface Resolved {
  id(reference: Reference): Id;
  /** @throws CellError when nobody knows the type of a bare UUID */
  entity(reference: Reference): EntityRef;
}
