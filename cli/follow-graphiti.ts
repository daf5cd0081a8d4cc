// Follows what Graphiti writes for a tenant, with the stores of a configuration: as long as `asof serve` runs.
import { registry } from '../core/entity-types.ts';
import type { Tenant } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import { type FollowLog, followGraphiti, type GraphitiFollower } from '../subgraphs/ledger/graphiti/follow.ts';
import { LOOK_BACK_MS, type LookOptions, openLook } from '../subgraphs/ledger/graphiti/look.ts';
import { adoptInto, adoptionInWords } from './adopt-graphiti.ts';
import type { Stores } from './open-stores.ts';

export interface GraphitiFollowing extends LookOptions {
  readonly stores: Stores;
  readonly tenant: Tenant;
  /** Default: nothing is logged. */
  readonly log?: FollowLog;
  /** Default 500 ms. */
  readonly pollMs?: number;
  /** Default 5,000 ms. */
  readonly idleMs?: number;
}

/** How many of the newest nodes are looked at, to see whether Graphiti has begun to write. */
const NODES_LOOKED_AT = 1_000;

/** Follows, once the tenant's graph is adopted, and while no other process does. */
export function followInto(options: GraphitiFollowing): GraphitiFollower {
  const { stores, tenant, log, pollMs, idleMs, lookBackMs } = options;
  const { postgres, neo4j, committer } = stores;
  const { now, ids } = postgres;
  const ports = { source: neo4j.graphiti, recent: neo4j.recent, ids, now, committer, registry };
  return followGraphiti({
    tenant,
    isAdopted: (signal) => isAdopted(options, signal),
    takeLease: () => postgres.takeLease(`graphiti:${tenant}`),
    openLook: () => openLook(ports, tenant, lookBackMs === undefined ? {} : { lookBackMs }),
    ...(log && { log }),
    ...(pollMs !== undefined && { pollMs }),
    ...(idleMs !== undefined && { idleMs }),
  });
}

/** A graph in which Graphiti begins to write only now is adopted now. */
async function isAdopted({ stores, tenant, log }: GraphitiFollowing, signal: AbortSignal): Promise<boolean> {
  const { postgres, neo4j } = stores;
  const record = await postgres.adoptions.read(tenant);
  if (record?.state === 'done') return true;
  const { validTime } = await postgres.now.read(tenant);
  const since = (validTime - LOOK_BACK_MS * 1_000) as Instant;
  const newest = await neo4j.recent.list(tenant, 'nodes', { since, after: null, limit: NODES_LOOKED_AT });
  const uuids = newest.map(({ uuid }) => uuid);
  if (!record && (await neo4j.graphiti.knownEntities(tenant, uuids)).size === new Set(uuids).size) return false;
  const adopted = await adoptInto({ stores, tenant, signal });
  if (adopted.outcome === 'adopted') log?.info({ tenant }, adoptionInWords(adopted.report, false));
  return adopted.outcome !== 'nothing';
}
