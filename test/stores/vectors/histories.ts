// Random histories for the vector store, and the simplest truth about them: the last live statement counts.
import fc from 'fast-check';
import type { Change, CommitWork } from '../../../core/commit.ts';
import { type Id, newId, parseTenant, type Tenant } from '../../../core/ids.ts';
import { type Instant, OPEN_END } from '../../../core/instant.ts';
import type { Moment } from '../../../core/moment.ts';
import type { VectorsStore } from '../../../stores/vectors/store.ts';

/** Valid and system times of these histories lie below it. */
const TIMES = 12;
/** Few and alike, so that scores tie and vary. */
const NAMES = ['North Freight', 'North Freight', 'Nord Freight', 'South Dairy', 'Dairy of the South', 'Quarry', '—'];
const TYPES = ['Customer', 'Driver', 'OtherEntity'] as const;

export const newTenant = (): Tenant => parseTenant(`test-${newId()}`);
export const at = (micros: number): Instant => micros as Instant;

export interface Commit {
  readonly systemTime: Instant;
  readonly changes: readonly Change[];
  /** It is aborted after it was applied, and its rows stay. */
  readonly dies: boolean;
}

export interface History {
  readonly ids: readonly Id[];
  readonly commits: readonly Commit[];
}

/** What one commit says of one of the ids. */
const anyDraft = (ids: number) =>
  fc.record({
    id: fc.nat(ids - 1),
    from: fc.nat(TIMES - 1),
    length: fc.option(fc.integer({ min: 1, max: TIMES }), { nil: null }),
    name: fc.option(fc.constantFrom(...NAMES), { nil: null, freq: 5 }),
  });

/** At least 20 changes in commits of one to three, at system times 10, 20, 30, … */
export const anyHistory: fc.Arbitrary<History> = fc
  .array(fc.record({ drafts: fc.array(anyDraft(5), { minLength: 1, maxLength: 3 }), die: fc.nat(4) }), {
    minLength: 14,
    maxLength: 18,
  })
  .map((rows) => {
    const ids = Array.from({ length: 5 }, newId);
    const commits = rows.map(({ drafts, die }, index) => {
      const systemTime = at((index + 1) * 10);
      const changes = drafts.map(({ id, from, length, name }) =>
        entityChange(ids[id] as Id, at(from), length === null ? OPEN_END : at(from + length), systemTime, name, id),
      );
      return { systemTime, changes, dies: die === 0 };
    });
    return { ids, commits };
  });

export function entityChange(
  id: Id,
  validFrom: Instant,
  validTo: Instant,
  systemTime: Instant,
  name: string | null,
  typeIndex = 0,
): Change {
  const type = TYPES[typeIndex % TYPES.length] as string;
  const values = name === null ? null : { fields: { name }, attributes: null };
  return { kind: 'entity', entity: { type, id }, validFrom, validTo, systemTime, values };
}

/** Half of them at a bound, or one microsecond beside it. */
export const anyMoment: fc.Arbitrary<Moment> = fc.record({
  validTime: fc.integer({ min: -1, max: 2 * TIMES }).map(at),
  systemTime: fc.tuple(fc.integer({ min: 0, max: 19 }), fc.constantFrom(-1, 0, 1, 5)).map(([n, d]) => at(n * 10 + d)),
});

/** Applies commits one after the other as the saga would; returns the dead ones. */
export async function write(store: VectorsStore, tenant: Tenant, commits: readonly Commit[]): Promise<Set<Instant>> {
  const dead = new Set<Instant>();
  for (const commit of commits) {
    await store.participant.apply(workOf(tenant, commit, dead));
    if (commit.dies) dead.add(commit.systemTime);
  }
  return dead;
}

export function workOf(
  tenant: Tenant,
  commit: Pick<Commit, 'systemTime' | 'changes'>,
  dead = new Set<Instant>(),
): CommitWork {
  return { tenant, systemTime: commit.systemTime, changes: commit.changes, dead: new Set(dead) };
}

/** The name of each entity that is visible at a moment: a scan of what was stated, in order. */
export function visibleNames({ commits }: History, moment: Moment): Map<Id, string> {
  const names = new Map<Id, string>();
  for (const { systemTime, changes, dies } of commits) {
    if (dies || systemTime > moment.systemTime) continue;
    for (const change of changes) {
      if (change.kind !== 'entity' || moment.validTime < change.validFrom || moment.validTime >= change.validTo)
        continue;
      const name = change.values?.fields.name;
      if (typeof name === 'string' && /\p{L}/u.test(name)) names.set(change.entity.id, name);
      else names.delete(change.entity.id);
    }
  }
  return names;
}
