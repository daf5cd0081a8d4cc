// Batched reads of records: one loader for each type, since each type has a table of its own.
import type DataLoader from 'dataloader';
import type { EntityRef } from '../../core/commit.ts';
import type { Id } from '../../core/ids.ts';
import type { EntityKey, ExternalKey, RecordReads, RecordVersion } from '../../core/reads.ts';
import type { EntityType, Registry } from '../../core/registry.ts';
import { batchLoader, momentLoader } from '../kit/batch.ts';
import type { Connection, Edge } from '../kit/connection.ts';
import type { RequestContext } from '../kit/context.ts';
import type { EntitySource } from '../kit/entities.ts';

export interface RecordsContext {
  readonly request: RequestContext;
  readonly reads: RecordReads;
  readonly loaders: RecordsLoaders;
}

/** An entity of this subgraph; its version is there already when it came from a list or was looked at before. */
export interface RecordSource extends EntitySource {
  /** Null when none is visible at the moment; undefined when that was not looked up. */
  readonly version?: RecordVersion | null;
}

export interface RecordConnection extends Connection<Edge<RecordSource>> {
  /** How many match on all pages together: a store call. */
  readonly count: () => Promise<number>;
}

export interface RecordsLoaders {
  /** The version of an entity of the type that is visible at the key's moment. */
  version(type: EntityType, key: EntityKey): Promise<RecordVersion | null>;
  /** The name of the type of an id that the tenant has, whatever the moment. */
  readonly typeName: DataLoader<Id, string | null, string>;
  readonly external: DataLoader<ExternalKey, EntityRef | null, string>;
}

/** The loaders of one request. */
export function createLoaders(reads: RecordReads, registry: Registry, request: RequestContext): RecordsLoaders {
  const versionsByType = new Map(
    registry.types.map((type) => [
      type.name,
      momentLoader<EntityKey, RecordVersion | null>(request, (scope, keys) => reads.versions(scope, type, keys), {
        keyOf: (key) => key.id,
      }),
    ]),
  );
  return {
    version: async (type, key) => (await versionsByType.get(type.name)?.load(key)) ?? null,
    typeName: batchLoader(
      request,
      (scope, ids) => reads.types(scope, ids),
      (id) => id,
    ),
    external: batchLoader(
      request,
      (scope, keys) => reads.lookup(scope, keys),
      (key) => JSON.stringify([key.source, key.type, key.externalId]),
    ),
  };
}
