// Random histories of a small company, and the simplest truth about them: a scan of what was stated, in order.
import fc from 'fast-check';
import { type Change, changedId, type EntityRef } from '../../core/commit.ts';
import { type Id, newId } from '../../core/ids.ts';
import { EARLIEST, type Instant, OPEN_END, parseInstant } from '../../core/instant.ts';
import type { Moment } from '../../core/moment.ts';

const START = parseInstant('2025-01-01');
const HOUR = 3_600_000_000;
const HOURS = 24;

export type Draft = Change extends infer C ? (C extends Change ? Omit<C, 'systemTime'> : never) : never;

/** The company of one history: its entities and the ends of its facts. */
export interface Cast {
  readonly entities: readonly EntityRef[];
  readonly facts: readonly { readonly id: Id; readonly subject: EntityRef; readonly object: EntityRef }[];
}

export function newCast(): Cast {
  const types = ['Customer', 'Customer', 'Driver', 'Load', 'Load', 'OtherEntity'];
  const entities = types.map((type) => ({ type, id: newId() }));
  const ends: [number, number][] = [
    [0, 1],
    [0, 2],
    [3, 0],
    [2, 5],
    [0, 0],
  ];
  const facts = ends.map(([subject, object]) => ({
    id: newId(),
    subject: entities[subject] as EntityRef,
    object: entities[object] as EntityRef,
  }));
  return { entities, facts };
}

/** A change before it has ids: which subject of the cast, over which period, with which choice of values. */
export interface Sketch {
  readonly subject: number;
  readonly from: Instant;
  readonly to: Instant;
  readonly seed: number | null;
}

const hour = (n: number): Instant => (START + n * HOUR) as Instant;

/** Far enough ahead that the system knows of it before it happens. */
const AHEAD = 4 * 8_766;

/** A sketch of one of so many subjects. */
const sketchOf = (subjects: number): fc.Arbitrary<Sketch> =>
  fc
    .tuple(
      fc.nat(subjects - 1),
      fc.integer({ min: 0, max: HOURS - 1 }),
      fc.option(fc.integer({ min: 1, max: HOURS }), { nil: null }),
      fc.oneof({ weight: 7, arbitrary: fc.nat(9999) }, { weight: 2, arbitrary: fc.constant(null) }),
      fc.integer({ min: 0, max: 11 }),
    )
    .map(([subject, from, length, seed, whole]) =>
      whole === 0 && seed === null
        ? { subject, from: EARLIEST, to: OPEN_END, seed }
        : { subject, from: hour(from), to: length === null ? OPEN_END : hour(from + length), seed },
    );

/** Commits in order, each of a few changes. */
export type History = readonly (readonly Sketch[])[];

/** A sketch, now and then of something that is still to happen. */
export const sketchAheadOf = (subjects: number): fc.Arbitrary<Sketch> =>
  fc.tuple(sketchOf(subjects), fc.nat(5)).map(([drawn, ahead]) => (ahead === 0 ? putAhead(drawn) : drawn));

const putAhead = ({ from, to, ...drawn }: Sketch): Sketch => {
  const later = (at: Instant): Instant => (at === OPEN_END || at === EARLIEST ? at : ((at + AHEAD * HOUR) as Instant));
  return { ...drawn, from: later(from), to: later(to) };
};

/** Histories with that many commits (and up to a fifth more) of one to `changesMax` changes. */
export const historyOf = (sketch: fc.Arbitrary<Sketch>, commits: number, changesMax: number): fc.Arbitrary<History> =>
  fc.array(fc.array(sketch, { minLength: 1, maxLength: changesMax }), {
    minLength: commits,
    maxLength: Math.ceil(commits * 1.2),
  });

/** Commits that say something of most of so many subjects, mostly for good, and of some what lies ahead. */
export const openingOf = (subjects: number, commits: number): fc.Arbitrary<History> =>
  fc.array(fc.tuple(fc.nat(5), fc.nat(9998), fc.nat(9)), { minLength: subjects, maxLength: subjects }).map((drawn) => {
    const sketches = drawn.flatMap(([from, seed, end], subject): Sketch[] => {
      const told = { subject, from: hour(from), to: end === 0 ? hour(HOURS) : OPEN_END, seed };
      return end < 7 ? [told] : [told, { ...putAhead(told), seed: seed + 1 }];
    });
    return Array.from({ length: commits }, (_, n) => sketches.filter(({ subject }) => subject % commits === n));
  });

/** Histories of the cast that {@link newCast} makes. */
export const anyHistory: fc.Arbitrary<History> = historyOf(sketchOf(11), 20, 3);

/** Makes a change of a sketch: the subjects after the entities are the cast's facts. */
export function draw(cast: Cast, { subject, from, to, seed }: Sketch): Draft {
  const period = { validFrom: from, validTo: to };
  const entity = cast.entities[subject];
  if (entity) {
    const values = seed === null ? null : { fields: fieldsOf(cast, entity.type, seed), attributes: null };
    return { kind: 'entity', entity, ...period, values };
  }
  const fact = cast.facts[subject - cast.entities.length] as Cast['facts'][number];
  const values =
    seed === null ? null : { name: seed % 2 ? 'KNOWS' : 'OWES', fact: `Fact number ${seed}.`, episodes: [] };
  return { kind: 'fact', ...fact, ...period, values };
}

function fieldsOf(cast: Cast, type: string, seed: number): Record<string, string | number | null> {
  const customer = cast.entities[seed % 2]?.id ?? null;
  switch (type) {
    case 'Customer':
      return { name: `Customer ${seed}`, tier: seed % 2 ? 'GOLD' : 'SILVER', creditLimit: `${seed}.25` };
    case 'Driver':
      return { name: `Driver ${seed}`, status: seed % 3 ? 'ACTIVE' : null };
    case 'Load':
      return {
        reference: `L-${seed}`,
        weightKg: seed,
        customer,
        driver: seed % 3 ? (cast.entities[2]?.id ?? null) : null,
      };
    default:
      return { name: `Place ${seed}`, summary: `Place with number ${seed}` };
  }
}

/** What a statement says; null would say that it is not so. */
export type Stated = NonNullable<Change['values']>;

/** What was stated of one subject by a moment: the last statement known by then that covers its valid time decides. */
export class Truth {
  readonly #stated: Change[] = [];

  state(drafts: readonly Draft[], systemTime: Instant): void {
    for (const draft of drafts) this.#stated.push({ ...draft, systemTime } as Change);
  }

  at(id: Id, moment: Moment): Stated | null {
    let found: Change['values'] = null;
    for (const change of this.#stated) {
      if (changedId(change) !== id || change.systemTime > moment.systemTime) continue;
      if (change.validFrom <= moment.validTime && moment.validTime < change.validTo) found = change.values;
    }
    return found;
  }

  /** Every instant at which something may change, of one subject or of all, by axis, rising. */
  bounds(id?: Id): { valid: Instant[]; system: Instant[] } {
    const stated = id === undefined ? this.#stated : this.#stated.filter((change) => changedId(change) === id);
    const valid = stated.flatMap((c) => [c.validFrom, c.validTo]).filter((at) => at !== EARLIEST && at !== OPEN_END);
    return { valid: rising(valid), system: rising(stated.map((c) => c.systemTime)) };
  }
}

const rising = (instants: readonly Instant[]): Instant[] => [...new Set(instants)].sort((a, b) => a - b);

/** Moments to read at: half of the choices on each axis exactly at a bound or one microsecond beside it. */
export function pickMoments(truth: Pick<Truth, 'bounds'>, count: number, random: () => number): Moment[] {
  const { valid, system } = truth.bounds();
  const first = Math.min(...system);
  const last = Math.max(...system);
  const near = (bounds: readonly Instant[]): number =>
    (bounds[Math.floor(random() * bounds.length)] ?? START) + Math.floor(random() * 3) - 1;
  return Array.from({ length: count }, (_, index) => {
    const atBound = index % 2 === 0;
    const validTime = atBound ? near(valid) : START + Math.floor(random() * (HOURS + 2) * HOUR);
    const systemTime = atBound ? near(system) : first + Math.floor(random() * (last - first + 1));
    return { validTime: validTime as Instant, systemTime: Math.min(systemTime, last) as Instant };
  });
}

/** A small seeded generator (mulberry32), so that a failing read can be repeated. */
export function randomFrom(seed: number): () => number {
  let state = seed + 0x6d2b79f5;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
