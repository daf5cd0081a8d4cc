// Where an adoption's pages go: the past of a tenant that was empty, or one commit each, or nowhere in a dry run.
import type { Change, Ledger, Participant } from '../../../core/commit.ts';
import type { Id, Tenant } from '../../../core/ids.ts';
import type { GraphitiSource } from '../../../stores/neo4j/graphiti-source.ts';
import type { Committer, StatedChange } from '../commit.ts';
import { BOOTSTRAP_TIME } from '../import/writer.ts';
import { applyAll } from '../steps.ts';
import type { Observed } from './observe.ts';

export interface PageWriter {
  /** The slow part; may run while the page before it is being written. */
  prepare(observed: readonly Observed[]): Promise<void>;
  /** Idempotent: a page may be written again after a crash. Returns how many elements went in. */
  write(observed: readonly Observed[]): Promise<number>;
}

export const dryPages: PageWriter = {
  prepare: async () => undefined,
  write: async (observed) => observed.filter(({ history }) => history.length > 0).length,
};

/** Less than the silence after which a load counts as given up. */
const APPLY_MS_MAX = 50_000;

/** With the system times at which Graphiti learned it, within a bootstrap load that is open. */
export function historyPages(
  ports: { readonly ledger: Ledger; readonly participants: readonly Participant[]; readonly committer: Committer },
  tenant: Tenant,
): PageWriter {
  const { ledger, participants, committer } = ports;
  return {
    prepare: (observed) => committer.prepare(observed.flatMap(({ history }) => history)),
    async write(observed) {
      const changes = observed.flatMap(({ history }) => history).sort(bySystemTime);
      if (changes.length === 0) return 0;
      await ledger.recordBootstrap(tenant, [...new Set(changes.map(({ systemTime }) => systemTime))]);
      const work = { tenant, systemTime: BOOTSTRAP_TIME, changes, dead: new Set<never>() };
      await applyAll(participants, work, APPLY_MS_MAX);
      return observed.filter(({ history }) => history.length > 0).length;
    },
  };
}

/** The sort is stable, so that the order of one element's own changes stays. */
const bySystemTime = (a: Change, b: Change): number => a.systemTime - b.systemTime;

/** As of now: a tenant with commits keeps its past as it was. What is there already is not stated again. */
export function commitPages(
  ports: { readonly committer: Committer; readonly source: GraphitiSource },
  tenant: Tenant,
): PageWriter {
  const { committer, source } = ports;
  return {
    prepare: (observed) => committer.prepare(observed.flatMap(({ current }) => current)),
    async write(observed) {
      const known = await knownIds(source, tenant, observed);
      const fresh = observed.filter(({ id, current }) => current.length > 0 && !known.has(id));
      const changes = fresh.flatMap(({ current }): readonly StatedChange[] => current);
      if (changes.length > 0) await committer.commit(tenant, 'adoption', changes);
      return fresh.length;
    },
  };
}

async function knownIds(
  source: GraphitiSource,
  tenant: Tenant,
  observed: readonly Observed[],
): Promise<ReadonlySet<string>> {
  const ids = (kind: StatedChange['kind']): Id[] =>
    observed.flatMap(({ id, current: [first] }) => (first?.kind === kind ? [id] : []));
  const known = await Promise.all([
    source.knownNodes(tenant, ids('node')),
    source.knownFacts(tenant, ids('fact')),
    source.knownEpisodes(tenant, ids('episode')),
  ]);
  return new Set(known.flatMap((set) => [...set]));
}
