// Adopts a tenant's graph with the stores of a configuration: for `asof graphiti adopt`, and for the start of `asof serve`.
import { setTimeout as sleep } from 'node:timers/promises';
import { registry } from '../core/entity-types.ts';
import { AsofError } from '../core/errors.ts';
import type { Tenant } from '../core/ids.ts';
import { type AdoptionOutcome, adoptGraphiti } from '../subgraphs/ledger/graphiti/adopt.ts';
import type { AdoptionReport } from '../subgraphs/ledger/graphiti/adoption-run.ts';
import { ODDITIES, type Oddity } from '../subgraphs/ledger/graphiti/oddities.ts';
import { type ProgressView, showsNothing } from './import-progress.ts';
import type { Stores } from './open-stores.ts';

export interface GraphitiAdoption {
  readonly stores: Stores;
  readonly tenant: Tenant;
  readonly dryRun?: boolean;
  readonly batchSizeMax?: number;
  readonly progress?: ProgressView;
  readonly log?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** One that was cut off counts as running for a minute. */
const WAIT_MS_MAX = 75_000;
const WAIT_STEP_MS = 3_000;

/** @throws AsofError as {@link adoptGraphiti} does; ADOPTION_HELD only when another process is at it for too long */
export async function adoptInto(options: GraphitiAdoption): Promise<AdoptionOutcome> {
  const { progress = showsNothing, log = () => undefined, signal } = options;
  const until = performance.now() + WAIT_MS_MAX;
  try {
    for (let waited = false; ; waited = true) {
      try {
        return await adoptOnce(options, progress);
      } catch (error) {
        const held = error instanceof AsofError && error.code === 'ADOPTION_HELD';
        if (!held || performance.now() > until) throw error;
        if (!waited) log(`${error.message} Waiting for it.`);
        await sleep(WAIT_STEP_MS, undefined, signal ? { signal } : {});
      }
    }
  } finally {
    progress.stop();
  }
}

function adoptOnce(options: GraphitiAdoption, progress: ProgressView): Promise<AdoptionOutcome> {
  const { stores, tenant, dryRun, batchSizeMax, signal } = options;
  const { postgres, neo4j, vectors, committer } = stores;
  const ports = {
    source: neo4j.graphiti,
    adoptions: postgres.adoptions,
    ids: postgres.ids,
    ledger: postgres.ledger,
    participants: [postgres.participant, neo4j.participant, vectors.participant],
    committer,
    registry,
  };
  return adoptGraphiti(ports, {
    tenant,
    onProgress: ({ elements, elementsTotal }) =>
      progress.show({ phase: 'loading', rows: elements, rowsTotal: elementsTotal, rowsLeftOut: 0 }),
    ...(dryRun !== undefined && { dryRun }),
    ...(batchSizeMax !== undefined && { batchSizeMax }),
    ...(signal && { signal }),
  });
}

/** What was adopted and what was odd about it, for people. */
export function adoptionInWords(report: AdoptionReport, dryRun: boolean): string {
  const { read, adopted, own, seconds, mode, resumed, counts, examples, unknownLabels } = report;
  const ofAll = (each: AdoptionReport['read']): string =>
    `${each.nodes} nodes, ${each.edges} facts and ${each.episodes} episodes`;
  const elements = read.nodes + read.edges + read.episodes;
  const labels = Object.entries(unknownLabels).map(([label, count]) => `${label} (${count})`);
  return [
    `Read ${ofAll(read)}${resumed ? ', with those of an earlier run,' : ''} in ${seconds.toFixed(1)} s.`,
    `${dryRun ? 'Would adopt' : 'Adopted'} ${ofAll(adopted)}${modeInWords(mode)}.`,
    ...(own.nodes + own.edges + own.episodes > 0 ? [`Asof’s own, and left alone: ${ofAll(own)}.`] : []),
    ...(labels.length > 0 ? [`Labels of no registered type, adopted as OtherEntity: ${labels.join(', ')}.`] : []),
    ...(Object.keys(ODDITIES) as Oddity[]).flatMap((oddity) => {
      const count = counts[oddity] ?? 0;
      const some = examples[oddity]?.length ? ` (such as ${examples[oddity].slice(0, 2).join(', ')})` : '';
      return count === 0 ? [] : [`${count} of ${elements} ${ODDITIES[oddity]}${some}.`];
    }),
  ].join('\n');
}

function modeInWords(mode: AdoptionReport['mode']): string {
  if (mode === 'bootstrap') return ', each known since Graphiti learned it';
  return mode === 'commits' ? ', known since now: the tenant had commits, and its past stays as it was' : '';
}
