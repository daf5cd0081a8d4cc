// The port through which an import finds ids: those of a source's own keys, and the types of ids that are known.
import { type Id, newId, type Tenant } from '../../../core/ids.ts';

export interface SourceKey {
  readonly type: string;
  readonly externalId: string;
}

export interface Directory {
  /** The id of each key, made and kept in `id_map` when it is new; in the order of the keys, which do not repeat. */
  resolveIds(tenant: Tenant, source: string, keys: readonly SourceKey[]): Promise<readonly Id[]>;
  /** The type of each id that the tenant has, whatever the moment; null for one that it does not have. */
  types(tenant: Tenant, ids: readonly Id[]): Promise<readonly (string | null)[]>;
}

/** A directory for a dry run: it reads types, and what it says of keys is forgotten. */
export function forgetful(directory: Directory): Directory {
  return {
    resolveIds: async (_tenant, _source, keys) => keys.map(newId),
    types: (tenant, ids) => directory.types(tenant, ids),
  };
}
