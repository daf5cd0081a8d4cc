// What reads of one type's records answer, by scans of a list of versions: the model that stores are tested against.
import { differences } from '../../core/difference.ts';
import type { Id } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import { listField } from '../../core/list-fields.ts';
import type { Moment } from '../../core/moment.ts';
import type { Count, DiffKey, EntityKey, HistoryAxis, HistoryQuery, Page, RecordVersion } from '../../core/reads.ts';
import type {
  Aggregate,
  AggregateGroup,
  AggregateQuery,
  Changed,
  DiffQuery,
  ListPosition,
  ListQuery,
  Way,
} from '../../core/record-queries.ts';
import type { EntityType } from '../../core/registry.ts';
import { boundsKnownAt } from '../../core/visibility.ts';
import { containsMoment } from '../../core/window.ts';
import { comparePositions, compareValues, DECIMALS, matches, positionOf, scaled } from './memory-list.ts';
import { pageOf } from './memory-versions.ts';

const NONE_DEAD: ReadonlySet<Instant> = new Set();

export class RecordModel {
  readonly #type: EntityType;
  readonly #versions: readonly RecordVersion[];

  /** @param versions all of the type, without the bounds of dead commits */
  constructor(type: EntityType, versions: readonly RecordVersion[]) {
    this.#type = type;
    this.#versions = versions;
  }

  version({ id, moment }: EntityKey): RecordVersion | null {
    return this.#visible(moment).find((version) => version.id === id) ?? null;
  }

  list({ moment, filter, order, first, after }: ListQuery) {
    const found = this.#matching(moment, filter)
      .map((version) => ({ version, position: positionOf(this.#type, order, version) }))
      .sort((a, b) => comparePositions(this.#type, order, a.position, b.position))
      .filter(({ position }) => after === null || comparePositions(this.#type, order, position, after) > 0);
    return pageOf<{ version: RecordVersion; position: ListPosition }>(found, first);
  }

  count({ moment, filter }: Pick<ListQuery, 'moment' | 'filter'>): Count {
    return { total: this.#matching(moment, filter).length, isExact: true };
  }

  aggregate({ moment, filter, by, of, first }: AggregateQuery): Page<AggregateGroup> {
    const order = by.map((field) => ({ field, direction: 'ASC' as const }));
    const keyOf = (version: RecordVersion) =>
      positionOf(this.#type, order, version).values.map((value, n) =>
        value !== null && listField(this.#type, by[n] ?? '', 'group').kind === 'decimal'
          ? decimal(scaled(value))
          : value,
      );
    const grouped = Map.groupBy(this.#matching(moment, filter), (version) => JSON.stringify(keyOf(version)));
    if (by.length === 0 && grouped.size === 0) grouped.set('[]', []);
    const groups = [...grouped].map(([key, members]) => ({
      keys: JSON.parse(key) as (string | null)[],
      count: members.length,
      values: of.map((field) => aggregateOf(members.map(({ values }) => values.fields[field] ?? null))),
    }));
    const positionOfGroup = ({ keys }: AggregateGroup): ListPosition => ({ values: keys, id: '' as Id });
    groups.sort(
      (a, b) => b.count - a.count || comparePositions(this.#type, order, positionOfGroup(a), positionOfGroup(b)),
    );
    return pageOf<AggregateGroup>(groups, first);
  }

  history({ axis, direction, first }: HistoryQuery, { id, moment, after }: EntityKey & { after: Instant | null }) {
    const start = (version: RecordVersion) => (axis === 'VALID' ? version.validFrom : version.systemFrom);
    const sign = direction === 'ASC' ? 1 : -1;
    const found = this.#line(axis, { id, moment })
      .sort((a, b) => sign * (start(a) - start(b)))
      .filter((version) => after === null || sign * (start(version) - after) > 0)
      .map((version) => boundsKnownAt(version, moment.systemTime, NONE_DEAD));
    return pageOf(found, first);
  }

  historyCount(axis: HistoryAxis, key: EntityKey): Count {
    return { total: this.#line(axis, key).length, isExact: true };
  }

  way({ id, from, to }: DiffKey): Way {
    const [before, after] = [this.version({ id, moment: from }), this.version({ id, moment: to })];
    return { before, after, versions: this.#versions.filter((version) => version.id === id), isComplete: true };
  }

  diffs({ from, to, filter, first, after }: DiffQuery): Page<Changed> {
    const ids = [...new Set(this.#versions.map(({ id }) => id))].sort();
    const changed = ids.flatMap((id) => {
      const { before, after: now } = this.way({ id, from, to });
      const isSame = differences(this.#type, before, now).length === 0 && (before === null) === (now === null);
      const passes = [before, now].some((version) => version !== null && matches(this.#type, filter, version));
      return isSame || !passes || (after !== null && id <= after) ? [] : [{ id, before, after: now }];
    });
    return pageOf<Changed>(changed, first);
  }

  #visible(moment: Moment): RecordVersion[] {
    return this.#versions
      .filter((version) => containsMoment(version, moment))
      .map((version) => boundsKnownAt(version, moment.systemTime, NONE_DEAD));
  }

  #matching(moment: Moment, filter: ListQuery['filter']): RecordVersion[] {
    return this.#visible(moment).filter((version) => matches(this.#type, filter, version));
  }

  #line(axis: HistoryAxis, { id, moment }: EntityKey): RecordVersion[] {
    return this.#versions.filter((version) => {
      const along = axis === 'VALID' ? version.validFrom : moment.validTime;
      const systemTime = axis === 'VALID' ? moment.systemTime : version.systemFrom;
      const isOnLine = version.id === id && containsMoment(version, { validTime: along, systemTime });
      return isOnLine && version.systemFrom <= moment.systemTime;
    });
  }
}

function aggregateOf(values: readonly unknown[]): Aggregate {
  const given = values.filter((value) => value !== null).map(String);
  if (given.length === 0) return { count: 0, sum: null, avg: null, min: null, max: null };
  const sorted = given.toSorted((a, b) => compareValues('decimal', a, b));
  const sum = given.reduce((total, value) => total + scaled(value), 0n);
  return {
    count: given.length,
    sum: decimal(sum),
    avg: decimal(sum / BigInt(given.length)),
    min: decimal(scaled(sorted[0] ?? '')),
    max: decimal(scaled(sorted.at(-1) ?? '')),
  };
}

/** A whole number of the smallest unit as the shortest decimal. */
function decimal(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(DECIMALS + 1, '0');
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, '');
  const text = `${digits.slice(0, -DECIMALS)}${fraction === '' ? '' : `.${fraction}`}`;
  return units < 0n ? `-${text}` : text;
}
