// The simplest directory of ids: maps in memory.
import { type Id, newId, type Tenant } from '../../core/ids.ts';
import type { Directory, SourceKey } from '../../subgraphs/ledger/import/directory.ts';

export class MemoryDirectory implements Directory {
  readonly ids = new Map<string, Id>();
  readonly known = new Map<Id, string>();
  calls = 0;

  async resolveIds(tenant: Tenant, source: string, keys: readonly SourceKey[]): Promise<readonly Id[]> {
    this.calls += 1;
    return keys.map(({ type, externalId }) => {
      const name = JSON.stringify([tenant, source, type, externalId]);
      const id = this.ids.get(name) ?? newId();
      this.ids.set(name, id);
      return id;
    });
  }

  async types(_tenant: Tenant, ids: readonly Id[]): Promise<readonly (string | null)[]> {
    this.calls += 1;
    return ids.map((id) => this.known.get(id) ?? null);
  }
}
