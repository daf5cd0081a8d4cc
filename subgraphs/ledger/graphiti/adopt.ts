// Adopts the graph that Graphiti wrote for a tenant: once, in bounded memory, and resumable at any point.
import type { Ledger, Participant } from '../../../core/commit.ts';
import { AsofError } from '../../../core/errors.ts';
import type { Tenant } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Registry } from '../../../core/registry.ts';
import type { GraphitiSource } from '../../../stores/neo4j/graphiti-source.ts';
import type { AdoptionMode, AdoptionOpening, Adoptions } from '../../../stores/postgres/adoption.ts';
import type { IdMap } from '../../../stores/postgres/id-map.ts';
import type { Committer } from '../commit.ts';
import { type AdoptionProgress, type AdoptionReport, AdoptionRun, lost, type RunOptions } from './adoption-run.ts';
import { Identities, type IdentityPorts } from './identities.ts';
import { GraphitiPages } from './pages.ts';
import { commitPages, dryPages, historyPages } from './writers.ts';

export interface AdoptionPorts {
  readonly source: GraphitiSource;
  readonly adoptions: Adoptions;
  readonly ids: IdMap;
  readonly ledger: Ledger;
  readonly participants: readonly Participant[];
  readonly committer: Committer;
  readonly registry: Registry;
}

export interface AdoptionOptions {
  readonly tenant: Tenant;
  /** Reads everything and writes nothing. Default: false. */
  readonly dryRun?: boolean;
  /** Elements of one batch at most. Default: 1,000, and 200 episodes. */
  readonly batchSizeMax?: number;
  /** Gives the adoption up between two batches; another run goes on there. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: AdoptionProgress) => void;
}

export type AdoptionOutcome =
  /** `nothing`: the graph has nothing that Asof did not write. `before`: it was adopted already. */
  | { readonly outcome: 'nothing' | 'before' }
  | { readonly outcome: 'adopted' | 'dry-run'; readonly report: AdoptionReport };

/**
 * Adopts a tenant's graph. Into a tenant without commits it brings the past, seen all at once at the end; in any other
 * each batch is an ordinary commit.
 * @throws AsofError ADOPTION_HELD while another process is at it, COMMIT_ABORTED, STORE_UNAVAILABLE; run again, it goes on
 */
export async function adoptGraphiti(ports: AdoptionPorts, options: AdoptionOptions): Promise<AdoptionOutcome> {
  const { source, adoptions } = ports;
  const { tenant, dryRun = false } = options;
  const record = await adoptions.read(tenant);
  if (record?.state === 'done') return { outcome: 'before' };
  if (!record && !(await source.hasForeign(tenant))) return { outcome: 'nothing' };
  const counts = await source.count(tenant);
  const runOf = (identities: Identities, how: Pick<RunOptions, 'mode' | 'writer' | 'startedAt' | 'progress'>) =>
    new AdoptionRun({
      ...{ tenant, adoptions, counts, signal: options.signal, onProgress: options.onProgress, ...how },
      pages: new GraphitiPages({ ...ports, tenant, identities, pageSizeMax: options.batchSizeMax }),
    });
  if (dryRun) {
    // Nothing is written down, so all must be remembered.
    const rememberedMax = counts.nodes + counts.episodes + 1;
    const identities = new Identities({ ...ports, ids: forgetful(ports.ids), rememberedMax }, tenant);
    const now = latestInstant();
    const run = runOf(identities, { mode: null, writer: dryPages, startedAt: now });
    await run.all(now);
    return { outcome: 'dry-run', report: run.report() };
  }
  const opening = await openAdoption(ports, tenant);
  if (opening.outcome === 'done') return { outcome: 'before' };
  const writer = opening.mode === 'bootstrap' ? historyPages(ports, tenant) : commitPages(ports, tenant);
  const run = runOf(new Identities(ports, tenant), { ...opening, writer });
  try {
    await run.all(opening.clock);
    if (!(await adoptions.close(tenant, run.progress()))) throw lost();
  } catch (error) {
    await adoptions.release(tenant).catch(() => undefined);
    throw error;
  }
  return { outcome: 'adopted', report: run.report() };
}

/** A load of another kind that was left behind is given up, as an import would. */
async function openAdoption(
  { adoptions, participants }: AdoptionPorts,
  tenant: Tenant,
): Promise<Extract<AdoptionOpening, { mode: AdoptionMode }> | { outcome: 'done' }> {
  let opening = await adoptions.open(tenant, false);
  if (opening.outcome === 'abandoned') {
    await Promise.all(participants.map((participant) => participant.purge(tenant)));
    opening = await adoptions.open(tenant, true);
  }
  if (opening.outcome === 'opened' || opening.outcome === 'resumed') return opening;
  if (opening.outcome === 'done') return { outcome: 'done' };
  throw new AsofError('ADOPTION_HELD', `Another process adopts or loads the tenant ${tenant} just now.`);
}

/** What a dry run says of ids is forgotten. */
function forgetful(ids: IdMap): IdentityPorts['ids'] {
  return {
    resolveIds: async (_tenant, _source, keys) => keys.flatMap(({ id }) => id ?? []),
    findIds: (tenant, source, keys) => ids.findIds(tenant, source, keys),
  };
}

/** The clock of this machine, which decides nothing: a dry run only counts what lies in the future. */
const latestInstant = (): Instant => Math.floor((performance.timeOrigin + performance.now()) * 1_000) as Instant;
