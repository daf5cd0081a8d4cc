// One run of an adoption: pages are read, prepared and written one after the other, and how far it is is kept.
import type { JsonValue } from '../../../core/commit.ts';
import { AsofError } from '../../../core/errors.ts';
import type { Tenant } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';
import type { GraphitiCounts } from '../../../stores/neo4j/graphiti-source.ts';
import type { AdoptionMode, Adoptions } from '../../../stores/postgres/adoption.ts';
import { Oddities, type OdditiesReport } from './oddities.ts';
import { type GraphitiPage, type GraphitiPages, PHASES, type Phase } from './pages.ts';
import type { KnownLimits } from './times.ts';
import type { PageWriter } from './writers.ts';

export interface AdoptionProgress {
  readonly phase: Phase;
  /** Elements read, of all phases. */
  readonly elements: number;
  readonly elementsTotal: number;
}

export type PhaseCounts = Readonly<Record<Phase, number>>;

export interface AdoptionReport extends OdditiesReport {
  /** Null in a dry run. */
  readonly mode: AdoptionMode | null;
  /** Whether an earlier run had begun it. */
  readonly resumed: boolean;
  readonly read: PhaseCounts;
  /** What went in: entities, episodes and facts. */
  readonly adopted: PhaseCounts;
  /** What Asof had written itself. */
  readonly own: PhaseCounts;
  /** Of this run. */
  readonly batches: number;
  readonly seconds: number;
}

export interface RunOptions {
  readonly tenant: Tenant;
  readonly pages: GraphitiPages;
  readonly adoptions: Adoptions;
  /** What there is to read. */
  readonly counts: GraphitiCounts;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: AdoptionProgress) => void) | undefined;
  /** Null in a dry run, of which nothing is kept. */
  readonly mode: AdoptionMode | null;
  readonly writer: PageWriter;
  readonly startedAt: Instant;
  /** Where an earlier run was. */
  readonly progress?: JsonValue;
}

interface Place {
  readonly phase: Phase;
  /** The uuid after which the next page begins. */
  readonly after: string;
}

/** What is kept of an adoption: it is written and read here alone. */
interface Kept extends Place {
  readonly counts: Readonly<Record<'read' | 'adopted' | 'own', Record<Phase, number>>>;
  readonly oddities: OdditiesReport;
}

const noneYet = (): Record<Phase, number> => ({ nodes: 0, episodes: 0, edges: 0 });

export class AdoptionRun {
  readonly #options: RunOptions;
  readonly #total: number;
  readonly #oddities = new Oddities();
  readonly #counts: Kept['counts'];
  readonly #since = performance.now();
  #place: Place;
  #limits: KnownLimits = { startedAt: 0 as Instant, now: 0 as Instant };
  #batches = 0;

  constructor(options: RunOptions) {
    const { counts, progress } = options;
    this.#options = options;
    this.#total = counts.nodes + counts.edges + counts.episodes;
    const kept = (progress ?? null) as Kept | null;
    this.#counts = kept?.counts ?? { read: noneYet(), adopted: noneYet(), own: noneYet() };
    this.#place = { phase: kept?.phase ?? 'nodes', after: kept?.after ?? '' };
    if (kept) this.#oddities.merge(kept.oddities);
    else this.#oddities.add('withoutUuid', null, counts.unnamed);
  }

  /** A page is read and prepared while the one before it is written. */
  async all(clock: Instant): Promise<void> {
    this.#limits = { startedAt: this.#options.startedAt, now: clock };
    this.#show();
    let writing: Promise<void> = Promise.resolve();
    try {
      for (let place: Place | null = this.#place; place !== null; ) {
        this.#options.signal?.throwIfAborted();
        const page = await this.#options.pages.read(place.phase, place.after, this.#limits);
        const prepared = this.#options.writer.prepare(page.observed);
        // Whichever of the two fails is met by an await, the earlier page first.
        prepared.catch(() => undefined);
        await writing;
        writing = this.#write(page, prepared);
        writing.catch(() => undefined);
        place = nextPlace(page);
      }
    } finally {
      await writing;
    }
  }

  progress(): JsonValue {
    // A plain value of texts, numbers and lists.
    return {
      ...this.#place,
      counts: this.#counts,
      oddities: this.#oddities.report(),
    } satisfies Kept as unknown as JsonValue;
  }

  report(): AdoptionReport {
    const { mode, progress } = this.#options;
    const seconds = (performance.now() - this.#since) / 1_000;
    const resumed = progress !== undefined && progress !== null;
    return { mode, resumed, ...this.#counts, batches: this.#batches, seconds, ...this.#oddities.report() };
  }

  async #write(page: GraphitiPage, prepared: Promise<void>): Promise<void> {
    const { phase, elements, own, observed, oddities } = page;
    await prepared;
    const adopted = await this.#options.writer.write(observed);
    this.#counts.read[phase] += elements;
    this.#counts.own[phase] += own;
    this.#counts.adopted[phase] += adopted;
    this.#oddities.merge(oddities.report());
    if (this.#options.mode === 'commits') {
      for (const { history, current } of observed) {
        if (history.length > 0 && current.length === 0) this.#oddities.add('retractedBefore', null);
      }
    }
    this.#batches += 1;
    this.#place = nextPlace(page) ?? { phase, after: page.last };
    await this.#save();
    this.#show();
  }

  async #save(): Promise<void> {
    if (this.#options.mode === null) return;
    const now = await this.#options.adoptions.save(this.#options.tenant, this.progress());
    if (now === null) throw lost();
    this.#limits = { ...this.#limits, now };
  }

  #show(): void {
    const elements = PHASES.reduce((sum, phase) => sum + this.#counts.read[phase], 0);
    const elementsTotal = Math.max(this.#total, elements);
    this.#options.onProgress?.({ phase: this.#place.phase, elements, elementsTotal });
  }
}

/** Where the next page begins; null after the last one. */
function nextPlace({ phase, last, isLast }: GraphitiPage): Place | null {
  if (!isLast) return { phase, after: last };
  const following = PHASES[PHASES.indexOf(phase) + 1];
  return following ? { phase: following, after: '' } : null;
}

export const lost = (): AsofError =>
  new AsofError(
    'ADOPTION_HELD',
    'The adoption was given up for silence, and another process may have gone on with it.',
  );
