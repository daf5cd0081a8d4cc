// What reads must answer, from the company's formulas alone: in the shape in which GraphQL gives it.
import { formatEnd, formatInstant, type Instant, OPEN_END } from '../../core/instant.ts';
import type { Moment } from '../../core/moment.ts';
import { containsMoment, type Rectangle } from '../../core/window.ts';
import {
  at,
  type BenchFact,
  type Course,
  courseOf,
  entityCount,
  entityId,
  episodeCount,
  episodeOf,
  factOf,
  HOURS,
  type Size,
  statementAt,
  TYPES,
  valuesOf,
} from './company.ts';
import type { Json } from './ways.ts';

export const PAGE = 20;
/** Beyond this a total is not counted. */
const TOTAL_MAX = 10_000;

/** The facts of some entities, by a pass over all. */
export function factsOf(size: Size, entities: ReadonlySet<number>): ReadonlyMap<number, readonly BenchFact[]> {
  const found = new Map([...entities].map((entity) => [entity, [] as BenchFact[]] as const));
  for (let n = 0; n < size.facts; n += 1) {
    const fact = factOf(size, n);
    for (const end of new Set([fact.subject, fact.object])) found.get(end)?.push(fact);
  }
  return found;
}

type SeenFact = BenchFact & { readonly version: Rectangle };

/** Facts that are visible at a moment, newest first. */
export function visibleFacts(facts: readonly BenchFact[], moment: Moment): readonly SeenFact[] {
  const seen = facts.flatMap((fact) =>
    fact.versions.filter((version) => containsMoment(version, moment)).map((version) => ({ ...fact, version })),
  );
  return seen.sort((a, b) => b.version.validFrom - a.version.validFrom || (a.id < b.id ? 1 : -1));
}

export const factNode = ({ values, version }: SeenFact, { systemTime }: Moment): Json => ({
  fact: values.fact,
  ...boundsOf(version, systemTime),
});

/** Bounds as they were known: an end of system time that came later is open. */
function boundsOf({ validFrom, validTo, systemFrom, systemTo }: Rectangle, known: Instant): Json {
  return {
    validFrom: formatInstant(validFrom),
    validTo: formatEnd(validTo),
    systemFrom: formatInstant(systemFrom),
    systemTo: formatEnd(systemTo > known ? OPEN_END : systemTo),
  };
}

/** When a facts' versions along valid time begin, newest first. */
export function factStarts(facts: readonly BenchFact[], { systemTime }: Moment): readonly string[] {
  const known = facts.flatMap(({ versions }) =>
    versions.filter((version) => version.systemFrom <= systemTime && systemTime < version.systemTo),
  );
  return known
    .map(({ validFrom }) => formatInstant(validFrom))
    .sort()
    .reverse()
    .slice(0, PAGE);
}

/** The episodes that mention an entity and are visible, newest first. */
export function mentionNames(size: Size, entity: number, moment: Moment): readonly string[] {
  const all = Array.from({ length: episodeCount(size) }, (_, n) => episodeOf(size, n));
  const seen = all.filter(({ mentions, version }) => mentions.includes(entity) && containsMoment(version, moment));
  seen.sort((a, b) => b.version.validFrom - a.version.validFrom || (a.id < b.id ? 1 : -1));
  return seen.slice(0, PAGE).map(({ values }) => values.name);
}

/** The other ends of the facts that are visible. */
export function neighborIds(entity: number, facts: readonly BenchFact[], moment: Moment): readonly string[] {
  const ends = visibleFacts(facts, moment).flatMap(({ subject, object }) => [subject, object]);
  return [...new Set(ends)]
    .filter((end) => end !== entity)
    .map(entityId)
    .sort();
}

/** The rectangle in which a statement is the last one, or, once the next one is known, the one before that. */
function rectangleOf({ statements, start, step, lag }: Course, statement: number, isFollowed: boolean): Rectangle {
  const told = (n: number): number => start + n * step;
  const next = statement + 1;
  if (isFollowed) {
    return {
      validFrom: at(told(statement)),
      validTo: at(told(next)),
      systemFrom: at(told(next) + lag),
      systemTo: OPEN_END,
    };
  }
  const systemTo = next < statements ? at(told(next) + lag) : OPEN_END;
  return { validFrom: at(told(statement)), validTo: OPEN_END, systemFrom: at(told(statement) + lag), systemTo };
}

/** The first page of the history of a customer, newest first. */
export function historyPage(size: Size, customer: number, axis: 'VALID' | 'SYSTEM', moment: Moment): readonly Json[] {
  const course = courseOf(size, customer);
  const end = at(2 * HOURS);
  const learned = statementAt(course, { validTime: end, systemTime: moment.systemTime });
  const happened = statementAt(course, { validTime: moment.validTime, systemTime: end });
  const versions: { readonly statement: number; readonly isFollowed: boolean }[] = [];
  if (axis === 'VALID') {
    for (let n = learned; n >= 0; n -= 1) versions.push({ statement: n, isFollowed: n < learned });
  } else {
    if (happened < learned) versions.push({ statement: happened, isFollowed: true });
    for (let n = Math.min(happened, learned); n >= 0; n -= 1) versions.push({ statement: n, isFollowed: false });
  }
  return versions.slice(0, PAGE).map(({ statement, isFollowed }) => ({
    ...boundsOf(rectangleOf(course, statement, isFollowed), moment.systemTime),
    entity: { tier: valuesOf(size, customer, statement).fields.tier },
  }));
}

interface SeenCustomer {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** All customers that are visible at a moment, in the order of their ids. */
export function customersAt(size: Size, moment: Moment): readonly SeenCustomer[] {
  const seen: SeenCustomer[] = [];
  for (let customer = 0; customer < entityCount(size); customer += TYPES.length) {
    const statement = statementAt(courseOf(size, customer), moment);
    if (statement >= 0) seen.push({ id: entityId(customer), fields: valuesOf(size, customer, statement).fields });
  }
  return seen;
}

export function filteredPage(customers: readonly SeenCustomer[]): readonly Json[] {
  const found = customers.filter(({ fields }) => fields.tier === 'GOLD' && Number(fields.creditLimit) >= 50_000);
  found.sort((a, b) => Number(b.fields.creditLimit) - Number(a.fields.creditLimit) || (a.id < b.id ? -1 : 1));
  return found.slice(0, PAGE).map(({ id, fields: { name, creditLimit } }) => ({ id, name, creditLimit }));
}

export function totalOf(customers: readonly SeenCustomer[]): Json {
  const found = customers.filter(({ fields }) => fields.tier === 'GOLD');
  return {
    totalCount: Math.min(found.length, TOTAL_MAX),
    totalCountExact: found.length <= TOTAL_MAX,
    nodes: found.slice(0, PAGE).map(({ id }) => ({ id })),
  };
}

/** Groups by tier of those with a low credit limit, the largest first. */
export function groupsOf(customers: readonly SeenCustomer[]): readonly Json[] {
  const low = customers.filter(({ fields }) => Number(fields.creditLimit) < 1_000);
  const groups = [...Map.groupBy(low, ({ fields }) => String(fields.tier))].map(([tier, of]) => ({
    tier,
    count: of.length,
    sum: of.reduce((sum, { fields }) => sum + Number(fields.creditLimit), 0),
  }));
  return groups.sort((a, b) => b.count - a.count || (a.tier < b.tier ? -1 : 1));
}

/** What changed of a customer from one moment to a later one. */
export function differenceOf(
  size: Size,
  customer: number,
  from: Moment,
  to: Moment,
  facts: readonly BenchFact[],
): Json {
  const course = courseOf(size, customer);
  const [before, after] = [from, to].map((moment) => statementAt(course, moment));
  const fields =
    before === undefined || before < 0 || after === undefined ? null : changedFields(size, customer, before, after);
  const kind = fields === null ? 'ADDED' : fields.length > 0 ? 'CHANGED' : 'SAME';
  const ids = (moment: Moment): ReadonlySet<string> => new Set(visibleFacts(facts, moment).map(({ id }) => id));
  const [old, young] = [ids(from), ids(to)];
  const changed = [...new Set([...old, ...young])].filter((id) => !old.has(id) || !young.has(id)).sort();
  const kinds = changed.map((id) => ({ kind: old.has(id) ? 'REMOVED' : 'ADDED' }));
  return { kind, ...(kind === 'ADDED' ? {} : { fields }), facts: kinds.slice(0, PAGE) };
}

function changedFields(size: Size, customer: number, before: number, after: number): readonly Json[] {
  const [old, young] = [before, after].map((statement) => valuesOf(size, customer, statement).fields);
  return Object.keys(old ?? {})
    .map((field) => ({ field, before: old?.[field], after: young?.[field] }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}
