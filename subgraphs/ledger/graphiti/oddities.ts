// What was odd about a graph that Graphiti wrote: counted, with a few examples of each, and kept with the progress.

/** Each oddity, and what is done about it. */
export const ODDITIES = {
  createdAtMissing: 'without a usable created_at: taken for known since the earliest of its other times, or since now',
  timeInFuture: 'with a created_at or expired_at in the future: taken for known since the adoption began',
  timeOutsideRange: 'with a time outside the years 1684 to 2255: the nearest end of them was taken',
  timeUnreadable: 'with a time that cannot be read: taken for missing',
  duplicateUuid: 'with the uuid of another: the one that was created first was taken',
  validAtMissing: 'without valid_at: true since reference_time, or else since created_at',
  endWithoutUuid: 'from or to a node that is no Entity with a uuid: left out',
  endInOtherGroup: 'from or to a node of another group: left out',
  endpointDisagrees: 'whose endpoint uuids are not those of its nodes: the nodes were taken',
  neverVisible: 'that was never true, since it ends before it begins or was retracted at once: left out',
  retractedBefore: 'that was retracted already: left out, since a tenant with commits keeps its past',
  episodeMissing: 'with an episode that is not there: without that episode',
  mentionLeftOut: 'that mentions a node of another group, or none: without that mention',
  nameTooLong: 'with a name longer than 600 characters: cut',
  withoutUuid: 'without a uuid: left out',
} as const;

export type Oddity = keyof typeof ODDITIES;

export interface OdditiesReport {
  readonly counts: Readonly<Partial<Record<Oddity, number>>>;
  /** Labels that no registered type has, with how many nodes have each. */
  readonly unknownLabels: Readonly<Record<string, number>>;
  /** A few uuids of each. */
  readonly examples: Readonly<Partial<Record<Oddity, readonly string[]>>>;
}

const NAMES = Object.keys(ODDITIES) as Oddity[];
const EXAMPLES_MAX = 5;
const LABELS_MAX = 200;
/** Where labels beyond the limit are counted. */
const OTHER_LABELS = '(others)';

/** Counts oddities, of a page or of all pages so far. */
export class Oddities {
  readonly #counts = new Map<Oddity, number>();
  readonly #labels = new Map<string, number>();
  readonly #examples = new Map<Oddity, string[]>();

  add(oddity: Oddity, uuid: string | null, count = 1): void {
    if (count === 0) return;
    this.#counts.set(oddity, (this.#counts.get(oddity) ?? 0) + count);
    if (uuid !== null) this.#keep(oddity, [uuid]);
  }

  addLabel(label: string, count = 1): void {
    const isKept = this.#labels.has(label) || this.#labels.size < LABELS_MAX;
    const name = isKept ? label : OTHER_LABELS;
    this.#labels.set(name, (this.#labels.get(name) ?? 0) + count);
  }

  /** Adds what another counted. */
  merge({ counts, unknownLabels, examples }: OdditiesReport): void {
    for (const oddity of NAMES) {
      this.add(oddity, null, counts[oddity] ?? 0);
      this.#keep(oddity, examples[oddity] ?? []);
    }
    for (const [label, count] of Object.entries(unknownLabels)) this.addLabel(label, count);
  }

  report(): OdditiesReport {
    const [counts, unknownLabels, examples] = [this.#counts, this.#labels, this.#examples].map((map) =>
      Object.fromEntries<unknown>(map),
    ) as [OdditiesReport['counts'], OdditiesReport['unknownLabels'], OdditiesReport['examples']];
    return { counts, unknownLabels, examples };
  }

  #keep(oddity: Oddity, uuids: readonly string[]): void {
    if (uuids.length === 0) return;
    const kept = this.#examples.get(oddity) ?? [];
    this.#examples.set(oddity, [...kept, ...uuids].slice(0, EXAMPLES_MAX));
  }
}
