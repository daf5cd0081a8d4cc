// Where an import's batches go: one commit each, or the past of a tenant that was empty, or nowhere in a dry run.
import type { Change, Ledger, Participant } from '../../../core/commit.ts';
import { AsofError } from '../../../core/errors.ts';
import type { Tenant } from '../../../core/ids.ts';
import { formatInstant, type Instant } from '../../../core/instant.ts';
import type { Committer, StatedChange } from '../commit.ts';
import { applyAll, type StoreTiming } from '../steps.ts';

export interface WrittenRow {
  readonly change: StatedChange;
  /** Of a bootstrap load; null in any other. */
  readonly systemFrom: Instant | null;
}

export interface BatchWriter {
  /** @throws AsofError IMPORT_BOOTSTRAP_REFUSED */
  open(): Promise<void>;
  /** The slow part of a batch; may run while the batch before it is being written. */
  prepare(rows: readonly WrittenRow[]): Promise<void>;
  write(rows: readonly WrittenRow[]): Promise<readonly StoreTiming[]>;
  close(): Promise<void>;
}

const nothing = async (): Promise<void> => undefined;

export const dryWriter: BatchWriter = { open: nothing, prepare: nothing, write: async () => [], close: nothing };

export function commitWriter(committer: Committer, tenant: Tenant): BatchWriter {
  const changes = (rows: readonly WrittenRow[]) => rows.map((row) => row.change);
  return {
    open: nothing,
    prepare: (rows) => committer.prepare(changes(rows)),
    write: async (rows) => (await committer.commit(tenant, 'import', changes(rows))).stores,
    close: nothing,
  };
}

/** The system time of the bootstrap load itself; all of the past that it brings along lies later. */
export const BOOTSTRAP_TIME = 1 as Instant;
/** Less than the silence after which a load counts as given up. */
const APPLY_MS_MAX = 50_000;

/** Writes the past, unseen until it is closed. What an earlier load left behind is deleted first. */
export function bootstrapWriter(
  ports: { readonly ledger: Ledger; readonly participants: readonly Participant[]; readonly committer: Committer },
  tenant: Tenant,
): BatchWriter {
  const { ledger, participants, committer } = ports;
  const shared = new SharedTime();
  return {
    async open() {
      if ((await ledger.openBootstrap(tenant, false)) === 'opened') return;
      await Promise.all(participants.map((participant) => participant.purge(tenant)));
      await ledger.openBootstrap(tenant, true);
    },
    prepare: (rows) => committer.prepare(rows.map((row) => row.change)),
    async write(rows) {
      shared.follow(rows);
      const changes = rows.map(
        ({ change, systemFrom }): Change => ({ ...change, systemTime: systemFrom ?? BOOTSTRAP_TIME }),
      );
      await ledger.recordBootstrap(tenant, [...new Set(changes.map((change) => change.systemTime))]);
      return applyAll(participants, { tenant, systemTime: BOOTSTRAP_TIME, changes, dead: new Set() }, APPLY_MS_MAX);
    },
    close: () => ledger.closeBootstrap(tenant),
  };
}

const SHARED_TIME_IDS_MAX = 1_000_000;

/**
 * Rows of one system time that had to be cut into several batches: an id may be in one of them only, or the second
 * row would end a version at the very instant at which it began.
 */
class SharedTime {
  #systemFrom: Instant | null = null;
  readonly #ids = new Set<string>();

  /** @throws AsofError IMPORT_FILE_INVALID */
  follow(rows: readonly WrittenRow[]): void {
    for (const { change, systemFrom } of rows) {
      if (systemFrom !== this.#systemFrom) break;
      if (this.#ids.has(idOf(change))) {
        throw fault(systemFrom, `states ${idOf(change)} twice, too far apart; give the later row a later systemFrom`);
      }
    }
    const last = rows.at(-1)?.systemFrom ?? null;
    if (last !== this.#systemFrom) this.#ids.clear();
    this.#systemFrom = last;
    for (const { change, systemFrom } of rows) if (systemFrom === last) this.#ids.add(idOf(change));
    if (this.#ids.size > SHARED_TIME_IDS_MAX) {
      throw fault(last, `has more than ${SHARED_TIME_IDS_MAX} rows; load them with several system times`);
    }
  }
}

const idOf = (change: StatedChange): string => ('entity' in change ? change.entity.id : change.id);

function fault(systemFrom: Instant | null, reason: string): AsofError {
  const at = systemFrom === null ? '' : ` ${formatInstant(systemFrom)}`;
  return new AsofError('IMPORT_FILE_INVALID', `The systemFrom${at} ${reason}.`);
}
