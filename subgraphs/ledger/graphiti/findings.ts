// What a look found, and how it becomes commits: one, unless a store refuses something of it.
import { AsofError } from '../../../core/errors.ts';
import type { Tenant } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Committer, StatedChange } from '../commit.ts';
import type { Notice } from './notice.ts';
import type { Observed } from './observe.ts';
import type { Phase } from './pages.ts';

export interface Finding {
  readonly phase: Phase;
  readonly observed: Observed;
  readonly notice: Notice;
}

export interface LeftOut {
  readonly finding: Finding;
  readonly error: unknown;
}

export interface Committed {
  /** The last commit's; null when there was nothing to state. */
  readonly systemTime: Instant | null;
  /** What the stores refuse, each by itself. */
  readonly leftOut: readonly LeftOut[];
}

export const changesOf = ({ notice }: Finding): readonly StatedChange[] => ('changes' in notice ? notice.changes : []);

/**
 * States what was found in one commit. When a store refuses it for good, the halves are tried apart, so that one
 * element that no store will take does not keep all others out for ever.
 * @throws AsofError STORE_UNAVAILABLE, STORE_TIMEOUT, COMMIT_ABORTED, ENTITY_HELD when it may go well another time
 */
export async function commitFindings(
  committer: Pick<Committer, 'commit'>,
  tenant: Tenant,
  findings: readonly Finding[],
): Promise<Committed> {
  const telling = findings.filter((finding) => changesOf(finding).length > 0);
  if (telling.length === 0) return { systemTime: null, leftOut: [] };
  try {
    const { systemTime } = await committer.commit(tenant, 'graphiti', telling.flatMap(changesOf));
    return { systemTime, leftOut: [] };
  } catch (error) {
    if (mayPass(error)) throw error;
    const [finding] = telling;
    if (telling.length === 1 && finding) return { systemTime: null, leftOut: [{ finding, error }] };
    const middle = Math.ceil(telling.length / 2);
    const first = await commitFindings(committer, tenant, telling.slice(0, middle));
    const second = await commitFindings(committer, tenant, telling.slice(middle));
    return {
      systemTime: second.systemTime ?? first.systemTime,
      leftOut: [...first.leftOut, ...second.leftOut],
    };
  }
}

/** Whether a commit failed for a reason that has nothing to do with what it stated. */
function mayPass(error: unknown): boolean {
  if (error instanceof AsofError) {
    const isAborted = error.code === 'COMMIT_ABORTED';
    if (!isAborted && (error.category === 'unavailable' || error.category === 'conflict')) return true;
    // The ledger has no part in what is stated: another process gave the commit up.
    if (isAborted && (error.details.timedOut === true || error.details.store === 'ledger')) return true;
  }
  return error instanceof Error && error.cause !== undefined && mayPass(error.cause);
}
