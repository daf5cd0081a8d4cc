// Random histories of loads, written through the store; and the simplest model of them: a list of versions in memory.
import fc from 'fast-check';
import type { EntityChange, EntityValues } from '../../../core/commit.ts';
import { registry } from '../../../core/entity-types.ts';
import { type Id, newId, type Tenant } from '../../../core/ids.ts';
import { EARLIEST, type Instant, OPEN_END } from '../../../core/instant.ts';
import type { Moment } from '../../../core/moment.ts';
import type { Filter, FilterOperator, Order, ReadScope, RecordVersion } from '../../../core/reads.ts';
import { applyStatements, type Version } from '../../../core/timeline.ts';
import { boundsKnownAt, isVisible } from '../../../core/visibility.ts';
import type { PostgresStore } from '../../../stores/postgres/store.ts';
import { newTenant } from './database.ts';

export const LOAD = registry.get('Load');
export const ENTITIES = 8;
const HISTORIES = 12;
const START = 1_700_000_000_000_000;

export interface Sketch {
  readonly entity: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly fields: Readonly<Record<string, string | number | null>> | null;
}

export interface CommitSketch {
  readonly sketches: readonly Sketch[];
  readonly dies: boolean;
}

const texts = fc.constantFrom('', 'a', 'ab', 'A', 'a%b', 'a_b', 'a\\b', 'ä', '😀', '￿', 'Chicago', 'Chi');
const decimals = fc.constantFrom('0', '0.10', '0.1', '-3.5', '10', '9.99', '12345678901234567890.123456789');
const instants = fc.integer({ min: 0, max: 3 }).map((n) => START + n);
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null, freq: 4 });

const fields = fc.record({
  reference: texts,
  origin: orNull(texts),
  weightKg: orNull(fc.integer({ min: -2, max: 2 })),
  rate: orNull(decimals),
  pickupAt: orNull(instants),
  customer: orNull(fc.constantFrom('00000000-0000-7000-8000-000000000001', 'ffffffff-ffff-7fff-bfff-ffffffffffff')),
});

const sketch: fc.Arbitrary<Sketch> = fc.record({
  entity: fc.nat(ENTITIES - 1),
  from: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null, freq: 8 }),
  to: fc.option(fc.integer({ min: 10, max: 20 }), { nil: null, freq: 2 }),
  fields: fc.oneof({ weight: 4, arbitrary: fields }, { weight: 1, arbitrary: fc.constant(null) }),
});

export const anyHistory: fc.Arbitrary<readonly CommitSketch[]> = fc.array(
  fc.record({ sketches: fc.array(sketch, { minLength: 1, maxLength: 4 }), dies: fc.boolean() }),
  { minLength: 5, maxLength: 12 },
);

/** What was written: the model's versions, and the system times of all commits. */
export interface Written {
  readonly ids: readonly Id[];
  readonly versions: readonly RecordVersion[];
  readonly systemTimes: readonly Instant[];
}

/** Writes a history; a commit that dies is left as it is, its rows in the store. */
export async function write(store: PostgresStore, tenant: Tenant, history: readonly CommitSketch[]): Promise<Written> {
  const ids = Array.from({ length: ENTITIES }, newId);
  const model = new Map<Id, Version<EntityValues>[]>(ids.map((id) => [id, []]));
  const systemTimes: Instant[] = [];
  for (const { sketches, dies } of history) {
    const touched = [...new Set(sketches.map(({ entity }) => ids[entity] as Id))];
    const { systemTime, dead } = await store.ledger.open(tenant, touched, 'test');
    systemTimes.push(systemTime);
    const changes = sketches.map((each) => toChange(ids, each, systemTime));
    const work = { tenant, systemTime, changes, dead };
    await store.participant.apply(work);
    if (dies) {
      await store.ledger.settle(tenant, systemTime, 'aborting');
      await store.ledger.settle(tenant, systemTime, 'quarantined');
      continue;
    }
    await store.ledger.settle(tenant, systemTime, 'committed');
    for (const id of touched) {
      const own = changes.filter((change) => change.entity.id === id);
      model.set(id, applied(model.get(id) ?? [], own));
    }
  }
  const versions = [...model].flatMap(([id, list]) => list.map((version) => ({ ...version, id })));
  return { ids, versions, systemTimes };
}

/** Runs a check on histories, each written for a tenant of its own and followed to its end. */
export async function onHistories(
  store: PostgresStore,
  histories: fc.Arbitrary<readonly CommitSketch[]>,
  check: (scope: ReadScope, written: Written) => Promise<void>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const tenant = newTenant();
      const written = await write(store, tenant, history);
      await store.now.read(tenant);
      await store.now.reach(tenant, written.systemTimes.at(-1) as Instant);
      await check({ tenant, dead: store.now.dead(tenant) }, written);
    }),
    { numRuns: HISTORIES, endOnFailure: true },
  );
}

function toChange(ids: readonly Id[], { entity, from, to, fields }: Sketch, systemTime: Instant): EntityChange {
  const all = Object.fromEntries(LOAD.fields.map((field) => [field.name, fields?.[field.name] ?? null]));
  return {
    kind: 'entity',
    entity: { type: 'Load', id: ids[entity] as Id },
    validFrom: from === null ? EARLIEST : ((START + from) as Instant),
    validTo: to === null ? OPEN_END : ((START + to) as Instant),
    systemTime,
    values: fields && { fields: all, attributes: attributesOf(fields) },
  };
}

/** A text, a number, a list and a null, at some depth. */
const attributesOf = ({ reference = null, weightKg = null, rate = null }: NonNullable<Sketch['fields']>) => ({
  note: reference,
  deep: { weight: weightKg, list: [weightKg, reference], 'odd "key"': rate },
});

function applied(known: readonly Version<EntityValues>[], changes: readonly EntityChange[]): Version<EntityValues>[] {
  const open = known.filter((version) => version.systemTo === OPEN_END);
  const { closed, opened } = applyStatements(open, changes);
  const ends = new Map(closed.map(({ version, systemTo }) => [version, systemTo]));
  return [...known.map((version) => ({ ...version, systemTo: ends.get(version) ?? version.systemTo })), ...opened];
}

export function visibleAt(written: Written, moment: Moment): RecordVersion[] {
  const none = new Set<Instant>();
  return written.versions
    .filter((version) => isVisible(version, moment, none))
    .map((version) => boundsKnownAt(version, moment.systemTime, none));
}

/** Moments of which half lie exactly at a bound or a microsecond beside it. */
export const anyMoment = (written: Written): fc.Arbitrary<Moment> =>
  fc.record({
    validTime: fc.integer({ min: START - 1, max: START + 21 }).map((n) => n as Instant),
    systemTime: fc
      .tuple(fc.constantFrom(...written.systemTimes), fc.integer({ min: -1, max: 1 }))
      .map(([at, beside]) => Math.min(at + beside, written.systemTimes.at(-1) ?? 0) as Instant),
  });

const VALUES: Readonly<Record<string, fc.Arbitrary<string | number>>> = {
  reference: texts,
  origin: texts,
  weightKg: fc.integer({ min: -2, max: 2 }),
  rate: decimals,
  pickupAt: instants,
};
const COMPARISONS: readonly FilterOperator[] = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte'];

const anyTerm: fc.Arbitrary<Filter> = fc.constantFrom(...Object.keys(VALUES)).chain((field) => {
  const value = VALUES[field] as fc.Arbitrary<string | number>;
  const isText = field === 'reference' || field === 'origin';
  return fc.oneof(
    fc.record({ field: fc.constant(field), operator: fc.constantFrom(...COMPARISONS), value }),
    fc.record({
      field: fc.constant(field),
      operator: fc.constant('in' as const),
      value: fc.array(value, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ field: fc.constant(field), operator: fc.constant('isNull' as const), value: fc.boolean() }),
    ...(isText
      ? [
          fc.record({
            field: fc.constant(field),
            operator: fc.constantFrom<FilterOperator>('startsWith', 'contains'),
            value,
          }),
        ]
      : []),
  );
});

const PATHS = [
  ['note'],
  ['deep', 'weight'],
  ['deep', 'list', '0'],
  ['deep', 'list'],
  ['deep', 'odd "key"'],
  ['none', 'x'],
  [],
];

const anyJsonTerm: fc.Arbitrary<Filter> = fc.constantFrom(...PATHS).chain((path) => {
  const scalar = fc.oneof(texts, decimals, fc.integer({ min: -2, max: 2 }));
  const term = <Operand>(operators: readonly FilterOperator[], value: fc.Arbitrary<Operand>) =>
    fc.record({
      field: fc.constant('attributes'),
      path: fc.constant(path),
      operator: fc.constantFrom(...operators),
      value: value as fc.Arbitrary<unknown>,
    });
  return fc.oneof(
    term(COMPARISONS, scalar),
    term(['eq', 'ne'], fc.tuple(fc.integer({ min: -2, max: 2 }), texts)),
    term(['in'], fc.array(scalar, { maxLength: 3 })),
    term(['startsWith', 'contains'], texts),
    term(['isNull'], fc.boolean()),
  );
});

export const anyFilter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyTerm,
    anyJsonTerm,
    fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ not: tie('filter') }),
  ),
})).filter;

export const anyOrder: fc.Arbitrary<Order[]> = fc.array(
  fc.record({
    field: fc.constantFrom(
      'reference',
      'origin',
      'weightKg',
      'rate',
      'pickupAt',
      'customer',
      'validFrom',
      'systemFrom',
    ),
    direction: fc.constantFrom('ASC' as const, 'DESC' as const),
  }),
  { maxLength: 3 },
);
